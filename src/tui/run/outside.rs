//! Carrying out effects: files, the external editor, the clipboard. Knows no screen.

use jiff::{Timestamp, tz::TimeZone};

use super::{editor, signals, terminal::Screen};
use crate::{
    model::{Attempt, Bank, Mode, Session, SessionId, State, start},
    store::{
        config::Config,
        failure::{Failure, Result},
        paths::Places,
        saver::Saver,
        session_file::{Foreign, Loaded},
        sessions::Sessions,
    },
    tui::{
        app::App,
        effect::{Begin, Effect, Event},
    },
};

/// Everything outside the screens.
pub struct Outside {
    bank: Bank,
    places: Places,
    sessions: Sessions,
    saver: Saver,
    /// What the open session's file holds that this version does not know.
    foreign: Option<(SessionId, Foreign)>,
}

impl Outside {
    /// The outside of a program that runs.
    pub fn new(bank: Bank, places: Places, sessions: Sessions, saver: Saver) -> Self {
        Self { bank, places, sessions, saver, foreign: None }
    }

    /// Whether something typed is not on disk yet.
    pub fn is_waiting(&self) -> bool {
        self.saver.handle().is_waiting()
    }

    /// Carries one effect out; what comes of it are events. Only a terminal that cannot be used is an error.
    pub fn carry_out(&mut self, effect: Effect, app: &App, screen: &mut Screen) -> Result<Vec<Event>> {
        let done = match effect {
            Effect::Keep => {
                self.keep(app);
                Ok(Vec::new())
            }
            Effect::Flush => {
                self.keep(app);
                // A failure is reported by the saver, which goes on trying.
                let _ = self.saver.flush();
                Ok(Vec::new())
            }
            Effect::Begin(begin) => self.begin(&begin),
            Effect::Open(id) => self.open(&id),
            Effect::List => {
                let _ = self.saver.flush();
                self.sessions.list().map(|listing| vec![Event::Attempts(listing.attempts)])
            }
            Effect::EditOutside(step) => {
                let Some(session) = app.session() else { return Ok(Vec::new()) };
                let answer = screen.lend(|| editor::edit(session, &step, &self.places)).map_err(lost)?;
                answer.map(|answer| vec![Event::Edited(step, Box::new(answer)), Event::Redraw])
            }
            Effect::Clipboard(text) => {
                // Many terminals have none, or refuse it: the program's own clipboard has the text in any case.
                let _ = screen.copy(&text);
                Ok(Vec::new())
            }
            Effect::Suspend => {
                screen.lend(signals::suspend).map_err(lost)?.map_err(lost)?;
                Ok(vec![Event::Redraw])
            }
            Effect::Quit => Ok(Vec::new()),
        };
        Ok(done.unwrap_or_else(|failure| vec![Event::Failed(format!("{}: {}", failure.what, failure.hint))]))
    }

    /// The end: what is open is saved, or the error says where it could not be.
    pub fn close(&mut self, app: &App) -> Result<()> {
        self.keep(app);
        self.saver.flush()
    }

    fn keep(&mut self, app: &App) {
        let Some(session) = app.session() else { return };
        if let Some((id, foreign)) = &self.foreign
            && *id == session.id
        {
            self.saver.keep(session.clone(), foreign.clone());
        }
    }

    fn begin(&mut self, begin: &Begin) -> Result<Vec<Event>> {
        let _ = self.saver.flush();
        let attempts = self.sessions.list()?.attempts;
        if begin.new {
            let same = |a: &&Attempt| {
                a.question == begin.question && a.state == State::InProgress && a.only == begin.only
            };
            for attempt in attempts.iter().filter(same) {
                self.sessions.abandon(&attempt.id)?;
            }
        } else if let Some(open) =
            start::unfinished(&attempts, &begin.question, Some(begin.mode), begin.only.as_ref())
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
        let now = Timestamp::now();
        let date = now.to_zoned(TimeZone::system()).date();
        let id = self.sessions.new_id(date, &begin.question);
        let mut options = start::Options::new(id, config.person, now, fastrand::u64(..));
        options.level = config.level;
        options.mode = begin.mode;
        options.guide = begin.guide;
        options.minutes = begin.minutes;
        options.only.clone_from(&begin.only);
        options.device = config.device;
        if let Some((of, constraint)) = &begin.next_of {
            options.origin.next_of = Some(of.clone());
            options.origin.focus = Some(constraint.clone());
        }
        if begin.mode == Mode::Interview {
            options.guide = crate::model::Guide::Blank;
        }
        let session = start::begin(question.clone(), framework.clone(), rubric.clone(), options);
        Ok(self.opened(session, Foreign::default()))
    }

    fn open(&mut self, id: &SessionId) -> Result<Vec<Event>> {
        let _ = self.saver.flush();
        // What could not be written is newer than what is on disk.
        if let Some((session, foreign)) = self.saver.unsaved(id) {
            return Ok(self.opened(session, foreign));
        }
        let loaded = self.sessions.load(id)?;
        if loaded.session.state == State::InProgress
            && let Some(why) = loaded.read_only()
        {
            return Err(Failure::new(format!("{id} was {why}"), "it was left as it is"));
        }
        let Loaded { session, foreign } = loaded;
        Ok(self.opened(session, foreign))
    }

    fn opened(&mut self, session: Session, foreign: Foreign) -> Vec<Event> {
        self.foreign = Some((session.id.clone(), foreign));
        vec![Event::Opened(Box::new(session))]
    }
}

fn lost(error: impl std::borrow::Borrow<std::io::Error>) -> Failure {
    Failure::new(format!("the terminal cannot be used: {}", error.borrow()), "what was typed is saved")
}
