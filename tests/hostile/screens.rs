//! Every screen, drawn through the backend that writes to a real terminal, into bytes. Judges nothing.

use std::time::Duration;

use casebook::{
    model::{
        Attempt, Bank, Session, SessionId, State, Stop,
        unreadable::{Remains, Source, Unreadable},
    },
    tui::{
        app::{App, Start},
        effect::{Begin, Event, Move, Now, ReadOnly, Shelf, Unsaved},
        theme::Theme,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

use crate::{keys, words::Hostile};

/// The screen as people have it, one on which whole lists are in sight, and the smallest.
const SIZES: [(u16, u16); 3] = [(80, 24), (130, 240), (60, 20)];

/// Takes each screen as bytes, with what was done to come there.
pub type Judge<'a> = &'a mut dyn FnMut(&str, &[u8]);

/// A person who looks at everything.
pub struct Reader<'a> {
    app: App,
    mono: Duration,
    size: usize,
    done: String,
    judge: Judge<'a>,
}

impl<'a> Reader<'a> {
    pub fn new(bank: Bank, attempts: Vec<Attempt>, start: Start, judge: Judge<'a>) -> Self {
        let done = format!("{start:?}").chars().take(12).collect();
        let (app, _) = App::new(bank, attempts, Theme::new(true), TimeZone::UTC, start);
        Self { app, mono: Duration::ZERO, size: 0, done, judge }
    }

    pub fn happens(&mut self, event: Event) -> &mut Self {
        let now = Now { wall: Timestamp::UNIX_EPOCH, mono: self.mono };
        self.app.update(event, now);
        self
    }

    /// Types without looking.
    pub fn types(&mut self, words: &str) -> &mut Self {
        self.done.push_str(words);
        for typed in keys::typed(words) {
            if let keys::Typed::Key(key) = typed {
                self.happens(Event::Key(key));
            }
        }
        self
    }

    /// Longer than between two letters of a word: what is typed next is a word of its own.
    fn waits(&mut self) -> &mut Self {
        self.mono += Duration::from_secs(2);
        self
    }

    /// Looks at one size after the other.
    pub fn looks(&mut self) -> &mut Self {
        let size = SIZES[self.size % SIZES.len()];
        self.size += 1;
        self.looks_at(size)
    }

    fn looks_at(&mut self, (width, height): (u16, u16)) -> &mut Self {
        let mut bytes = Vec::new();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let backend = CrosstermBackend::new(&mut bytes);
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        drop(terminal);
        (self.judge)(&format!("{} at {width}×{height}", self.done), &bytes);
        self
    }

    pub fn looks_everywhere(&mut self) -> &mut Self {
        for size in SIZES {
            self.looks_at(size);
        }
        self
    }
}

/// A session from its first stop to the end of its debrief, with all that opens on the way.
pub fn session(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let mut ada = Reader::new(Bank::default(), vec![Attempt::of(session)], Start::Home, judge);
    ada.done = format!("{}:{}:", session.framework.steps.len(), session.guide);
    ada.happens(Event::OpenedToRead(Box::new(session.clone()), ReadOnly::Frozen(hostile.text()))).looks();
    ada.happens(Event::Opened(Box::new(session.clone()))).looks_everywhere();
    for tour in 0..80 {
        if !ada.app.session().is_some_and(|session| session.state == State::InProgress) {
            break;
        }
        ada.types("<f2><f2><f2>").looks_at(SIZES[1]);
        // What opens over a stop does so over all of them: a few of it at each.
        for words in [
            ["<down><tab>", "<f1>", "<esc>"],
            ["<esc>", "<esc><ctrl-k>zq", "<esc><tab><tab>"],
            ["<down><down><down>", "<end> @z", "<backspace><backspace><esc>r"],
            ["<esc><enter>", "<esc>w", "<esc><end> #z"],
            ["<backspace><backspace><f3>", "<esc><esc>v", "<esc><enter>"],
            ["<tab><right>", "<pagedown>", "<ctrl-a>"],
        ][tour % 6]
        {
            ada.types(words).looks_at(SIZES[if words.starts_with("<esc>") { 0 } else { tour % 2 * 2 }]);
        }
        if tour.is_multiple_of(4) {
            ada.happens(Event::Paste(hostile.text())).looks();
        }
        if ada.app.session().is_some_and(|session| session.at.stop == Stop::WrapUp) {
            ada.wraps_up();
        }
        let before = ada.app.session().map(|session| session.at.stop.clone());
        ada.types("<ctrl-n>");
        if ada.app.session().map(|session| session.at.stop.clone()) == before && before == Some(Stop::WrapUp)
        {
            ada.types("<ctrl-n>");
        }
    }
    let is_finished = ada.app.session().is_some_and(|session| session.state == State::Finished);
    assert!(is_finished, "never came to the debrief: {:?}", ada.app.session().map(|s| &s.at));
    debrief(&mut ada);
}

impl Reader<'_> {
    /// Looks at each dimension and each step that can be picked.
    fn wraps_up(&mut self) {
        self.types("<up><up><up><up><up><up><up>");
        for _ in 0..6 {
            self.types("<right>").looks_at(SIZES[1]);
        }
        self.types("<down><down><down>");
        for _ in 0..6 {
            self.types("<right>").looks();
        }
    }
}

