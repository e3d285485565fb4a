//! The application: which screen is open, what is open over it, and what an event does to them.
//!
//! Pure: it knows no file, no clock and no terminal; what is to happen outside is returned as effects.

mod act;
mod answering;
mod desk;
mod earlier;
mod go;
mod input;
mod learn;
mod listing;
mod live;
mod offers;
mod reply;
mod screen;
mod stories;
mod view;
mod watch;

use std::{borrow::Cow, time::Duration};

use jiff::{civil::Date, tz::TimeZone};

use screen::Screen;
pub use screen::Start;

use super::{
    action::Action,
    effect::{Effect, Event, Now, ReadOnly, Unsaved},
    screens::{
        brief::Brief,
        calibration::Calibration,
        debrief::Debrief,
        home::Home,
        inbox::Inbox,
        overlay::Overlay,
        practice::{HOW_TO_LEAVE, Practice, Saving},
        sessions::Sessions,
        tracks::Tracks,
    },
    theme::Theme,
};
use crate::{
    insight::{days::day_of, schedule::Schedule},
    model::{Attempt, Bank, Session, State, returned::Returned, size, unreadable::Unreadable},
};

/// How long a notice stands above the keys, unless something is typed: the least, and for each of its characters.
const NOTICE: Duration = Duration::from_secs(4);
const A_CHARACTER: Duration = Duration::from_millis(70);

/// How many seconds of the clock may be lost when nothing is typed and the machine dies.
const CLOCK_SAVED: u64 = 15;

/// The application.
#[derive(Clone, Debug)]
pub struct App {
    bank: Bank,
    attempts: Vec<Attempt>,
    /// When they say that a question is due.
    schedule: Schedule,
    /// The day that it is; before anything has happened, none on which something is due.
    today: Date,
    /// Sessions whose files cannot be read.
    unreadable: Vec<Unreadable>,
    /// How many files of sessions were read of how many, while they are.
    reading: Option<(usize, usize)>,
    /// Another number whenever something of this is read anew.
    edition: u64,
    theme: Theme,
    zone: TimeZone,
    screen: Screen,
    overlay: Option<Overlay>,
    /// What was cut or copied last.
    clip: String,
    notice: Option<Notice>,
    saving: Saving,
    /// What can be held where, as far as something cannot.
    places: Option<String>,
    /// The session that was left, until all of it is on disk.
    left: Option<Session>,
    /// Seconds since the program started.
    ticks: u64,
    /// Whether nothing came of what happened since the last frame but edits of the open answer's prose.
    only_edits: bool,
    /// The letter that was pressed on the home screen just now, and when.
    letter: Option<(char, Duration)>,
    /// Whether another casebook has the session open that is read.
    taken: bool,
    /// The list that a session was opened from.
    behind: Option<Box<Sessions>>,
    /// The screen that attempts at its question, or a debrief, are looked at from.
    under: Option<Box<Screen>>,
    /// The track that a brief was opened from.
    tracks: Option<Box<Tracks>>,
    /// What coaches said of own sessions.
    returned: Returned,
    /// The inbox, while one of its sessions is reviewed.
    inbox: Option<Box<Inbox>>,
    /// The calibration, while one of its samples is.
    calibration: Option<Box<Calibration>>,
}

/// A sentence above the keys.
#[derive(Clone, Debug)]
struct Notice {
    words: String,
    /// When it goes by itself; a failure stays until a key is pressed.
    until: Option<Duration>,
}

