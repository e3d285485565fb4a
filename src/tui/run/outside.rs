//! Carrying out effects: files, the external editor, the clipboard. Knows no screen.

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::Timestamp;
use tempfile::TempDir;

mod answering;
mod desk;
mod earlier;
mod keeping;
mod listing;
mod places;
mod reading;
mod rescue;
mod sealing;
mod stories;

use reading::Reading;
pub use reading::known;
pub use rescue::recovered;

use self::keeping::Open;
use super::{answering::Answering, desk::Coaching, editor, signals, terminal::Screen};
use crate::{
    model::{Bank, Mode, Session, SessionId, start},
    store::{
        config::Config,
        failure::{Failure, Result},
        keeper::{Closed, Conflict, Opened},
        lock::Holder,
        pasted,
        paths::Places,
        saver::{Handle, Saver},
        session_file::{Foreign, Loaded},
        sessions::Sessions,
        timeline::timeline,
        zone,
    },
    tui::{
        app::App,
        effect::{Begin, Effect, Event, ReadOnly},
    },
};

/// How long a frame waits for what it shows to be written.
const A_BLINK: Duration = Duration::from_millis(5);

/// Everything outside the screens.
pub struct Outside {
    bank: Bank,
    places: Places,
    sessions: Sessions,
    saver: Saver,
    open: Option<Open>,
    /// What is being read.
    reading: Vec<Reading>,
    /// The sessions that were opened, moved or written since the list was told.
    touched: BTreeSet<SessionId>,
    /// Held by whoever looks at all files for the list.
    looks: Arc<Mutex<()>>,
    /// What came from the editor last. Its folder goes when it is saved, or at the end.
    edited: Option<TempDir>,
    /// Whether something was said of places that cannot be written.
    doubtful: bool,
    /// The coach's desk, where one sits at it.
    coaching: Option<Coaching>,
    /// Replies to coaches, once there was something to reply to.
    answering: Option<Answering>,
}

impl Outside {
    /// The outside of a program that runs.
    pub fn new(
        bank: Bank,
        places: Places,
        sessions: Sessions,
        saver: Saver,
        coaching: Option<Coaching>,
    ) -> Self {
        let (open, reading, edited, doubtful) = (None, Vec::new(), None, true);
        let (answering, touched, looks) = (None, BTreeSet::new(), Arc::default());
        Self {
            bank,
            places,
            sessions,
            saver,
            open,
            reading,
            touched,
            looks,
            edited,
            doubtful,
            coaching,
            answering,
        }
    }

    /// Begins to save, unless that was needed earlier; whom to ask for it, from any thread.
    pub fn begin_to_save(&mut self) -> io::Result<Handle> {
        self.saver.begin_work()?;
        Ok(self.saver.handle())
    }

    /// Whether something typed is not on disk yet.
    pub fn is_unsaved(&self) -> bool {
        self.saver.handle().is_waiting()
    }

    /// All is on disk: what came from the editor is not needed there any more.
    pub fn saved(&mut self) {
        self.edited = None;
    }

    /// Whether something typed is not on disk yet, or something is being read.
    pub fn is_waiting(&self) -> bool {
        let is_writing = self.coaching.as_ref().is_some_and(Coaching::is_waiting)
            || self.answering.as_ref().is_some_and(Answering::is_waiting);
        self.is_unsaved() || !self.reading.is_empty() || is_writing
    }