fn debrief(ada: &mut Reader<'_>) {
    ada.done.push_str("debrief:");
    ada.looks_everywhere().types("<right><down><enter><left>").looks();
    for turn in 0..16 {
        ada.types(["s", "<down>", "<pagedown>", "<f1><esc>"][turn % 4]);
        ada.types("<ctrl-n>").looks_at(SIZES[turn % 2]);
    }
    ada.types("m").looks_everywhere().types("<enter>").looks_everywhere().types("<esc>l").looks();
}

/// Everything that lists questions and attempts, and what is said by the way.
pub fn lists(bank: &Bank, attempts: &[Attempt], hostile: &mut Hostile, judge: Judge<'_>) {
    let mut ada = Reader::new(bank.clone(), attempts.to_vec(), Start::Home, judge);
    for _ in 0..4 {
        ada.looks_everywhere().types("<down>");
    }
    for event in [
        Event::Failed(hostile.text()),
        Event::NotSaved(unsaved(true, hostile)),
        Event::Places(Some(hostile.text())),
        Event::Said(hostile.text()),
        Event::Failed(hostile.text()),
    ] {
        ada.happens(event).looks_everywhere();
    }
    ada.types("<esc>").looks().types("<esc><ctrl-k>").looks().types("zqx").looks_everywhere().types("<esc>");
    ada.types("s").looks_everywhere().waits().types("zqx").looks().types("<tab><space>").looks_everywhere();
    let written = attempts.iter().map(|a| (a.id.clone(), hostile.text())).collect();
    ada.happens(Event::Answers(std::sync::Arc::new(written))).looks();
    ada.types("a").looks().types("<delete>").looks();
    for word in ["", "zqx", "q"] {
        let mut ada =
            Reader::new(bank.clone(), attempts.to_vec(), Start::Library(word.into()), &mut *ada.judge);
        ada.happens(Event::Paste(hostile.text()))
            .looks_everywhere()
            .types("<ctrl-a><ctrl-shift-end><delete>");
        ada.looks_everywhere().types("<tab>").looks().types("e").looks_everywhere().types("<esc><tab>");
        for _ in 0..3 {
            ada.looks_everywhere().types("<down><space>").looks();
        }
    }
    for question in bank.questions.wholes() {
        let mut begin = Begin::at(question.id.clone());
        begin.next_of = Some((hostile.text().into(), hostile.text()));
        begin.only =
            bank.frameworks.get(&question.kind).and_then(|f| f.steps.first()).map(|step| step.id.clone());
        let mut ada =
            Reader::new(bank.clone(), attempts.to_vec(), Start::Question(Box::new(begin)), &mut *ada.judge);
        ada.looks_everywhere().types("<right><down><right>").looks();
    }
    lesson(bank, hostile, &mut *ada.judge);
}

