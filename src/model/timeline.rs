//! How an answer came to be: the session as it began, and everything that happened to it since, with the time of each.
//!
//! Only what fits is in it, so that it can be played without a failure. Knows no journal and no file.

use jiff::Timestamp;

use super::{
    Course, Edit, EditError, Session,
    session::{At, Stop},
};

/// The session as it began, and its moments in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    beginning: Session,
    began: u64,
    moments: Vec<Moment>,
    /// As the moments leave it.
    now: Session,
    /// Whether more was written down than could be read: it ends before the session does.
    pub cut: bool,
}

/// What happened at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Milliseconds at work since the session began: they stand still while no program has it open.
    pub ms: u64,
    /// When, by the wall's clock, which may jump.
    pub wall: Timestamp,
    /// What, in order.
    pub happened: Vec<Happened>,
}

/// Something that happened to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// The answer changed.
    Edit(Edit),
    /// The caret went elsewhere.
    At(At),
    /// The clocks, the marks, the state.
    Course(Box<Course>),
    /// It was told anew as a whole: its file was changed elsewhere, or holds what edits cannot tell.
    Whole(Box<Session>),
}

impl Timeline {
    /// A timeline in which nothing has happened yet. `began` is the milliseconds at work until then: more than 0 where
    /// what was before is not known.
    pub fn new(beginning: Session, began: u64) -> Self {
        Self { now: beginning.clone(), beginning, began, moments: Vec::new(), cut: false }
    }

    /// Adds what happened next, wholly or not at all. Time never runs backwards in it.
    pub fn push(&mut self, mut moment: Moment) -> Result<(), EditError> {
        moment.ms = moment.ms.max(self.ends());
        if let Err(error) = moment.happened.iter().try_for_each(|happened| happened.happen(&mut self.now)) {
            // Some of it may have happened.
            self.now = self.replayed(self.moments.len());
            return Err(error);
        }
        self.moments.push(moment);
        Ok(())
    }

    /// The session before its first moment.
    pub fn beginning(&self) -> &Session {
        &self.beginning
    }

    /// The session after its last moment.
    pub fn now(&self) -> &Session {
        &self.now
    }

    /// Milliseconds at work where it begins.
    pub fn began(&self) -> u64 {
        self.began
    }

    /// Milliseconds at work where it ends.
    pub fn ends(&self) -> u64 {
        self.moments.last().map_or(self.began, |moment| moment.ms)
    }

    /// What happened, in order.
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// The session after so many moments, with all of them played from the beginning.
    pub fn replayed(&self, moments: usize) -> Session {
        let mut session = self.beginning.clone();
        for moment in self.moments.iter().take(moments) {
            moment.play(&mut session);
        }
        session
    }
}

impl Moment {
    /// Lets it happen to the session that all moments before it led to.
    pub fn play(&self, session: &mut Session) {
        for happened in &self.happened {
            // It fitted when it was taken.
            let _ = happened.happen(session);
        }
    }

    /// Its edits.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.happened.iter().filter_map(|happened| match happened {
            Happened::Edit(edit) => Some(edit),
            _ => None,
        })
    }

    /// Whether what is written may have changed by it, or the place where the candidate is. Clocks alone change neither.
    pub fn is_seen(&self, before: &Stop) -> bool {
        self.happened.iter().any(|happened| match happened {
            Happened::Edit(_) | Happened::Whole(_) => true,
            Happened::At(at) => at.stop != *before,
            Happened::Course(course) => course.at().stop != *before,
        })
    }
}

impl Happened {
    /// Lets it happen to a session; an error where it does not fit.
    pub fn happen(&self, session: &mut Session) -> Result<(), EditError> {
        match self {
            Self::Edit(edit) => {
                session.apply(edit)?;
                follow_caret(&mut session.at, edit);
            }
            Self::At(at) => session.at = at.clone(),
            Self::Course(course) => session.follow(course),
            Self::Whole(whole) => *session = whole.as_ref().clone(),
        }
        Ok(())
    }
}

/// Typing moves the caret: that needs no record of its own.
pub fn follow_caret(caret: &mut At, edit: &Edit) {
    if let Edit::Splice { at, offset, inserted, .. } = edit
        && (&caret.id, &caret.field) == (&at.id, &at.field)
    {
        caret.offset = offset + inserted.len();
    }
}
