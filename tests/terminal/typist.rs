//! Somebody who types at random, and what must have come of it: the same keys go to the real program as bytes and to the
//! pure application in this process, which says what stands in the answer after each of them.

use std::{borrow::Cow, time::Duration};

use casebook::{
    model::{Answer, Bank, Session, StepId, Stop, plan},
    tui::{
        app::{App, Start},
        effect::{Event, Now},
        theme::Theme,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use fastrand::Rng;
use jiff::{Timestamp, tz::TimeZone};

use crate::harness::Terminal;

const WORDS: [&str; 16] = [
    "people",
    "pay",
    "weekly",
    "trust",
    "because",
    "= payers / cards",
    ", 7 days",
    "<= 2 %",
    "café",
    "支付",
    "商户",
    "每周结算",
    "因为",
    "\"quoted\"",
    "- dash:",
    "@me",
];

/// What is written in a session, without what is empty.
pub type Written = Vec<(StepId, Answer)>;

/// What is written in the steps of a session.
pub fn written(session: &Session) -> Written {
    let steps = session.steps.iter().filter(|step| step.answer != Answer::empty(step.kind));
    steps.map(|step| (step.id.clone(), step.answer.clone())).collect()
}

/// A random typist in one session.
pub struct Typist {
    pub rng: Rng,
    app: App,
    /// What stood there after some key, in order; that key's number is beside it.
    states: Vec<(usize, Written)>,
    /// How many keys were typed.
    pub keys: usize,
    /// Numbers the words that are typed once and never again.
    unique: usize,
}

impl Typist {
    /// Where this session was left.
    pub fn at(session: Session, seed: u64, unique: usize) -> Self {
        let (theme, zone) = (Theme::new(false), TimeZone::UTC);
        let (mut app, _) = App::new(Bank::default(), Vec::new(), theme, zone, Start::Home);
        let states = vec![(0, written(&session))];
        app.update(Event::Opened(Box::new(session)), NOW);
        Self { rng: Rng::with_seed(seed), app, states, keys: 0, unique }
    }

    /// Types a little of everything into the terminal, and a word that was never there before behind it. Gives that word,
    /// where it came to stand in the answer.
    pub fn burst(&mut self, terminal: &mut Terminal) -> Option<String> {
        for _ in 0..self.rng.usize(1..6) {
            self.something(terminal);
        }
        self.unique += 1;
        let word = format!("k{:05}", self.unique);
        self.types(terminal, &format!(" {word}"));
        let (_, newest) = self.states.last().unwrap();
        format!("{newest:?}").contains(&word).then_some(word)
    }

    /// How many words were typed that are like no other.
    pub fn unique(&self) -> usize {
        self.unique
    }

    /// How many of the keys are in what was found on disk, when at least `shown` were. None where it is nothing that ever
    /// stood there since.
    pub fn found(&self, shown: usize, on_disk: &Written) -> Option<usize> {
        let (newest, _) = self.states.iter().rfind(|(key, _)| *key <= shown)?;
        let since = self.states.iter().position(|(key, _)| key == newest)?;
        let found = self.states[since..].iter().rev().find(|(_, state)| state == on_disk);
        found.map(|(key, _)| *key)
    }

    /// Tells the difference between what had to be on disk and what was found there.
    pub fn tell(&self, shown: usize, on_disk: &Written) {
        let Some((_, wanted)) = self.states.iter().rfind(|(key, _)| *key <= shown) else { return };
        let lines = |written: &Written| format!("{written:#?}");
        let (wanted, found) = (lines(wanted), lines(on_disk));
        eprint!("{}", similar::TextDiff::from_lines(&wanted, &found).unified_diff());
    }

    fn something(&mut self, terminal: &mut Terminal) {
        let times = self.rng.usize(1..6);
        match self.rng.u8(0..20) {
            0 | 1 => self.press(terminal, b"\x7f", KeyCode::Backspace, times),
            2 => self.control(terminal, 'w', times.min(2)),
            3 => self.control(terminal, 'z', times),
            4 => self.control(terminal, 'y', times),
            5 => self.press(terminal, b"\r", KeyCode::Enter, 1),
            6 => self.press(terminal, b"\t", KeyCode::Tab, 1),
            7 => self.press(terminal, b"\x1b[D", KeyCode::Left, times),
            8 => self.pastes(terminal),
            9 if self.may_go(1) => self.control(terminal, 'n', 1),
            10 if self.may_go(-1) => self.control(terminal, 'p', 1),
            _ => {
                let word = self.rng.choice(WORDS).unwrap();
                self.types(terminal, &format!(" {word}"));
            }
        }
    }

    /// Whether there is a step of the answer that way.
    fn may_go(&self, by: isize) -> bool {
        let session = self.app.session().unwrap();
        let route = plan::route(session);
        let here = route.iter().position(|stop| *stop == session.at.stop).unwrap();
        let there = here.checked_add_signed(by).and_then(|index| route.get(index));
        matches!(there, Some(Stop::Step(_)))
    }

    fn types(&mut self, terminal: &mut Terminal, text: &str) {
        terminal.bytes(text.as_bytes());
        for c in text.chars() {
            self.happens(Event::Key(KeyCode::Char(c).into()));
        }
    }

    fn pastes(&mut self, terminal: &mut Terminal) {
        let lines: Vec<String> = (0..self.rng.usize(1..5))
            .map(|n| format!("pasted {n} {}", self.rng.choice(WORDS).unwrap()))
            .collect();
        // Ends of lines as terminals send them.
        let text = lines.join("\r");
        terminal.paste(&text);
        self.happens(Event::Paste(text));
    }

    fn control(&mut self, terminal: &mut Terminal, letter: char, times: usize) {
        for _ in 0..times {
            terminal.bytes(&[letter as u8 & 0x1f]);
            self.happens(Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)));
        }
    }

    fn press(&mut self, terminal: &mut Terminal, bytes: &[u8], code: KeyCode, times: usize) {
        for _ in 0..times {
            terminal.bytes(bytes);
            self.happens(Event::Key(code.into()));
        }
    }

    fn happens(&mut self, event: Event) {
        self.app.update(event, NOW);
        self.keys += 1;
        self.remember(written(self.app.session().unwrap()));
        // What names a row that is being renamed may be saved under the row's old name or its new one.
        if let Some(Cow::Owned(settled)) = self.app.settled() {
            self.remember(written(&settled));
        }
    }

    fn remember(&mut self, state: Written) {
        if self.states.last().is_none_or(|(_, last)| *last != state) {
            self.states.push((self.keys, state));
        }
    }
}

/// Time stands still for the application in this process: no answer depends on it.
const NOW: Now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
