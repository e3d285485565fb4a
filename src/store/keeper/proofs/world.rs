//! A person at a desk, on a disk that may fail: what they typed, what they were told, and what must be there.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::*;
use crate::model::{Edit, Item, ItemId, Part, Place, Row, Stop, session::At};

/// What happens at the desk.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Words go into a prose step, at a place in it.
    Type(usize, usize, &'static str),
    /// Some characters go.
    Delete(usize, usize),
    /// A row comes.
    AddRow,
    /// Words go into a row.
    InRow(usize, &'static str),
    /// A row goes elsewhere.
    MoveRow(usize, usize),
    /// A row goes.
    RemoveRow(usize),
    /// A question to the interviewer.
    Ask(&'static str),
    /// What was learnt.
    Learn(&'static str),
    /// What edits cannot tell.
    Rename(&'static str),
    /// The caret moves to another step.
    Caret(usize),
    /// Seconds pass.
    Tick(u32),
    Sync,
    Snapshot,
    Close,
    Open,
    /// Another machine writes the file.
    Theirs,
}

const PROSE: [&str; 2] = ["goal", "close"];

/// The desk.
pub(super) struct World {
    pub disk: MemoryDisk,
    pub keeper: Keeper,
    /// What is open, as the screen has it.
    pub open: Option<Session>,
    /// Every state of it since it was opened, the first as it was opened.
    history: Vec<String>,
    /// Up to which of these it was kept, synced, and written into the file, as the person was told.
    kept: usize,
    synced: usize,
    filed: usize,
    /// Of states up to this one nothing need be there: they were in the file when somebody else replaced it.
    replaced: Option<usize>,
    /// Whether ours is in another file since.
    beside: bool,
    /// What others wrote into the file.
    theirs: Option<String>,
    others: usize,
    /// States of which one must be there, for each conflict there was.
    apart: Vec<String>,
    /// Every state that there ever was: what comes back is one of them.
    known: Vec<String>,
    /// Files that were whole when they were read once.
    whole: RefCell<BTreeSet<Vec<u8>>>,
    /// What was told to have failed.
    pub failures: Vec<String>,
    /// Whether the disk may forget what it could not sync: then a failure that was told costs that.
    pub forgets: bool,
}

/// What a disk holds.
pub(super) struct There {
    pub sessions: BTreeMap<String, String>,
}

impl World {
    /// A desk at which nothing was begun.
    pub fn new(disk: MemoryDisk) -> Self {
        Self {
            keeper: keeper(&disk),
            disk,
            open: None,
            history: Vec::new(),
            kept: 0,
            synced: 0,
            filed: 0,
            replaced: None,
            beside: false,
            theirs: None,
            others: 0,
            apart: Vec::new(),
            known: vec![words(&tiny())],
            whole: RefCell::default(),
            failures: Vec::new(),
            forgets: false,
        }
    }

    /// A new session.
    pub fn begin(&mut self) {
        match self.keeper.begin(tiny(), Foreign::default()) {
            Ok(()) => self.take(tiny()),
            Err(failure) => self.failures.push(failure.what),
        }
    }

    /// Another program starts where this one ended.
    pub fn go_on_with(&mut self, disk: MemoryDisk) {
        self.disk = disk;
        self.keeper = keeper(&self.disk);
        self.open = None;
        self.act(&Act::Open);
        // What a crash had left beside it is opened when a program starts, and lasts from then on.
        for id in self.disk.files().keys().filter_map(|path| name(path)).filter(|id| id != "s") {
            let id = id.as_str().into();
            if self.keeper.open(&id).is_ok() {
                let closed = self.keeper.close(&id);
                self.went(closed);
            }
        }
    }

    pub fn act(&mut self, act: &Act) {
        match act {
            Act::Sync => {
                let done = self.keeper.sync();
                if self.went(done) {
                    self.synced = self.history.len().saturating_sub(1).max(self.synced);
                }
            }
            Act::Snapshot => {
                let done = self.keeper.snapshot_all();
                if self.went(done) {
                    self.is_filed();
                }
            }
            Act::Close => {
                if self.open.take().is_some() {
                    let done = self.keeper.close(&"s".into());
                    if self.went(done) {
                        self.is_filed();
                    }
                }
            }
            Act::Open if self.open.is_none() => self.open(),
            Act::Open => {}
            Act::Theirs => self.others_write(),
            typed => self.typed(typed),
        }
    }

    fn went(&mut self, done: Result<()>) -> bool {
        done.map_err(|failure| self.failures.push(failure.what)).is_ok()
    }

    fn is_filed(&mut self) {
        let last = self.history.len().saturating_sub(1);
        (self.filed, self.synced) = (last, last);
        if self.replaced.is_some_and(|replaced| replaced < last) {
            // Ours is in another file from now on.
            (self.beside, self.replaced) = (true, None);
        }
    }

    fn open(&mut self) {
        let there = There::of(&self.disk.after_kill());
        match self.keeper.open(&"s".into()) {
            Ok(Opened::ToWrite { loaded, .. }) => {
                let now = words(&loaded.session);
                let goes_on = self.beside && self.history.contains(&now);
                if !self.history.is_empty() && !self.history.contains(&now) {
                    // It is theirs; then ours is beside it.
                    let ours = there.sessions.values().filter(|state| self.history.contains(state));
                    self.apart.extend(ours.cloned());
                }
                if Some(&now) == self.theirs.as_ref() {
                    self.theirs = None;
                }
                assert!(self.known.contains(&now), "opened what never was: {now}");
                self.take(loaded.session);
                self.beside = goes_on;
            }
            Ok(to_read) => panic!("nobody else has it open: {to_read:?}"),
            Err(failure) => self.failures.push(failure.what),
        }
    }

    fn take(&mut self, session: Session) {
        self.history = vec![words(&session)];
        self.known.push(words(&session));
        (self.kept, self.synced, self.filed) = (0, 0, 0);
        (self.replaced, self.beside) = (None, false);
        self.open = Some(session);
    }

    /// Of which states one must be there when all up to `sure` are.
    fn wanted(&self, sure: usize) -> Vec<String> {
        let mut wanted = self.history.get(sure..).unwrap_or_default().to_vec();
        if self.replaced.is_some_and(|replaced| sure <= replaced) {
            wanted.extend(self.theirs.clone());
        }
        wanted
    }

    fn others_write(&mut self) {
        let path = Path::new("/sessions/s.yaml");
        // Without a file there is nothing that they could change.
        if !self.disk.files().contains_key(path) {
            return;
        }
        self.others += 1;
        let mut theirs = tiny();
        theirs.wrap_up.learnt = format!("theirs {}", self.others);
        theirs.saved.device = "laptop".to_owned();
        theirs.saved.epoch = 90 + self.others as u64;
        self.known.push(words(&theirs));
        self.theirs = Some(words(&theirs));
        if !self.beside {
            self.replaced = Some(self.replaced.unwrap_or(0).max(self.filed));
        }
        self.disk.put(path, session_file::write(&theirs, &Foreign::default()).unwrap().as_bytes());
    }

    fn typed(&mut self, act: &Act) {
        let Some(mut session) = self.open.clone() else { return };
        change(&mut session, act);
        if self.history.last() != Some(&words(&session)) {
            self.history.push(words(&session));
            self.known.push(words(&session));
        }
        self.open = Some(session.clone());
        match self.keeper.keep(session, Foreign::default()) {
            Ok(()) => self.kept = self.history.len() - 1,
            Err(failure) => self.failures.push(failure.what),
        }
    }

    /// What was promised of a killed program: all that it kept is there.
    pub fn check_kill(&self) -> MemoryDisk {
        let disk = self.disk.after_kill();
        let forgotten = self.forgets && !self.failures.is_empty();
        self.check(&disk, if forgotten { self.synced } else { self.kept.max(self.synced) });
        disk
    }

    /// What was promised of a power cut: all that was synced is there.
    pub fn check_cut(&self, seed: u64) -> MemoryDisk {
        let mut chance = fastrand::Rng::with_seed(seed);
        let disk = self.disk.after_power_cut(|most| chance.usize(..most));
        self.check(&disk, self.synced);
        disk
    }

    fn check(&self, disk: &MemoryDisk, sure: usize) {
        for (path, bytes) in disk.files() {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let file = path.starts_with("/sessions") || path.starts_with("/state/backups");
            if file && !hidden && self.whole.borrow_mut().insert(bytes.clone()) {
                assert!(session_file::read(bytes, &path).is_ok(), "{} is broken", path.display());
            }
        }
        if self.history.is_empty() {
            return;
        }
        let there = There::of(&disk.after_kill());
        // A session that was never told to be on disk may not be there.
        let begun = self.kept > 0 || self.synced > 0 || sure > 0 || self.failures.is_empty();
        let wanted = self.wanted(sure);
        if begun && (sure > 0 || disk.files().contains_key(Path::new("/sessions/s.yaml"))) {
            assert!(
                wanted.iter().any(|state| there.has(state)),
                "{} states, sure of {sure}, filed {}, replaced {:?}: not there: {wanted:#?} but {:#?}\nfailures {:#?}",
                self.history.len(),
                self.filed,
                self.replaced,
                there.sessions,
                self.failures
            );
        }
        for state in self.apart.iter().chain(&self.theirs) {
            assert!(there.has(state), "what was apart is not there: {state} but {:#?}", there.sessions);
        }
        for (id, state) in &there.sessions {
            assert!(self.known.contains(state), "{id} holds what never was: {state}");
        }
    }
}

impl There {
    /// What a new program opens of a disk: every session that has a file or a journal.
    pub fn of(disk: &MemoryDisk) -> Self {
        let (mut sessions, mut asked) = (BTreeMap::new(), BTreeSet::new());
        let mut keeper = keeper(disk);
        // Opening may put others apart.
        loop {
            let names: Vec<String> = disk.files().keys().filter_map(|path| name(path)).collect();
            let new: Vec<String> = names.into_iter().filter(|name| asked.insert(name.clone())).collect();
            if new.is_empty() {
                return Self { sessions };
            }
            for id in new {
                match keeper.open(&id.as_str().into()) {
                    Ok(Opened::ToWrite { loaded, .. }) => {
                        sessions.insert(id, words(&loaded.session));
                    }
                    Err(failure) if failure.what.contains("there is no session") => {}
                    other => panic!("{id} does not open: {other:?}"),
                }
            }
        }
    }

    pub fn has(&self, state: &String) -> bool {
        self.sessions.values().any(|there| there == state)
    }
}

/// The session whose file or journal this is.
fn name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let file = path.starts_with("/sessions").then(|| name.strip_suffix(".yaml")).flatten();
    let journal = path.starts_with("/state/journals").then(|| name.strip_suffix(".journal")).flatten();
    file.or(journal).filter(|name| !name.starts_with('.')).map(str::to_owned)
}

/// Does to a session what a person does.
pub(super) fn change(session: &mut Session, act: &Act) {
    let step = |index: usize| Part::Step(PROSE[index % PROSE.len()].into());
    let rows = session.answer(&"rows".into()).unwrap().rows().to_vec();
    let row = |index: usize| rows.get(index % rows.len().max(1));
    let edit = match *act {
        Act::Type(index, at, inserted) => {
            let at_place = Place::of(step(index));
            let offset = boundary(session.text(&at_place).unwrap(), at);
            session.at = At { stop: stop(index), id: None, field: None, offset: offset + inserted.len() };
            Edit::Splice { at: at_place, offset, removed: String::new(), inserted: inserted.to_owned() }
        }
        Act::Delete(index, at) => {
            let at_place = Place::of(step(index));
            let text = session.text(&at_place).unwrap();
            let offset = boundary(text, at);
            let removed = text[offset..].chars().take(3).collect();
            Edit::Splice { at: at_place, offset, removed, inserted: String::new() }
        }
        Act::AddRow => {
            let id = session.next_id('r');
            Edit::Insert { part: Part::Step("rows".into()), index: 0, item: Item::Row(Row::new(id)) }
        }
        Act::InRow(index, inserted) => {
            let Some(row) = row(index) else { return };
            let at = cell(&row.id);
            let offset = session.text(&at).unwrap().len();
            Edit::Splice { at, offset, removed: String::new(), inserted: inserted.to_owned() }
        }
        Act::MoveRow(from, to) => {
            let most = rows.len().max(1);
            Edit::Move { part: Part::Step("rows".into()), from: from % most, to: to % most }
        }
        Act::RemoveRow(index) => {
            let Some(row) = row(index) else { return };
            let index = index % rows.len();
            Edit::Remove { part: Part::Step("rows".into()), index, item: Item::Row(row.clone()) }
        }
        Act::Ask(ask) => {
            let ask = crate::model::session::Ask { id: session.next_id('a'), ask: ask.to_owned() };
            Edit::Insert { part: Part::Clarify, index: session.opening.asks.len(), item: Item::Ask(ask) }
        }
        Act::Learn(words) => {
            let at = Place { part: Part::WrapUp, id: None, field: Some("learnt".into()) };
            Edit::Splice { at, offset: 0, removed: String::new(), inserted: words.to_owned() }
        }
        Act::Rename(name) => {
            session.person.name = Some(name.to_owned());
            return;
        }
        Act::Caret(index) => {
            session.at = At { stop: stop(index), id: None, field: None, offset: 0 };
            return;
        }
        Act::Tick(seconds) => {
            session.steps[0].seconds += seconds;
            return;
        }
        Act::Sync | Act::Snapshot | Act::Close | Act::Open | Act::Theirs => return,
    };
    // Without rows there is none to move.
    let _ = session.apply(&edit);
}

fn stop(index: usize) -> Stop {
    Stop::Step(PROSE[index % PROSE.len()].into())
}

fn cell(row: &ItemId) -> Place {
    Place::cell(Part::Step("rows".into()), row, "name")
}

/// A place in a text where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
    starts[at % starts.len()]
}
