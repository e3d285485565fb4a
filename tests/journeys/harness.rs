//! A person at the keyboard: drives the application in process, with a clock that only moves when they wait.
//!
//! What the application asks of the outside is carried out with the real store in a folder of its own.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use casebook::{
    error::Problem,
    insight::{
        attempts::{word_count, written},
        findings::Earlier,
        intake::Ids,
        progress::{Practised, progress},
    },
    model::{
        Assignment, Attempt, Bank, CaseId, Course, Edit, Reply, Review, Session, SessionId, State, StepId,
        assignment::Asked,
        reply::{Addressed, Answered, ReadReview},
        session::{At, Person},
        start,
        unreadable::{Remains, Source},
    },
    store::{
        assigned::Assigned,
        assignment_file, bank,
        desk::{Desk, Taken, is_of_another_version, live::Mocks},
        disk::RealDisk,
        keeper::{self, Keeper},
        paths::Places,
        reply_file,
        returned::Reviews,
        review_file,
        samples::Samples,
        session_file::{Foreign, Loaded, read_step, step_text},
        sessions::{Broken, Sessions},
        stories::{Kept, Stories},
    },
    tui::{
        app::{App, Start},
        effect::{self, Begin, Effect, Event, Now, ReadOnly, Shelf, Unsaved},
        run::{calibration::calibration, desk},
        theme::Theme,
    },
};
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use crate::{
    keys::{Typed, typed},
    recorder::Recorder,
    witness::Witness,
};

/// Monday morning, before work.
const MONDAY: &str = "2026-03-02T07:30:00Z";

/// For how many seconds the program sleeps when it is put to sleep.
const NAP: u32 = 10;

/// The questions of the built-in bank that journeys meet beside the one that they begin: what is seen must not change
/// whenever one is added.
const SHELF: [&str; 5] = [
    "alipay-success-metrics",
    "bolt-stockholm-rides",
    "library-official-matters",
    "monzo-first-payment-hold",
    "too-good-to-go-leftovers",
];

static BUILT_IN: LazyLock<Bank> = LazyLock::new(bank::built_in);

/// A person, their terminal and their folder.
pub struct Journey {
    app: App,
    terminal: Terminal<TestBackend>,
    /// What was drawn last. The backend's own cells keep what a wide character covered.
    drawn: Buffer,
    bank: Bank,
    sessions: Sessions,
    /// Goes when the journey ends.
    home: tempfile::TempDir,
    foreign: Option<(SessionId, Foreign)>,
    witness: Option<Witness>,
    recorder: Recorder,
    /// What the saver was given and has not written yet.
    kept: Option<Session>,
    /// As it was given last, and how many changes had been made until then.
    told: Option<(Session, u64)>,
    begun: u8,
    wall: Timestamp,
    mono: Duration,
    /// For how many hours the machine sleeps when the program does so next.
    lid: i64,
    /// Whether candidates sent how their answers came to be.
    pub shares: bool,
    /// Keys that were pressed.
    pub keys: usize,
    /// How often what was typed was drawn before all the rest of its frame.
    pub echoes: usize,
    /// What was sent to the terminal's clipboard.
    pub clipboard: Vec<String>,
    /// What was pasted and had no room.
    pub set_aside: Vec<String>,
    /// What the external editor makes of a step.
    pub editor: fn(String) -> String,
    /// Whether another window has every session open.
    taken: bool,
    /// What the disk says to everything that is to be saved, as long as it does.
    refusal: Option<Event>,
    /// How often the program was put to sleep.
    pub slept: usize,
    /// Whether the program has ended.
    pub gone: bool,
}

impl Journey {
    /// On the home screen of a first start, at 80×24.
    pub fn new() -> Self {
        Self::sized(80, 24)
    }

    /// The same in another terminal.
    pub fn sized(width: u16, height: u16) -> Self {
        Self::starting(Start::Home, width, height)
    }

    /// From somewhere else than the home screen.
    pub fn starting(start: Start, width: u16, height: u16) -> Self {
        Self::with_bank(&[], start, width, height)
    }

    /// The same with a bank of one's own: files by their names, in a folder that joins the built-in bank.
    pub fn with_bank(files: &[(&str, &str)], start: Start, width: u16, height: u16) -> Self {
        let journey = Self::with_broken_bank(files, start, width, height);
        assert!(journey.bank.problems.is_empty(), "{:?}", journey.bank.problems);
        journey
    }