    /// Carries one effect out; what comes of it are events. Only a terminal that cannot be used is an error.
    pub fn carry_out(&mut self, effect: Effect, app: &App, screen: &mut Screen) -> Result<Vec<Event>> {
        // What is typed on gathers; all else comes behind it.
        if !matches!(effect, Effect::KeepEdit(..)) {
            self.hand_over(app);
        }
        let done = match effect {
            Effect::KeepEdit(edit, number) => {
                self.keep_edit(&edit, number, app);
                Ok(Vec::new())
            }
            Effect::Keep => {
                self.keep(app);
                // What was typed and taken back at once is on disk already.
                let same = self.open.is_some() && !self.is_unsaved();
                Ok(if same { vec![Event::Saved(Timestamp::now())] } else { Vec::new() })
            }
            Effect::Flush => {
                self.keep(app);
                self.saver.snapshot_soon();
                Ok(Vec::new())
            }
            Effect::Begin(begin) => self.begin(&begin),
            Effect::Open(id) => self.open(&id).or_else(|failure| Ok(self.without(&failure))),
            Effect::ReadAttempt(id) => Ok(vec![self.read_attempt(id)]),
            Effect::WorkOnCopy(id, at) => self.work_on_copy(&id, at),
            Effect::FindRemains(id) => Ok(self.find_remains(&id)),
            Effect::Restore(id, source) => self.restore(&id, &source),
            Effect::ReadRaw(id) => self.read_raw(&id),
            Effect::List => {
                self.keep(app);
                if app.is_in_session() {
                    let _ = self.saver.flush();
                } else {
                    self.leave();
                }
                Ok(self.renewed().into_iter().chain(self.doubts()).collect())
            }
            Effect::Move(moved) => self.move_attempt(moved),
            Effect::Seal(id) => self.seal(&id, app),
            Effect::ReadTimeline(id) => {
                self.keep(app);
                // What was typed last is to be in it. A failure is reported by the saver.
                let _ = self.saver.flush();
                timeline(&self.places.state, &id)
                    .map(|timeline| vec![Event::Timeline(id, timeline.map(Box::new))])
            }
            Effect::ReadAnswers => {
                self.read(Reading::answers(self.sessions.clone()));
                Ok(Vec::new())
            }
            Effect::ReadProgress => {
                self.read(Reading::progress(self.sessions.clone()));
                Ok(Vec::new())
            }
            Effect::ReadOthers => {
                self.read(Reading::others(self.sessions.clone()));
                Ok(Vec::new())
            }
            Effect::ReadReturned => {
                self.read_returned();
                Ok(Vec::new())
            }
            Effect::OpenReviewed(id) => self.open_reviewed(&id),
            Effect::KeepReply(reply) => self.keep_reply(*reply),
            Effect::ReadStories | Effect::KeepStory(_) | Effect::KeepTold(_) | Effect::EditStories => {
                self.of_stories(effect, screen)?
            }
            Effect::ReadDesk
            | Effect::ReadCohort
            | Effect::ReadCalibration
            | Effect::ReadColumn(_)
            | Effect::ReadShared(..)
            | Effect::OpenCase(..)
            | Effect::OpenMock(..)
            | Effect::KeepReview(..) => self.at_desk(effect),
            Effect::Shelter => self.shelter(app),
            Effect::EditOutside(step) => {
                let Some(session) = app.session() else { return Ok(Vec::new()) };
                // Whoever has the terminal next may not give it back. A failure is reported by the saver.
                let _ = self.saver.flush();
                let (edited, back) = screen.lend(|| editor::edit(session, &step, &self.places));
                back.map_err(|error| self.lost(&error))?;
                edited.map(|(answer, folder)| {
                    self.edited = Some(folder);
                    vec![Event::Edited(step, Box::new(answer)), Event::Redraw]
                })
            }
            Effect::Clipboard(text) => {
                // Many terminals have none, or refuse it: the program's own clipboard has the text in any case.
                let _ = screen.copy(&text);
                Ok(Vec::new())
            }
            Effect::SetAside(text) => pasted::keep(&self.places.state, &text)
                .map(|path| vec![Event::SetAside(path.display().to_string())]),
            Effect::Suspend => {
                self.keep(app);
                let _ = self.saver.flush();
                let (slept, back) = screen.lend(signals::suspend);
                slept.and(back).map_err(|error| self.lost(&error))?;
                Ok(vec![Event::Woken])
            }
            Effect::Quit => Ok(Vec::new()),
        };
        Ok(done.unwrap_or_else(|failure| vec![Event::Failed(format!("{}: {}", failure.what, failure.hint))]))
    }

    /// Waits until all that was typed is written, but no longer than a blink: what is on the screen survives a kill.
    pub fn wait_until_written(&self) {
        self.saver.wait_until_written(A_BLINK);
    }

    /// Saves what is open, now.
    pub fn save(&mut self, app: &App) -> Result<()> {
        self.keep(app);
        self.saver.flush()?;
        self.said()
    }

    /// The end: what is open is saved, or the error says where it could not be, and where it is instead.
    pub fn close(&mut self, app: &App) -> Result<()> {
        self.keep(app);
        let closed = self.saver.close();
        self.shelter_what_was_said(closed)
    }

    /// What to say when the terminal cannot be used any more. Where it is gone there is nobody to say it to.
    pub fn lost(&self, error: &io::Error) -> Failure {
        signals::end_if_gone(error, &self.saver.handle());
        Failure::new(format!("the terminal cannot be used: {error}"), "what was typed is saved")
    }

