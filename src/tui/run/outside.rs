//! Carrying out effects: files, the external editor, the clipboard. Knows no screen.

use std::{
    io,
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};
use tempfile::TempDir;

mod places;
mod rescue;

pub use rescue::recovered;

use super::{editor, signals, terminal::Screen};
use crate::{
    insight::attempts::written,
    model::{Attempt, Bank, Mode, Session, SessionId, start},
    store::{
        config::Config,
        failure::{Failure, Result},
        keeper::{Closed, Conflict, Opened, hold},
        lock::Holder,
        pasted,
        paths::Places,
        saver::Saver,
        session_file::{Foreign, Loaded},
        sessions::{Broken, Listing, Sessions},
    },
    tui::{
        app::App,
        effect::{Begin, Effect, Event, Move, ReadOnly, Shelf},
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
    /// Where arrives what is written in the sessions, while that is read.
    answers: Option<Receiver<Answers>>,
    /// What came from the editor last. Its folder goes when it is saved, or at the end.
    edited: Option<TempDir>,
    /// Whether something was said of places that cannot be written.
    doubtful: bool,
}

/// What is written in each session, as it is searched.
type Answers = Vec<(SessionId, String)>;

/// The session that is open.
struct Open {
    id: SessionId,
    /// What its file holds that this version does not know.
    foreign: Foreign,
    /// As it was read, or given to the saver last.
    kept: Option<Session>,
}

impl Outside {
    /// The outside of a program that runs.
    pub fn new(bank: Bank, places: Places, sessions: Sessions, saver: Saver) -> Self {
        Self { bank, places, sessions, saver, open: None, answers: None, edited: None, doubtful: true }
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
        self.is_unsaved() || self.answers.is_some()
    }

    /// What has been read meanwhile.
    pub fn heard(&mut self) -> Option<Event> {
        let answers = match self.answers.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => return None,
            // What could not be read is not found, and nobody waits for it.
            read => read.unwrap_or_default(),
        };
        self.answers = None;
        Some(Event::Answers(answers))
    }

    /// Carries one effect out; what comes of it are events. Only a terminal that cannot be used is an error.
    pub fn carry_out(&mut self, effect: Effect, app: &App, screen: &mut Screen) -> Result<Vec<Event>> {
        let done = match effect {
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
            Effect::Open(id) => self.open(&id),
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
                let listing = self.sessions.list().map(listed);
                listing.map(|events| [events, self.doubts()].concat())
            }
            Effect::Move(moved) => self.move_attempt(moved),
            Effect::ReadAnswers => {
                self.answers = Some(read_answers(self.sessions.clone()));
                Ok(Vec::new())
            }
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
        self.saver.flush()
    }

    /// The end: what is open is saved, or the error says where it could not be, and where it is instead.
    pub fn close(&mut self, app: &App) -> Result<()> {
        self.keep(app);
        self.saver.close()
    }

    /// What to say when the terminal cannot be used any more. Where it is gone there is nobody to say it to.
    pub fn lost(&self, error: &io::Error) -> Failure {
        signals::end_if_gone(error, &self.saver.handle());
        Failure::new(format!("the terminal cannot be used: {error}"), "what was typed is saved")
    }

    fn keep(&mut self, app: &App) {
        let Some(session) = app.settled() else { return };
        let Some(open) = self.open.as_mut().filter(|open| open.id == session.id) else { return };
        // What was only read is not written: it may be frozen, or another device's.
        if open.kept.as_ref() == Some(&*session) {
            return;
        }
        let session = session.into_owned();
        self.saver.keep(session.clone(), open.foreign.clone());
        open.kept = Some(session);
    }

    fn begin(&mut self, begin: &Begin) -> Result<Vec<Event>> {
        self.leave();
        self.can_begin()?;
        // Where they cannot be listed none is gone on with.
        let attempts = self.sessions.list().unwrap_or_default().attempts;
        if !begin.new
            && let Some(open) =
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
        if begin.new {
            // Only now that nothing stands in the way of the new one.
            let same = |a: &&Attempt| a.is_open() && a.question == begin.question && a.only == begin.only;
            for attempt in attempts.iter().filter(same) {
                self.saver.abandon(&attempt.id)?;
            }
        }
        let now = Timestamp::now();
        let date = now.to_zoned(TimeZone::system()).date();
        let id = self.sessions.new_id(date, &begin.question);
        let mut options = start::Options::new(id, config.person, now, fastrand::u64(..));
        options.level = config.level;
        options.mode = begin.mode;
        options.guide = begin.guide;
        options.minutes = begin.minutes;
        options.only.clone_from(&begin.only);
        if let Some((of, constraint)) = &begin.next_of {
            options.origin.next_of = Some(of.clone());
            options.origin.focus = Some(constraint.clone());
        }
        if begin.mode == Mode::Interview {
            options.guide = crate::model::Guide::Blank;
        }
        let session = start::begin(question.clone(), framework.clone(), rubric.clone(), options);
        self.saver.begin(session.clone(), Foreign::default())?;
        Ok(self.opened(session, Foreign::default(), None))
    }

    fn open(&mut self, id: &SessionId) -> Result<Vec<Event>> {
        self.leave();
        // What is out of the way stays as it is: saving would put it back.
        if self.sessions.is_archived(id) {
            let session = self.sessions.archive().load(id)?.session;
            return Ok(vec![Event::OpenedToRead(Box::new(session), ReadOnly::Frozen(archived(id)))]);
        }
        match self.saver.open(id)? {
            Opened::ToRead(loaded, why) => {
                let why = match why {
                    Closed::Newer(why) => ReadOnly::Frozen(format!("{id} was {why}.")),
                    Closed::Elsewhere(holder) => ReadOnly::Taken(elsewhere(&holder)),
                };
                Ok(vec![Event::OpenedToRead(Box::new(loaded.session), why)])
            }
            Opened::ToWrite { loaded, recovered, conflict } => {
                let Loaded { session, foreign } = *loaded;
                let kept = Some(session.clone());
                let mut events = self.opened(session, foreign, kept);
                if recovered {
                    events.push(Event::Said(
                        "What was not in its file yet came back from the journal.".to_owned(),
                    ));
                }
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

    fn move_attempt(&mut self, moved: Move) -> Result<Vec<Event>> {
        self.leave();
        // While it is open, anywhere, it would be written where it was.
        let _lock = hold(&self.places.state, &moved.id)?;
        let folder = |shelf| match shelf {
            Shelf::Sessions => self.sessions.clone(),
            Shelf::Archive => self.sessions.archive(),
            Shelf::Trash => self.sessions.trash(),
        };
        folder(moved.from).move_to(&folder(moved.to), &moved.id)?;
        let listing = self.sessions.list()?;
        Ok([vec![Event::Moved(moved)], listed(listing)].concat())
    }

    fn opened(&mut self, session: Session, foreign: Foreign, kept: Option<Session>) -> Vec<Event> {
        self.open = Some(Open { id: session.id.clone(), foreign, kept });
        vec![Event::Opened(Box::new(session))]
    }
}

/// The list as the screens are told of it.
pub fn listed(listing: Listing) -> Vec<Event> {
    let unreadable = listing.broken.into_iter().map(Broken::unreadable).collect();
    vec![Event::Unreadable(unreadable), Event::Attempts(listing.attempts)]
}

/// Reads what is written in all sessions, on a thread of its own: there may be hundreds, and somebody is typing.
fn read_answers(sessions: Sessions) -> Receiver<Answers> {
    let (sender, receiver) = channel();
    let read = move || {
        let mut answers = Vec::new();
        // What cannot be read was told when the list was read.
        let _ = sessions.list_with(|attempt, session| {
            answers.push((attempt.id.clone(), written(session)));
            false
        });
        // Whoever asked may have left.
        let _ = sender.send(answers);
    };
    // Where there is no thread to be had the sender goes, and nothing is found inside of answers.
    let _ = thread::Builder::new().name("answers".to_owned()).spawn(read);
    receiver
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
mod tests {
    use crossterm::event::KeyCode;

    use std::sync::Arc;

    use super::*;
    use crate::{
        model::{State, plan::Card, session::Person},
        store::{disk::RealDisk, keeper::Keeper, saver::Pace},
        tui::{app::Start, effect::Now, theme::Theme},
    };

    fn finished(id: &str) -> Session {
        let (bank, _) = crate::store::bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = start::Options::new(id.into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        let mut session = start::begin(question.clone(), framework.clone(), rubric.clone(), options);
        session.state = State::Finished;
        session
    }

    /// An outside with a finished session.
    fn outside(home: &std::path::Path) -> Outside {
        let places = Places::under(home);
        let sessions = Sessions::in_folder(&places.sessions);
        sessions.save(&finished("s"), &Foreign::default()).unwrap();
        let keeper = Keeper::new(Arc::new(RealDisk), sessions.clone(), &places.state, || "desk".to_owned());
        let (saver, _) = Saver::start(keeper, Pace::default(), Vec::new()).unwrap();
        Outside::new(Bank::default(), places, sessions, saver)
    }

    /// Something newer than what is on disk, that cannot be written there.
    fn unsaved(outside: &mut Outside) {
        outside.open(&"s".into()).unwrap();
        let folder = outside.places.sessions.clone();
        std::fs::rename(&folder, folder.with_file_name("aside")).unwrap();
        let mut newer = finished("s");
        newer.wrap_up.learnt = "words".to_owned();
        outside.saver.keep(newer, Foreign::default());
    }

    #[test]
    fn what_could_not_be_saved_is_gone_on_with_and_not_the_older_file() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        unsaved(&mut outside);
        let events = outside.open(&"s".into()).unwrap();
        let Some(Event::Opened(session)) = events.first() else { panic!("{events:?}") };
        assert_eq!(session.wrap_up.learnt, "words");
    }

    #[test]
    fn what_could_not_be_saved_stays_where_it_is() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        unsaved(&mut outside);
        let moved = Move { id: "s".into(), from: Shelf::Sessions, to: Shelf::Trash };
        assert!(outside.move_attempt(moved).unwrap_err().what.contains("s is not saved yet"));
        assert!(home.path().join("data/aside/s.yaml").is_file());
    }

    #[test]
    fn what_is_in_the_archive_is_opened_to_be_read() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        let moved = Move { id: "s".into(), from: Shelf::Sessions, to: Shelf::Archive };
        let events = outside.move_attempt(moved.clone()).unwrap();
        let [Event::Moved(told), _, Event::Attempts(attempts)] = &events[..] else { panic!("{events:?}") };
        assert!(*told == moved && attempts[0].archived);
        let events = outside.open(&"s".into()).unwrap();
        assert!(
            matches!(&events[..], [Event::OpenedToRead(_, ReadOnly::Frozen(why))] if why.contains("in the archive"))
        );
    }

    #[test]
    fn what_was_mapped_just_before_going_back_to_the_list_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        let mut own = finished("s");
        own.opening.plan = vec![Card { step: "h1".into(), title: "Why now".to_owned(), ..Card::default() }];
        own.open_step(&"h1".into());
        outside.sessions.save(&own, &Foreign::default()).unwrap();
        let attempts = outside.sessions.list().unwrap().attempts;
        let (mut app, _) = App::new(Bank::default(), attempts, Theme::new(false), TimeZone::UTC, Start::Home);
        let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
        let press = |app: &mut App, code: KeyCode| app.update(Event::Key(code.into()), now);
        press(&mut app, KeyCode::Char('s'));
        assert_eq!(press(&mut app, KeyCode::Enter), [Effect::Open("s".into())]);
        for event in outside.open(&"s".into()).unwrap() {
            app.update(event, now);
        }
        // All at once: the list is on the screen before anything is kept.
        for code in [KeyCode::Right, KeyCode::Char(' '), KeyCode::Esc, KeyCode::Char('l')] {
            press(&mut app, code);
        }
        outside.keep(&app);
        outside.saver.flush().unwrap();
        let saved = outside.sessions.load(&"s".into()).unwrap().session;
        assert_eq!(saved.mapping.len(), 1);
    }

    #[test]
    fn what_a_newer_casebook_wrote_is_opened_to_be_read_and_never_kept() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        let path = outside.sessions.path(&"s".into());
        let text = std::fs::read_to_string(&path).unwrap().replacen("format: 1", "format: 2", 1);
        let text = text.replacen("state: finished", "state: in_progress", 1);
        std::fs::write(&path, &text).unwrap();
        let (mut app, _) =
            App::new(Bank::default(), Vec::new(), Theme::new(false), TimeZone::UTC, Start::Home);
        let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
        let events = outside.open(&"s".into()).unwrap();
        assert!(
            matches!(&events[..], [Event::OpenedToRead(_, ReadOnly::Frozen(why))] if why.contains("session format 2"))
        );
        for event in events {
            app.update(event, now);
        }
        outside.close(&app).unwrap();
        outside.saver.abandon(&"s".into()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn what_was_only_read_is_not_written() {
        let home = tempfile::tempdir().unwrap();
        let mut outside = outside(home.path());
        let zone = TimeZone::UTC;
        let (mut app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), zone, Start::Home);
        let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
        for event in outside.open(&"s".into()).unwrap() {
            app.update(event, now);
        }
        outside.keep(&app);
        assert!(!outside.is_waiting());
        outside.close(&app).unwrap();
    }
}