    /// The same with a bank that has mistakes.
    pub fn with_broken_bank(files: &[(&str, &str)], start: Start, width: u16, height: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        let sessions = Sessions::in_folder(&Places::under(home.path()).sessions);
        let own = home.path().join("bank");
        for (name, text) in files {
            let path = own.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let paths = if files.is_empty() { Vec::new() } else { vec![own] };
        let (mut bank, _) = bank::load(&paths);
        let is_begun = |id: &str| matches!(&start, Start::Question(begin) if begin.question == *id);
        bank.questions.retain(|id| SHELF.contains(&id) || is_begun(id) || !BUILT_IN.questions.contains(id));
        bank.tracks.retain(|id, _| !BUILT_IN.tracks.contains_key(id));
        let (app, effects) = open(&bank, &sessions, start);
        let mut journey = Self {
            app,
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            drawn: Buffer::default(),
            bank,
            sessions,
            home,
            foreign: None,
            witness: None,
            recorder: Recorder::default(),
            kept: None,
            told: None,
            begun: 0,
            wall: MONDAY.parse().unwrap(),
            mono: Duration::ZERO,
            lid: 0,
            shares: false,
            keys: 0,
            echoes: 0,
            clipboard: Vec::new(),
            set_aside: Vec::new(),
            editor: |text| text,
            taken: false,
            refusal: None,
            slept: 0,
            gone: false,
        };
        journey.carry_out(effects);
        journey.draw();
        journey
    }

    /// A coach sits down at the desk on which these sessions lie.
    pub fn coaches(&mut self) -> &mut Self {
        self.settle();
        let (app, effects) = open(&self.bank, &self.sessions, Start::Desk);
        self.app = app;
        self.foreign = None;
        self.carry_out(effects);
        self.draw();
        self
    }

    /// A coach begins a live mock, or goes on with it.
    pub fn interviews(&mut self, question: &str) -> &mut Self {
        let (app, effects) = open(&self.bank, &self.sessions, Start::Live(question.into()));
        (self.app, self.gone, self.foreign, self.mono) = (app, false, None, Duration::ZERO);
        self.carry_out(effects);
        self.draw();
        self
    }

    /// What the coach has said of live mocks, in the order of their files.
    pub fn mocks(&self) -> Vec<Review> {
        let folder = Places::under(self.home.path()).live();
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
            .iter()
            .map(|path| review_file::read(std::fs::read(path).unwrap(), path).unwrap().review)
            .collect()
    }

    /// A session as it is taken from the desk.
    fn taken(&self, case: &CaseId) -> effect::Taken {
        let Taken { session, sha256, doubt, own, others, reply } =
            self.desk().take(&self.here(case)).unwrap();
        effect::Taken {
            case: case.clone(),
            edited: is_of_another_version(&own.review, &sha256),
            session,
            sha256,
            doubt,
            own: own.review,
            read_only: None,
            others,
            reply,
            before: None,
            snippets: vec!["Of what?".to_owned()],
        }
    }

    /// What coaches said of the sessions of this journey, and Ada's replies.
    pub fn reviews(&self) -> Reviews {
        let ada = Person { id: "ada-0001".to_owned(), name: Some("Ada".to_owned()) };
        Reviews::new(self.sessions.clone(), &Places::under(self.home.path()).received(), ada)
    }

    /// What lies on the coach's desk.
    pub fn inbox(&self) -> casebook::insight::inbox::Desk {
        desk::list(&self.desk(), &ann(), &self.assigned()).unwrap()
    }

    /// The file of the person's stories.
    pub fn stories(&self) -> Stories {
        Stories::of(&Places::under(self.home.path()))
    }

    fn stories_read(&self) -> Event {
        let Kept { stories, told, problems } = self.stories().read();
        let named = |problem: Problem| Problem { path: "stories.yaml".into(), ..problem };
        let problems = problems.into_iter().map(|problem| named(problem).to_string()).collect();
        Event::Stories(stories, told, problems)
    }

    fn desk(&self) -> Desk {
        let folder = self.sessions.path(&"x".into());
        Desk::new(vec![folder.parent().unwrap().to_owned()], ann())
    }

    /// The names of what lies among the coach's samples.
    pub fn samples_files(&self) -> Vec<String> {
        let folder = Places::under(self.home.path()).samples();
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What the coach has assigned.
    fn assigned(&self) -> Assigned {
        Assigned::in_folder(Places::under(self.home.path()).assigned())
    }

    /// The coach assigns these questions, due on a day, to these people.
    pub fn assigns(&mut self, id: &str, due: &str, questions: &[&str], candidates: &[&str]) -> &mut Self {
        let asked = |id: &&str| {
            let (question, framework, rubric) = self.bank.whole(&(*id).into()).unwrap();
            Asked { question: (*question).clone(), framework: framework.clone(), rubric: rubric.clone() }
        };
        let assignment = Assignment {
            id: id.into(),
            by: ann(),
            questions: questions.iter().map(asked).collect(),
            mode: None,
            minutes: None,
            step: None,
            focus: Some("A limit on every guardrail.".to_owned()),
            due: Some(due.parse().unwrap()),
            candidates: candidates.iter().map(|name| (*name).to_owned()).collect(),
        };
        let text = assignment_file::write(&assignment, &Default::default()).unwrap();
        self.assigned().keep(&assignment.id, text.as_bytes()).unwrap();
        self
    }

    fn samples(&self) -> Samples {
        Samples::in_folder(Places::under(self.home.path()).samples())
    }

    /// The same session in the folder of this journey: twins have one each.
    fn here(&self, case: &CaseId) -> CaseId {
        let path = std::path::Path::new(case.as_str());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.parent().is_some_and(|folder| folder.ends_with("samples")) {
            return self.samples().case(&name.into());
        }
        if case.as_str().contains("/live/") {
            let live = Places::under(self.home.path()).live();
            std::fs::create_dir_all(&live).unwrap();
            return live.join(name + ".yaml").to_string_lossy().into_owned().into();
        }
        self.sessions.path(&name.into()).to_string_lossy().into_owned().into()
    }

    /// What the coach says of somebody's newest session.
    pub fn review_of(&self, name: &str) -> Review {
        self.desk().take(&self.newest_of(name)).unwrap().own.review
    }

    fn newest_of(&self, name: &str) -> CaseId {
        let whose = |s: &Session| !s.is_open() && s.person.name.as_deref() == Some(name);
        let id = self.sessions.list_with(|_, s| whose(s)).unwrap().attempts.remove(0).id;
        self.sessions.path(&id).to_string_lossy().into_owned().into()
    }

    /// Somebody answers what the coach says of their newest session, comment by comment, and the reply arrives.
    pub fn replies(&mut self, name: &str, answers: &[(&str, Addressed, &str)]) -> &mut Self {
        let case = self.newest_of(name);
        let Taken { session, own, .. } = self.desk().take(&case).unwrap();
        let answered = |(comment, state, because): &(&str, Addressed, &str)| Answered {
            comment: (*comment).into(),
            state: *state,
            because: (*because).to_owned(),
        };
        self.wall = self.wall.checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
        let reply = Reply {
            session: session.id.clone(),
            review: ReadReview { coach: own.review.coach.id, sha256: String::new() },
            candidate: session.person,
            written: self.wall,
            answers: answers.iter().map(answered).collect(),
        };
        let text = reply_file::write(&reply, &reply_file::Foreign::default()).unwrap();
        let name = format!("{}.reply-ann.yaml", session.id);
        std::fs::write(std::path::Path::new(case.as_str()).with_file_name(name), text).unwrap();
        self
    }

    /// Another coach says what Ann says of the one session that she has reviewed, with some changes.
    pub fn also_says(&mut self, name: &str, change: impl FnOnce(&mut Review)) -> &mut Self {
        let cases = self.desk().list(|_| ()).unwrap().cases;
        let case = cases.into_iter().find(|case| !case.reviews.is_empty()).unwrap();
        let mut review = self.desk().take(&case.id).unwrap().own.review;
        review.coach = Person { id: name.to_lowercase().repeat(4), name: Some(name.to_owned()) };
        review.written = review.written.checked_add(jiff::SignedDuration::from_mins(5)).unwrap();
        change(&mut review);
        let text = review_file::write(&review, &Default::default()).unwrap();
        let path = std::path::Path::new(case.id.as_str()).with_extension(format!("review-{name}.yaml"));
        std::fs::write(path, text).unwrap();
        self
    }

    /// Every session's file: its name, its bytes, and when it was changed.
    pub fn session_files(&self) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
        let file = |attempt: Attempt| {
            let path = self.sessions.path(&attempt.id);
            let changed = path.metadata().unwrap().modified().unwrap();
            (attempt.id.to_string(), std::fs::read(path).unwrap(), changed)
        };
        self.sessions.list().unwrap().attempts.into_iter().map(file).collect()
    }

    /// In a session of a question at once.
    pub fn practising(question: &str) -> Self {
        Self::beginning(begin(question))
    }

    /// In a session that begins as it is told to.
    pub fn beginning(begin: Begin) -> Self {
        let mut journey = Self::starting(Start::Question(Box::new(begin)), 80, 24);
        journey.types("<enter>");
        journey.keys = 0;
        journey
    }

    /// Another person who has come exactly as far, with a folder of their own.
    pub fn twin(&self) -> Self {
        let home = tempfile::tempdir().unwrap();
        let sessions = Sessions::in_folder(&Places::under(home.path()).sessions);
        let folder = Places::under(home.path()).sessions;
        copy_folder(&Places::under(self.home.path()).sessions, &folder);
        let size = self.terminal.backend().buffer().area;
        let mut twin = Self {
            app: self.app.clone(),
            terminal: Terminal::new(TestBackend::new(size.width, size.height)).unwrap(),
            drawn: Buffer::default(),
            bank: self.bank.clone(),
            sessions,
            home,
            foreign: self.foreign.clone(),
            witness: None,
            recorder: self.recorder.clone(),
            kept: self.kept.clone(),
            told: self.told.clone(),
            clipboard: self.clipboard.clone(),
            set_aside: self.set_aside.clone(),
            refusal: self.refusal.clone(),
            ..*self
        };
        twin.draw();
        twin
    }

    /// Chooses the line of the home screen that leads to these words.
    pub fn opens(&mut self, words: &str) -> &mut Self {
        for _ in 0..8 {
            let mut there = self.twin();
            if there.types("<enter>").screen().contains(words) {
                *self = there;
                return self;
            }
            self.types("<down>");
        }
        panic!("nothing leads to {words}:\n{}", self.screen());
    }

    /// Closes the program if it is still open, and starts it anew from the same folder.
    pub fn again(&mut self) -> &mut Self {
        self.settle();
        let (app, effects) = open(&self.bank, &self.sessions, Start::Home);
        (self.app, self.gone, self.foreign, self.witness) = (app, false, None, None);
        // A new process has a new clock.
        self.mono = Duration::ZERO;
        self.carry_out(effects);
        for event in self.listed() {
            self.happens(event);
        }
        self.draw();
        self
    }

    /// Types what the words say, and stops long enough for it to be saved.
    pub fn types(&mut self, words: &str) -> &mut Self {
        for step in typed(words) {
            assert!(!self.gone, "typed after the program had ended: {words}");
            match step {
                Typed::Key(key) => {
                    self.keys += 1;
                    self.happens(Event::Key(key));
                }
                Typed::Wait(time) => {
                    for _ in 0..time.as_secs() {
                        self.happens_after(1, Event::Tick);
                    }
                }
            }
        }
        self.settle();
        self
    }

    /// Goes on to a step, from wherever it is before it.
    pub fn goes_to(&mut self, step: &str) -> &mut Self {
        for _ in 0..40 {
            if self.stop() == step {
                return self;
            }
            self.types("<ctrl-n>");
        }
        panic!("never came to {step}: at {}\n{}", self.stop(), self.screen());
    }

    /// Goes back to a step, from wherever it is behind it.
    pub fn goes_back_to(&mut self, step: &str) -> &mut Self {
        for _ in 0..40 {
            if self.stop() == step {
                return self;
            }
            self.types("<ctrl-p>");
        }
        panic!("never came back to {step}: at {}\n{}", self.stop(), self.screen());
    }

    /// Up, until the caret stands in the metric with these words.
    pub fn goes_up_to(&mut self, words: &str) -> &mut Self {
        for _ in 0..40 {
            let at = &self.session().at;
            let here = self.session().metrics().find(|(_, m)| Some(&m.id) == at.id.as_ref());
            if here.is_some_and(|(_, m)| m.line.contains(words)) {
                return self;
            }
            self.types("<up>");
        }
        panic!("no {words} above");
    }

    /// Down or up to the metric slot of a stage.
    pub fn goes_to_slot(&mut self, stage: &str) -> &mut Self {
        let line = |ada: &Self| {
            let row = usize::from(ada.cursor().unwrap_or_default().0).saturating_sub(1);
            ada.screen().lines().nth(row).unwrap_or_default().to_owned()
        };
        for key in ["<up>", "<down>"] {
            for _ in 0..30 {
                if line(self).contains(&format!("│   {stage} ")) {
                    return self;
                }
                self.types(key);
            }
        }
        panic!("no slot for {stage}:\n{}", self.screen());
    }

    /// The terminal pastes a text.
    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Paste(text.to_owned()));
        self.settle();
        self
    }

    /// Presses the mouse button on the first cell of these words, and lets it go.
    pub fn clicks(&mut self, words: &str) -> &mut Self {
        self.drags(words, words)
    }

    /// Presses it there, and lets it go on the first cell of other words.
    pub fn drags(&mut self, from: &str, to: &str) -> &mut Self {
        let (pressed, released, left) = (self.place(from), self.place(to), MouseButton::Left);
        self.mouse(MouseEventKind::Down(left), pressed);
        if pressed != released {
            self.mouse(MouseEventKind::Drag(left), released);
        }
        self.mouse(MouseEventKind::Up(left), released);
        self.settle();
        self
    }

    fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) {
        self.happens(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }

    /// The first cell of these words.
    fn place(&self, words: &str) -> (u16, u16) {
        let screen = self.screen();
        let hit = screen.lines().enumerate().find_map(|(y, line)| Some((y, line.split_once(words)?.0)));
        let (row, before) = hit.unwrap_or_else(|| panic!("\"{words}\" is not on the screen:\n{screen}"));
        let column = u16::try_from(casebook::text::width::cells(before)).unwrap();
        (column, u16::try_from(row).unwrap())
    }

    /// A moment too short for the clock to move.
    pub fn hesitates(&mut self, milliseconds: u64) -> &mut Self {
        self.mono += Duration::from_millis(milliseconds);
        self.recorder.pass(milliseconds);
        self
    }

    /// Something happens outside.
    pub fn happens(&mut self, event: Event) {
        let effects = self.app.update(event, self.now());
        self.carry_out(effects);
        if !self.gone {
            self.draw();
        }
    }

    /// The same after so many seconds in which nobody looked at a clock.
    pub fn happens_after(&mut self, seconds: u32, event: Event) {
        self.pass(seconds);
        self.happens(event);
    }

    /// On another machine, to which the sessions came and no journal.
    pub fn moves_house(&mut self) -> &mut Self {
        self.recorder = Recorder::default();
        self
    }

    /// The terminal gets another size.
    pub fn resizes(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.happens(Event::Redraw);
        self
    }

    /// A night passes while the program is closed.
    pub fn sleeps(&mut self, hours: i64) -> &mut Self {
        self.wall = self.wall.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        self
    }

    /// The program is put to sleep, and so is the machine, for so many hours more: only the clock on the wall goes on.
    pub fn sleeps_under_the_lid(&mut self, hours: i64) -> &mut Self {
        self.lid = hours;
        self.happens(Event::Suspend);
        self
    }

    /// Somebody, or a server of time, sets the clock on the wall.
    pub fn sets_the_clock(&mut self, hours: i64) -> &mut Self {
        self.sleeps(hours)
    }

    /// The screen as text, with the place of the cursor below it.
    pub fn screen(&self) -> String {
        let buffer = &self.drawn;
        let mut screen = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut covered = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if covered == 0 {
                    line.push_str(symbol);
                    covered = casebook::text::width::cells(symbol).saturating_sub(1);
                } else {
                    covered -= 1;
                }
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// The screen, and where the cursor stands in it, for a snapshot.
    pub fn picture(&self) -> String {
        let (line, column) = self.cursor().unwrap_or_default();
        format!("{}cursor: line {line}, column {column}", self.screen())
    }

    /// The line and the column of the cursor, where there is one.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let backend = self.terminal.backend();
        let at = backend.cursor_position();
        backend.cursor_visible().then_some((at.y + 1, at.x + 1))
    }

    /// That these words stand on the screen.
    pub fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.screen().contains(words), "\"{words}\" is not on the screen:\n{}", self.screen());
        self
    }

    /// That they don't.
    pub fn sees_no(&mut self, words: &str) -> &mut Self {
        assert!(!self.screen().contains(words), "\"{words}\" is on the screen:\n{}", self.screen());
        self
    }

    /// The session that is open.
    pub fn session(&self) -> &Session {
        self.app.session().expect("no session is open")
    }

    /// The same, where there is one.
    pub fn app_session(&self) -> Option<&Session> {
        self.app.session()
    }

    /// Whether a session is open.
    pub fn is_in_session(&self) -> bool {
        self.app.session().is_some()
    }

    /// The word for the stop where the candidate is.
    pub fn stop(&self) -> String {
        casebook::store::session_file::stop_word(&self.session().at.stop)
    }

    /// Every stop of the session.
    pub fn route(&self) -> Vec<String> {
        let route = casebook::model::plan::route(self.session());
        route.iter().map(casebook::store::session_file::stop_word).collect()
    }

    /// What stands in a prose step.
    pub fn prose(&self, step: &str) -> &str {
        self.session().answer(&step.into()).map_or("", |answer| answer.text())
    }

    /// The rows of a step, as they are read: fields joined by bars.
    pub fn rows(&self, step: &str) -> Vec<String> {
        let session = self.session();
        let id = StepId::from(step);
        let columns = session.spec(&id).columns();
        let rows = session.answer(&id).map_or(&[][..], |answer| answer.rows());
        let field = |row: &casebook::model::Row, id| session.shown(row.value(id));
        rows.iter()
            .map(|row| columns.iter().map(|c| field(row, &c.id)).collect::<Vec<_>>().join(" | "))
            .collect()
    }

    /// The lines of the metrics, each behind its role.
    pub fn metrics(&self) -> Vec<String> {
        self.session()
            .metrics()
            .map(|(_, m)| format!("{}: {}", m.role.map_or("no role", |r| r.id()), m.line))
            .collect()
    }

    /// Nothing can be saved any more, as `refusal` tells.
    pub fn cannot_save(&mut self, refusal: Event) -> &mut Self {
        self.refusal = Some(refusal.clone());
        self.happens(refusal);
        self
    }

    /// Everything can be saved again.
    pub fn can_save(&mut self) -> &mut Self {
        self.refusal = None;
        let told = self.told();
        self.happens(told);
        self
    }

    /// What the saver tells.
    fn told(&self) -> Event {
        self.refusal.clone().unwrap_or(Event::Saved(self.wall))
    }

    /// Another window opens every session that there is.
    pub fn opens_elsewhere(&mut self) -> &mut Self {
        self.taken = true;
        self
    }

    /// What saves, as the program has it.
    fn keeper(&self) -> Keeper {
        let state = Places::under(self.home.path()).state;
        Keeper::new(Arc::new(RealDisk), self.sessions.clone(), &state, || "desk".to_owned())
    }

    /// A newer casebook writes every session, in a format that this one does not know.
    pub fn updates_elsewhere(&mut self) -> &mut Self {
        for attempt in self.sessions.list().unwrap().attempts {
            let path = self.sessions.path(&attempt.id);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, text.replacen("format: 1", "format: 2", 1)).unwrap();
        }
        self.again()
    }

    /// The file of the one session that there is.
    pub fn file(&self) -> String {
        let attempts = self.sessions.list().unwrap().attempts;
        std::fs::read_to_string(self.sessions.path(&attempts[0].id)).unwrap()
    }

    /// What the session's file holds of the candidate: all but the snapshot of question, framework and rubric.
    pub fn saved(&self) -> String {
        let path = self.sessions.path(&self.session().id);
        let text = std::fs::read_to_string(path).unwrap();
        let mut own = String::new();
        let mut skipping = false;
        for line in text.lines() {
            if !line.starts_with([' ', '-']) {
                skipping = ["question:", "framework:", "rubric:"].iter().any(|key| line.starts_with(key));
            }
            if !skipping {
                own.push_str(line);
                own.push('\n');
            }
        }
        own
    }

    /// Something that no screen takes yet becomes so in the newest session; the program starts anew.
    pub fn has(&mut self, change: impl FnOnce(&mut Session)) -> &mut Self {
        self.settle();
        let id = self.sessions.list().unwrap().attempts.remove(0).id;
        let Loaded { mut session, foreign } = self.sessions.load(&id).unwrap();
        change(&mut session);
        self.sessions.save(&session, &foreign).unwrap();
        self.again()
    }

    /// Somebody changes the session's file by other means while it is closed.
    pub fn rewrites(&mut self, change: impl Fn(String) -> String) -> &mut Self {
        let id = self.foreign.as_ref().map(|(id, _)| id.clone()).unwrap();
        let path = self.sessions.path(&id);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, change(text)).unwrap();
        self
    }

    /// The part of that under one key.
    pub fn saved_part(&self, key: &str) -> String {
        let saved = self.saved();
        let mut part = String::new();
        let mut here = false;
        for line in saved.lines() {
            if !line.starts_with([' ', '-']) {
                here = line.starts_with(&format!("{key}:"));
            }
            if here {
                part.push_str(line);
                part.push('\n');
            }
        }
        part
    }

    /// Attempts on disk: their ids' last letters and their states.
    pub fn attempts(&self) -> Vec<(String, State)> {
        let listing = self.sessions.list().unwrap();
        assert!(listing.broken.is_empty(), "{:?}", listing.broken);
        let letters = |id: &SessionId| id.as_str().rsplit('-').next().unwrap_or_default().to_owned();
        listing.attempts.iter().map(|a| (letters(&a.id), a.state)).collect()
    }

    fn now(&self) -> Now {
        Now { wall: self.wall, mono: self.mono }
    }

    fn pass(&mut self, seconds: u32) {
        self.mono += Duration::from_secs(seconds.into());
        self.recorder.pass(u64::from(seconds) * 1000);
        self.wall = self.wall.checked_add(jiff::SignedDuration::from_secs(seconds.into())).unwrap();
    }

    fn draw(&mut self) {
        let app = &mut self.app;
        let mut echo = self.drawn.clone();
        let cursor = app.echo(&mut echo);
        let seen = std::mem::replace(
            &mut self.drawn,
            self.terminal.draw(|frame| app.draw(frame)).unwrap().buffer.clone(),
        );
        // What is drawn at once of what was typed is what the whole frame shows in its place.
        if cursor.is_some() && seen.area == self.drawn.area {
            let cells = echo.content.iter().zip(&seen.content).zip(&self.drawn.content);
            let wrong = cells.filter(|((echo, seen), drawn)| echo != seen && echo != drawn).count();
            assert_eq!(wrong, 0, "{}", self.screen());
            self.echoes += 1;
        }
    }

    /// As long as the saver takes.
    fn settle(&mut self) {
        if self.kept.is_some() {
            self.write();
            let told = self.told();
            self.happens(told);
        }
    }

    /// Takes the open session, as the saver does; a session that was left is not open any more.
    fn keep(&mut self) {
        let Some(session) = self.app.settled() else { return };
        if self.foreign.as_ref().is_some_and(|(id, _)| *id == session.id) {
            let session = session.into_owned();
            if let Some(witness) = &mut self.witness {
                witness.keeps(&session);
            }
            self.recorder.keeps(&session, self.wall);
            self.told = self.app.changes().map(|changes| (session.clone(), changes));
            self.kept = Some(session);
        }
    }

    /// Takes one change of it: where no other was missed, it leads to the session as it is.
    fn keep_edit(&mut self, edit: &Edit, number: u64) {
        let told = self.told.take();
        self.keep();
        if let (Some((mut before, told)), Some((now, _))) = (told, &self.told)
            && told + 1 == number
            && before.id == now.id
        {
            before.apply(edit).unwrap();
            before.follow(&Course::of(now));
            assert!(before == *now, "more was changed than {edit:?}");
        }
    }

    fn save(&mut self) {
        self.keep();
        if let (Some(witness), Some(session)) = (&self.witness, &self.kept) {
            witness.tells(session);
        }
        self.write();
    }

    fn write(&mut self) {
        let (Some(session), Some((id, foreign))) = (self.kept.take(), &self.foreign) else { return };
        self.sessions.save(&session, foreign).unwrap();
        // Whatever is typed on the way: what was saved is what was written.
        let loaded = self.sessions.load(id).unwrap();
        let text = || std::fs::read_to_string(self.sessions.path(id)).unwrap();
        assert!(loaded.session == session, "saved and loaded, it is another session:\n{}", text());
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let events = match effect {
                Effect::Keep => {
                    self.keep();
                    Vec::new()
                }
                Effect::KeepEdit(edit, number) => {
                    self.keep_edit(&edit, number);
                    Vec::new()
                }
                Effect::Flush => {
                    self.save();
                    if self.is_in_session() { vec![self.told()] } else { Vec::new() }
                }
                Effect::Begin(begin) => self.begin(&begin),
                Effect::Open(id) => self.open(&id),
                Effect::WorkOnCopy(id, at) => self.work_on_copy(&id, at),
                Effect::FindRemains(id) => self.find_remains(id),
                Effect::Restore(id, source) => self.restore(&id, &source),
                Effect::ReadRaw(id) => {
                    let text = keeper::raw(&self.sessions.path(&id)).unwrap();
                    vec![Event::Raw(format!("{id}.yaml"), text.lines().map(str::to_owned).collect())]
                }
                Effect::List => {
                    self.write();
                    self.listed()
                }
                Effect::Move(moved) => {
                    let folder = |shelf| match shelf {
                        Shelf::Sessions => self.sessions.clone(),
                        Shelf::Archive => self.sessions.archive(),
                        Shelf::Trash => self.sessions.trash(),
                    };
                    folder(moved.from).move_to(&folder(moved.to), &moved.id).unwrap();
                    [vec![Event::Moved(moved)], self.listed()].concat()
                }
                Effect::Seal(id) => {
                    self.save();
                    let Loaded { mut session, foreign } = self.sessions.load(&id).unwrap();
                    session.state = State::Sealed;
                    self.sessions.save(&session, &foreign).unwrap();
                    let said = Event::Said("Sealed: nothing in it is changed any more.".to_owned());
                    let shown = if self.is_in_session() { self.open(&id) } else { self.listed() };
                    [shown, vec![said]].concat()
                }
                Effect::ReadAttempt(id) => {
                    let folder = match self.sessions.is_archived(&id) {
                        true => self.sessions.archive(),
                        false => self.sessions.clone(),
                    };
                    let read = folder.load(&id).map(|loaded| Box::new(loaded.session));
                    vec![Event::AttemptRead(id, read.map_err(|failure| failure.what))]
                }
                Effect::ReadTimeline(id) => {
                    let timeline = self.recorder.timeline(&id).map(Box::new);
                    vec![Event::Timeline(id, timeline)]
                }
                Effect::ReadReturned => {
                    let (returned, broken) = self.reviews().all();
                    vec![Event::Returned(returned, broken.into_iter().map(|f| f.what).collect())]
                }
                Effect::OpenReviewed(id) => {
                    let session = Box::new(self.sessions.load(&id).unwrap().session);
                    let heard = self.reviews().all().0.remove(&id).unwrap_or_default();
                    vec![Event::Reviewed(session, heard)]
                }
                Effect::KeepReply(reply) => {
                    self.reviews().keep(&reply).unwrap();
                    vec![Event::ReplyKept(Ok(self.wall))]
                }
                Effect::ReadShared(_, id) => {
                    let timeline = self.recorder.timeline(&id).filter(|_| self.shares).map(Box::new);
                    vec![Event::Timeline(id, timeline)]
                }
                Effect::ReadAnswers => {
                    let mut answers = Vec::new();
                    let read = |attempt: &Attempt, session: &Session| {
                        answers.push((attempt.id.clone(), written(session)));
                        false
                    };
                    self.sessions.list_with(read).unwrap();
                    vec![Event::Answers(Arc::new(answers.into_iter().collect()))]
                }
                Effect::ReadProgress => {
                    let mut practised = Vec::new();
                    let read = |_: &Attempt, session: &Session| {
                        practised.extend(Practised::of(session));
                        false
                    };
                    self.sessions.list_with(read).unwrap();
                    vec![Event::Progress(Box::new(progress(practised)))]
                }
                Effect::ReadOthers => {
                    let mut others = Vec::new();
                    let read = |_: &Attempt, session: &Session| {
                        others.push(Earlier::of(session));
                        false
                    };
                    self.sessions.list_with(read).unwrap();
                    vec![Event::Others(others)]
                }
                Effect::ReadStories => vec![self.stories_read()],
                Effect::KeepTold(told) => {
                    self.stories().tell(told).unwrap();
                    vec![self.stories_read()]
                }
                Effect::KeepStory(story) => {
                    let kept = self.stories().add(&story, Ids::of(None, &story.title, &"story".into()));
                    vec![match kept {
                        Ok(story) => Event::Said(format!("Kept as the story {}.", story.id)),
                        Err(failure) => Event::Failed(format!("{}: {}", failure.what, failure.hint)),
                    }]
                }
                Effect::EditStories => {
                    self.stories().begin().unwrap();
                    let file = self.stories().file().to_owned();
                    let text = (self.editor)(std::fs::read_to_string(&file).unwrap());
                    std::fs::write(file, text).unwrap();
                    vec![self.stories_read(), Event::Redraw]
                }
                Effect::ReadDesk => {
                    self.write();
                    vec![Event::Desk(Box::new(desk::list(&self.desk(), &ann(), &self.assigned()).unwrap()))]
                }
                Effect::ReadColumn(cases) => {
                    vec![Event::Column(cases.iter().map(|c| self.taken(c)).collect())]
                }
                Effect::ReadCalibration => {
                    let told = calibration(&self.desk(), &ann(), &self.samples());
                    vec![Event::Calibration(Box::new(told))]
                }
                Effect::ReadCohort => vec![Event::Cohort(Box::new(desk::together(&self.desk()).unwrap()))],
                Effect::OpenCase(case, before) => {
                    self.samples().lay_out(&self.here(&case)).unwrap();
                    let before = before.and_then(|before| desk::asked(&self.desk(), &self.here(&before)));
                    vec![Event::Taken(Box::new(effect::Taken { before, ..self.taken(&case) }))]
                }
                Effect::OpenMock(question, anew) => {
                    let asked = self.bank.whole(&question).unwrap();
                    let mocks = Mocks::new(&Places::under(self.home.path()), ann());
                    let date = self.wall.to_zoned(TimeZone::UTC).date();
                    let mock = mocks.take(&question, self.wall, date, anew).unwrap();
                    vec![Event::Mock(Box::new(desk::opened(&mock, asked)))]
                }
                Effect::KeepReview(case, review) => {
                    let loaded = review_file::Loaded { review: *review, foreign: Default::default() };
                    let here = self.here(&case);
                    let path = self.desk().keep(&here, &loaded).unwrap();
                    let read = review_file::read(std::fs::read(&path).unwrap(), &path).unwrap();
                    assert_eq!(read, loaded, "it is read as it was written");
                    vec![Event::ReviewKept(case, Ok(self.wall))]
                }
                Effect::Shelter => {
                    vec![Event::Said("A copy as it is now: /home/ada/state/unsaved/s.yaml".to_owned())]
                }
                Effect::EditOutside(step) => self.edit_outside(step),
                Effect::Clipboard(text) => {
                    self.clipboard.push(text);
                    Vec::new()
                }
                Effect::SetAside(text) => {
                    self.set_aside.push(text);
                    vec![Event::SetAside(format!("/state/pasted/{}.txt", self.set_aside.len()))]
                }
                Effect::Suspend => {
                    self.slept += 1;
                    self.pass(NAP);
                    let lid = std::mem::take(&mut self.lid);
                    self.sleeps(lid);
                    vec![Event::Woken]
                }
                Effect::Quit => {
                    self.save();
                    self.gone = true;
                    Vec::new()
                }
            };
            for event in events {
                let effects = self.app.update(event, self.now());
                self.carry_out(effects);
            }
        }
    }

    fn begin(&mut self, begin: &Begin) -> Vec<Event> {
        self.write();
        let attempts = self.sessions.list().unwrap().attempts;
        if begin.new {
            for attempt in attempts.iter().filter(|attempt| begin.replaces(attempt)) {
                let Loaded { mut session, foreign } = self.sessions.load(&attempt.id).unwrap();
                session.state = State::Abandoned;
                self.sessions.save(&session, &foreign).unwrap();
            }
        } else if let Some(open) = begin.unfinished(&attempts, Some(begin.mode)) {
            return self.open(&open.id.clone());
        }
        let (question, framework, rubric) = self.bank.whole(&begin.question).unwrap();
        self.begun += 1;
        let letter = char::from(b'a' + self.begun - 1);
        let date = self.wall.to_zoned(TimeZone::UTC).date();
        let id = format!("{date}-{}-{}", begin.question, String::from(letter).repeat(4));
        let person = Person { id: "ada-0001".to_owned(), name: Some("Ada".to_owned()) };
        let mut options = start::Options::new(id.into(), person, self.wall, 7);
        options.mode = begin.mode;
        options.guide = begin.guide;
        options.minutes = begin.minutes;
        options.only.clone_from(&begin.only);
        options.device = "desk".to_owned();
        begin.tell(&mut options.origin);
        if let Some((from, variant)) = &begin.variant {
            let of = self.sessions.load(from).unwrap().session;
            let variant = question.variants.iter().find(|known| known.id == *variant).unwrap();
            return self.opened(start::vary(of, variant, options), Foreign::default());
        }
        let session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        self.opened(session, Foreign::default())
    }

    fn open(&mut self, id: &SessionId) -> Vec<Event> {
        self.write();
        if self.sessions.is_archived(id) {
            let session = self.sessions.archive().load(id).unwrap().session;
            self.foreign = None;
            return vec![Event::OpenedToRead(
                Box::new(session),
                ReadOnly::Frozen(format!(
                    "{id} is in the archive. In the list of sessions, a brings it back."
                )),
            )];
        }
        let loaded = self.sessions.load(id).unwrap();
        if let Some(why) = loaded.read_only() {
            self.foreign = None;
            let why = ReadOnly::Frozen(format!("{id} was {why}."));
            return vec![Event::OpenedToRead(Box::new(loaded.session), why)];
        }
        if self.taken {
            self.foreign = None;
            let why =
                "It is open in another casebook (process 71, since 07:29), which saves what is typed there.";
            return vec![Event::OpenedToRead(Box::new(loaded.session), ReadOnly::Taken(why.to_owned()))];
        }
        self.opened(loaded.session, loaded.foreign)
    }

    /// What the list is read from, as its rows.
    pub fn list(&self) -> Vec<Attempt> {
        self.sessions.list().unwrap().attempts
    }

    fn listed(&self) -> Vec<Event> {
        let listing = self.sessions.list().unwrap();
        let unreadable = listing.broken.into_iter().map(Broken::unreadable).collect();
        vec![Event::Unreadable(unreadable), Event::Attempts(listing.attempts)]
    }

    fn find_remains(&self, id: SessionId) -> Vec<Event> {
        let kept = keeper::remains(&RealDisk, &Places::under(self.home.path()).state, &id).into_iter();
        // Backups are made by the wall's clock, which goes on while tests are read.
        let remains = kept.map(|(source, _, loaded)| Remains {
            source,
            until: self.wall,
            words: word_count(&loaded.session),
        });
        vec![Event::Remains(id, remains.collect())]
    }

    fn restore(&mut self, id: &SessionId, source: &Source) -> Vec<Event> {
        let mut keeper = self.keeper();
        let Loaded { session, foreign } = keeper.restore(id, source).unwrap();
        keeper.close(&session.id).unwrap();
        let mut events = self.opened(session, foreign);
        events.push(Event::Said(format!("Brought back. {id} stays as it is.")));
        events
    }

    /// What the program keeps beside the files of the sessions, as if it had them open until now.
    pub fn keeps_beside(&mut self) -> &mut Self {
        let mut keeper = self.keeper();
        for attempt in self.sessions.list().unwrap().attempts {
            keeper.open(&attempt.id).unwrap();
            keeper.close(&attempt.id).unwrap();
        }
        self
    }

    /// Something damages the file of the newest session; what it holds from then on.
    pub fn damages(&mut self, text: &str) -> &mut Self {
        let id = self.sessions.list().unwrap().attempts.remove(0).id;
        std::fs::write(self.sessions.path(&id), text).unwrap();
        self.again()
    }

    fn work_on_copy(&mut self, id: &SessionId, at: Option<At>) -> Vec<Event> {
        self.begun += 1;
        let letter = char::from(b'a' + self.begun - 1);
        let name = format!("2026-03-02-a-copy-{}", String::from(letter).repeat(4));
        let mut keeper = self.keeper();
        let Loaded { session, foreign } = keeper.copy(id, name.into(), at).unwrap();
        keeper.close(&session.id).unwrap();
        let words = format!("This is a copy: {} is saved beside {id}.", session.id);
        let mut events = self.opened(session, foreign);
        events.push(Event::Said(words));
        events
    }

    fn opened(&mut self, session: Session, foreign: Foreign) -> Vec<Event> {
        self.witness = Some(Witness::of(&session, &foreign));
        self.recorder.opens(&session);
        self.foreign = Some((session.id.clone(), foreign));
        vec![Event::Opened(Box::new(session))]
    }

    fn edit_outside(&mut self, step: StepId) -> Vec<Event> {
        let session = self.app.session().unwrap();
        let text = (self.editor)(step_text(session, &step).unwrap());
        match read_step(session, &step, &text, std::path::Path::new("step.yaml")) {
            Ok(answer) => vec![Event::Edited(step, Box::new(answer)), Event::Redraw],
            Err(failure) => vec![Event::Failed(failure.to_string())],
        }
    }
}

/// Sessions, and beside them the archive and the trash.
fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).into_iter().flatten() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            std::fs::copy(path, to).unwrap();
        }
    }
}

/// What cannot be written: where and why, and whether the journal has it.
pub fn not_saved(what: &str, in_journal: bool) -> Event {
    let hint = "free some space on this disk".to_owned();
    Event::NotSaved(Unsaved { what: what.to_owned(), hint, in_journal, again: Duration::from_secs(2) })
}

/// A practice attempt with the full guide.
pub fn begin(question: &str) -> Begin {
    Begin::at(question.into())
}

fn open(bank: &Bank, sessions: &Sessions, start: Start) -> (App, Vec<Effect>) {
    let attempts = sessions.list().unwrap().attempts;
    App::new(bank.clone(), attempts, Theme::new(true), TimeZone::UTC, start)
}

/// A coach.
fn ann() -> Person {
    Person { id: "vwtrnqxzkdlsmhpf".to_owned(), name: Some("Ann".to_owned()) }
}