impl App {
    /// The application, and what it asks for first.
    pub fn new(
        bank: Bank,
        attempts: Vec<Attempt>,
        theme: Theme,
        zone: TimeZone,
        start: Start,
    ) -> (Self, Vec<Effect>) {
        let mut app = Self {
            screen: Screen::Home(Home::default()),
            bank,
            schedule: Schedule::of(&attempts, &zone),
            today: Date::MIN,
            attempts,
            unreadable: Vec::new(),
            reading: None,
            edition: 0,
            theme,
            zone,
            overlay: None,
            clip: String::new(),
            notice: None,
            saving: Saving::default(),
            places: None,
            ticks: 0,
            only_edits: false,
            letter: None,
            taken: false,
            behind: None,
            under: None,
            tracks: None,
            inbox: None,
            returned: Returned::new(),
            calibration: None,
            left: None,
        };
        let effects = match start {
            Start::Home => vec![Effect::ReadReturned],
            Start::Library(query) => {
                app.screen = Screen::Library(Box::new(app.library(&query)));
                vec![Effect::ReadReturned]
            }
            Start::Question(begin) => {
                app.screen = Screen::Brief(Box::new(Brief::new(*begin)));
                vec![Effect::ReadReturned]
            }
            Start::Session(id) => vec![Effect::Open(id)],
            Start::Desk => app.go_to_desk(),
            Start::Live(question) => vec![Effect::OpenMock(question, false)],
        };
        (app, effects)
    }

    /// The session that is open to be written in or read, or was left a moment ago.
    pub fn session(&self) -> Option<&Session> {
        match self.place() {
            Screen::Practice(practice) => Some(&practice.session),
            Screen::Debrief(debrief) => Some(&debrief.session),
            _ => self.left.as_ref(),
        }
    }

    /// Every attempt that is known of, newest first.
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Whether a session is open to be written in or read.
    pub fn is_in_session(&self) -> bool {
        matches!(self.place(), Screen::Practice(_) | Screen::Debrief(_))
    }

    /// Where one is: the screen, or the one under it that one goes back to.
    fn place(&self) -> &Screen {
        self.under.as_deref().unwrap_or(&self.screen)
    }