    fn begin(&mut self, begin: &Begin) -> Result<Vec<Event>> {
        self.leave();
        self.can_begin()?;
        // Where they cannot be listed none is gone on with.
        let filed = self.sessions.list_of(&begin.question).unwrap_or_default();
        let all = filed.clone().with(self.saver.behind());
        if !begin.new
            && let Some(open) = begin.unfinished(&all.attempts, Some(begin.mode))
        {
            return self.open(&open.id.clone());
        }
        let Some((question, framework, rubric)) = self.bank.whole(&begin.question) else {
            return Err(Failure::new(
                format!("{} cannot be practised: its framework or rubric did not load", begin.question),
                "`casebook questions` says why",
            ));
        };
        let config = Config::load(&self.places)?;
        if begin.new {
            // Only now that nothing stands in the way of the new one.
            // What has no file yet cannot be abandoned in it.
            for attempt in filed.attempts.iter().filter(|attempt| begin.replaces(attempt)) {
                self.touched.insert(attempt.id.clone());
                self.saver.abandon(&attempt.id)?;
            }
        }
        let now = Timestamp::now();
        let date = now.to_zoned(zone::local()).date();
        let id = self.sessions.new_id(date, &begin.question);
        let mut options = start::Options::new(id, config.person, now, fastrand::u64(..));
        options.level = config.level;
        options.device = config.device;
        options.mode = begin.mode;
        options.guide = begin.guide;
        options.minutes = begin.minutes;
        options.only.clone_from(&begin.only);
        begin.tell(&mut options.origin);
        if begin.mode == Mode::Interview {
            options.guide = crate::model::Guide::Blank;
        }
        let (session, foreign) = match &begin.variant {
            Some((from, variant)) => self.vary(from, variant, options)?,
            None => {
                let session =
                    start::begin(question.as_ref().clone(), framework.clone(), rubric.clone(), options);
                (session, Foreign::default())
            }
        };
        self.saver.begin(session.clone(), foreign.clone())?;
        Ok(self.opened(session, foreign, None))
    }

    fn open(&mut self, id: &SessionId) -> Result<Vec<Event>> {
        self.leave();
        self.touched.insert(id.clone());
        // What is out of the way stays as it is: saving would put it back.
        if self.sessions.is_archived(id) {
            let session = self.sessions.archive().load(id)?.session;
            return Ok(vec![Event::OpenedToRead(Box::new(session), ReadOnly::Frozen(archived(id)))]);
        }
        let opened = self.saver.open(id)?;
        let damage = opened.damage();
        match opened {
            Opened::ToRead(loaded, why) => {
                let why = match why {
                    Closed::Newer(why) => ReadOnly::Frozen(format!("{id} was {why}.")),
                    Closed::Elsewhere(holder) => ReadOnly::Taken(elsewhere(&holder)),
                };
                Ok(vec![Event::OpenedToRead(Box::new(loaded.session), why)])
            }
            Opened::ToWrite { loaded, recovered, conflict, .. } => {
                let Loaded { session, foreign } = *loaded;
                let kept = Some(session.clone());
                let mut events = self.opened(session, foreign, kept);
                let came_back =
                    recovered.then(|| "What was not in its file yet came back from the journal.".to_owned());
                events.extend(damage.or(came_back).map(Event::Said));
                events.extend(conflict.as_ref().map(|conflict| Event::Failed(changed_elsewhere(conflict))));
                Ok(events)
            }
        }
    }

    /// Work on what is open is over. What cannot be saved stays with the saver, and is gone on with from there.
    fn leave(&mut self) {
        if let Some(open) = self.open.take() {
            // A failure is reported by the saver, which goes on trying.
            let _ = self.saver.leave(&open.id);
        }
    }

    fn opened(&mut self, session: Session, foreign: Foreign, kept: Option<Session>) -> Vec<Event> {
        self.touched.insert(session.id.clone());
        self.open = Some(Open::new(session.id.clone(), foreign, kept));
        vec![Event::Opened(Box::new(session))]
    }
}

/// Why an attempt can only be read that another casebook has open.
fn elsewhere(holder: &Holder) -> String {
    format!("It is open in another casebook ({}), which saves what is typed there.", holder.words())
}

/// What became of words in a file that somebody else changed.
pub fn changed_elsewhere(conflict: &Conflict) -> String {
    format!(
        "{} was changed by another program or machine. Nothing was merged: yours is in {}.",
        conflict.id, conflict.apart
    )
}

/// Why an attempt in the archive can only be read.
fn archived(id: &SessionId) -> String {
    format!("{id} is in the archive. In the list of sessions, a brings it back.")
}

#[cfg(test)]
mod tests;