fn lesson(bank: &Bank, hostile: &mut Hostile, judge: Judge<'_>) {
    let mut ada = Reader::new(bank.clone(), Vec::new(), Start::Home, judge);
    for _ in 0..3 {
        ada.types("<down>").looks();
    }
    ada.types("<up><enter>");
    for joint in [" = ", " / ", ", "] {
        ada.happens(Event::Paste(hostile.text())).types(joint).looks_everywhere();
    }
}

fn unsaved(in_journal: bool, hostile: &mut Hostile) -> Unsaved {
    Unsaved { what: hostile.text(), hint: hostile.text(), in_journal, again: Duration::from_secs(2) }
}

/// What is said and offered on bad days: files that cannot be read and what is kept of them, places that take nothing,
/// another window, an attempt that moves away.
pub fn bad_days(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let attempts = vec![Attempt::of(session)];
    let mut ada = Reader::new(Bank::default(), attempts.clone(), Start::Home, judge);
    let beside = |id: &str| SessionId::from(format!("{id}.restored-{id}"));
    let mut unreadable = |archived| Unreadable { id: hostile.text().into(), why: hostile.text(), archived };
    let mut files = vec![unreadable(false), unreadable(false), unreadable(true)];
    files.push(Unreadable { id: beside(files[0].id.as_str()), ..unreadable(false) });
    let listed = [Event::Unreadable(files.clone()), Event::Attempts(attempts.clone())];
    for event in listed.iter().cloned().chain([Event::Places(Some(hostile.text()))]) {
        ada.happens(event).looks();
    }
    ada.looks_everywhere().types("<esc><ctrl-k>").looks_everywhere().types("<esc>");
    ada.types("s").waits().looks_everywhere();
    for file in &files {
        let kept = [Source::Journal, Source::Backup(hostile.text())].into_iter();
        let kept = kept.map(|source| Remains { source, until: Timestamp::UNIX_EPOCH, words: 7 }).collect();
        ada.happens(Event::Remains(file.id.clone(), kept)).looks_everywhere().types("<down>").looks();
        ada.happens(Event::Remains(file.id.clone(), Vec::new())).looks_everywhere();
        let lines = (0..4).map(|_| hostile.text()).collect();
        ada.happens(Event::Raw(hostile.text(), lines)).looks_everywhere().types("<esc>");
        for (from, to) in [(Shelf::Sessions, Shelf::Archive), (Shelf::Archive, Shelf::Trash)] {
            let moved = Move { id: file.id.clone(), from, to };
            ada.happens(Event::Moved(moved.clone())).looks().happens(Event::Moved(moved.back())).looks();
        }
    }
    ada.types("zqx").looks_everywhere().types("<tab><space><space><space><space>").looks_everywhere();
    for why in [ReadOnly::Taken(hostile.text()), ReadOnly::Frozen(hostile.text())] {
        ada.happens(Event::OpenedToRead(Box::new(session.clone()), why)).looks_everywhere().types("<esc>");
    }
    ada.happens(Event::Opened(Box::new(session.clone())));
    for in_journal in [true, false] {
        ada.happens(Event::NotSaved(unsaved(in_journal, hostile))).looks_everywhere();
        for event in
            [Event::SetAside(hostile.text()), Event::Said(hostile.text()), Event::Failed(hostile.text())]
        {
            ada.happens(event).looks_everywhere().types("<ctrl-c>").looks().types("<esc>").looks();
            ada.types("<esc>");
        }
    }
    ada.types("<esc>l").looks_everywhere();
}