    /// That session as it is to be saved.
    pub fn settled(&self) -> Option<Cow<'_, Session>> {
        match &self.screen {
            Screen::Practice(practice) => Some(practice.settled()),
            _ => self.session().map(Cow::Borrowed),
        }
    }

    /// How many times what is written in the open session was changed while it was open here, where that is counted.
    pub fn changes(&self) -> Option<u64> {
        if let Screen::Practice(practice) = &self.screen { Some(practice.changes_made()) } else { None }
    }

    /// What an event does.
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        let effects = self.take(event, now);
        let is_edit = !effects.is_empty() && effects.iter().all(|of| matches!(of, Effect::KeepEdit(..)));
        self.only_edits &= is_edit;
        effects
    }

    fn take(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.today = day_of(now.wall, &self.zone);
        if self.notice.as_ref().and_then(|n| n.until).is_some_and(|until| now.mono > until) {
            self.notice = None;
        }
        if let Screen::Practice(practice) = &mut self.screen {
            practice.tick(now);
        }
        if let Screen::Live(live) = &mut self.screen {
            live.tick(now.mono);
        }
        if let Screen::Stories(stories) = &mut self.screen {
            stories.tick(now.mono);
        }
        self.watch(now);
        match event {
            Event::Key(key) => {
                self.notice = None;
                self.key(key, now)
            }
            Event::Paste(text) => self.paste(&text, now),
            Event::Mouse(mouse) => self.mouse(mouse, now),
            Event::Redraw | Event::Frame => Vec::new(),
            Event::Tick => self.tick(),
            Event::Suspend => self.act(Action::Suspend, now),
            Event::Woken => match &mut self.screen {
                Screen::Practice(practice) => practice.wake(now).effects,
                _ => Vec::new(),
            },
            Event::Opened(session) => self.open(*session, None, now),
            Event::OpenedToRead(session, why) => self.open(*session, Some(why), now),
            Event::Failed(words) | Event::Said(words) => {
                self.notice = Some(Notice { words, until: None });
                Vec::new()
            }
            Event::Saved(at) => {
                // What was said because it was not so is not true any more.
                if matches!(self.saving, Saving::Failed(_)) {
                    self.notice = None;
                }
                self.saving = Saving::Saved(at.to_zoned(self.zone.clone()).strftime("%H:%M:%S").to_string());
                Vec::new()
            }
            Event::Places(words) => {
                self.places = words;
                Vec::new()
            }
            Event::NotSaved(unsaved) => {
                // A notice may just have said that all is saved.
                if !matches!(self.saving, Saving::Failed(_)) {
                    self.notice = None;
                }
                self.saving = Saving::Failed(unsaved);
                Vec::new()
            }
            Event::Edited(step, answer) => {
                let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
                let reply = practice.take_back(&step, &answer);
                self.reply(reply, now)
            }
            Event::Attempts(attempts) => self.list(attempts),
            Event::Renewed(renewed) => self.renew(*renewed),
            Event::Reading(reading) => {
                self.reading = reading;
                self.edition += 1;
                Vec::new()
            }
            Event::Unreadable(unreadable) => {
                self.unreadable = unreadable;
                self.edition += 1;
                Vec::new()
            }
            Event::Remains(id, remains) => {
                let why = self.unreadable.iter().find(|u| u.id == id).map_or("", |u| u.why.as_str());
                self.overlay = Some(offers::rescue(&id, why, remains, &self.zone));
                Vec::new()
            }
            Event::Raw(name, lines) => {
                self.overlay = Some(Overlay::Read(name, lines, 0));
                Vec::new()
            }
            Event::SetAside(path) => {
                let words = format!("Not pasted: {}. The text is kept in {path}", size::TOO_LARGE);
                self.notice = Some(Notice { words, until: None });
                Vec::new()
            }
            Event::Moved(moved) => {
                if let Screen::Sessions(sessions) = &mut self.screen {
                    let words = sessions.moved(moved);
                    self.say(words, now);
                }
                Vec::new()
            }
            Event::Timeline(id, timeline) => {
                self.replay(&id, timeline.map(|timeline| *timeline), now);
                Vec::new()
            }
            event => self.learn(event, now),
        }
    }

    /// Opens a session; `why` it can only be read is said.
    fn open(&mut self, session: Session, why: Option<ReadOnly>, now: Now) -> Vec<Effect> {
        // What is not on disk yet of the session before stays known.
        if matches!(self.saving, Saving::Saved(_)) {
            self.saving = Saving::Untouched;
        }
        let read_only = why.is_some();
        self.tracks = None;
        self.taken = matches!(why, Some(ReadOnly::Taken(_)));
        self.overlay = why.map(offers::to_be_read);
        if session.state == State::InProgress {
            let practice = Practice::resume(session, now).to_be_read(read_only);
            self.screen = Screen::Practice(Box::new(practice));
            vec![Effect::Flush]
        } else {
            self.debrief(Debrief::new(session).to_be_read(read_only))
        }
    }

    /// Goes on in a copy of the session that is read, with the caret where it stands.
    fn work_on_copy(&mut self) -> Vec<Effect> {
        let Some(session) = self.settled() else { return Vec::new() };
        let at = matches!(self.screen, Screen::Practice(_)).then(|| session.at.clone());
        vec![Effect::WorkOnCopy(session.id.clone(), at)]
    }

    /// Whether the session that is open can only be read.
    fn is_read_only(&self) -> bool {
        match self.place() {
            Screen::Practice(practice) => practice.read_only,
            Screen::Debrief(debrief) => debrief.read_only,
            _ => false,
        }
    }

    /// Every now and then the clock itself is worth saving.
    fn tick(&mut self) -> Vec<Effect> {
        self.ticks += 1;
        let writing = matches!(self.screen, Screen::Practice(_));
        if writing && self.ticks.is_multiple_of(CLOCK_SAVED) { vec![Effect::Keep] } else { Vec::new() }
    }

    fn say(&mut self, words: String, now: Now) {
        let reading = A_CHARACTER * u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        self.notice = Some(Notice { words, until: Some(now.mono + reading.max(NOTICE)) });
    }

    /// What is not saved.
    pub fn unsaved(&self) -> Option<&Unsaved> {
        if let Saving::Failed(unsaved) = &self.saving { Some(unsaved) } else { None }
    }

    /// What Ctrl-C without a selection says.
    fn say_how_to_leave(&mut self, now: Now) {
        let words = match self.unsaved().map(|unsaved| unsaved.in_journal) {
            Some(true) => "Ctrl-Q twice leaves; what you typed is in the journal and comes back.",
            Some(false) => "NOT SAVED. Ctrl-Q twice leaves and keeps a copy in another place.",
            None => HOW_TO_LEAVE,
        };
        self.say(words.to_owned(), now);
    }
}
