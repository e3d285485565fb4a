//! A session for the picture: typed into the real application, with a clock and a seed that never change.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use casebook::{
    model::{Question, Role, Session, session::Person, start},
    store::bank,
    tui::{
        app::{App, Start},
        effect::{Event, Now},
        theme::Theme,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{
    Terminal,
    backend::{Backend as _, TestBackend},
    buffer::Buffer,
    layout::Position,
};

/// Cells of the screen.
const SIZE: (u16, u16) = (100, 30);
/// Longer gaps would count as sleep, so time goes by in ticks of this many seconds at most.
const TICK: u64 = 20;

/// A screen as it was drawn.
pub struct Screen {
    /// Its cells.
    pub cells: Buffer,
    /// Where typing happens.
    pub cursor: Position,
}

/// A question of no bank: whoever sees the picture may still practise every question that there is.
const QUESTION: &str = "
id: plank-tool-lending
type: success-metrics
title: What metrics would you use to evaluate Plank, where neighbours lend tools?
difficulty: medium
brief:
  say: Plank lets people borrow a drill or a ladder from somebody in their street. How would you measure it?
follow_ups:
  - ask: What would lenders do next?
";

/// The metrics step of a made-up question, half filled, in the middle of a line.
pub fn metrics_half_filled() -> Result<Screen> {
    let mut candidate = Candidate::begin(serde_yaml::from_str(QUESTION)?)?;
    candidate.write(&["One city, or everywhere?", "Does a lender earn anything?"], 68);
    candidate.next();
    candidate.spend(35);
    candidate.next();
    let context = [
        ["A drill lies idle most of its life", "Count loans, not tools"],
        ["Trust ends with one bad return", "Follow a loan to its end"],
    ];
    candidate.rows(&context, 101);
    candidate.write(&["Borrower: the shelf is up today. Plank: lenders lend again. Lenders first."], 55);
    candidate.next();
    let stakeholders = [
        ["Borrowers", "A job done", "Their deposit"],
        ["Lenders", "Thanks, a fee", "Worn tools"],
        ["Tool shops", "Tips for buyers", "Sales"],
    ];
    candidate.rows(&stakeholders, 84);
    let flow = [["Ask", "Borrower"], ["Agree", "Lender"], ["Hand over", "Both"], ["Return", "Borrower"]];
    candidate.rows(&flow, 77);
    let metrics = [
        "Jobs done = count of borrowers with 1+ tool returned, weekly @Borrowers #Return",
        "Tools listed because most of them never leave the cellar",
        "Lenders who lend again",
        "Quick yes = requests agreed within 2 hours / requests, weekly @Lenders",
    ];
    candidate.write(&metrics, 170);
    let roles = candidate.roles();
    let wanted = [Role::NorthStar, Role::Rejected, Role::Driver, Role::Driver];
    // Slots may come to be drawn otherwise; nonsense is not to be shown to anybody.
    ensure!(roles == wanted, "Enter leads to other slots now, {roles:?}: mend examples/docs/rehearsal.rs");
    candidate.screen()
}

/// Somebody at the keyboard.
struct Candidate {
    app: App,
    started: Timestamp,
    passed: Duration,
}

impl Candidate {
    /// At the first stop of a new session.
    fn begin(question: Question) -> Result<Self> {
        let mut bank = bank::built_in();
        let id = question.id.clone();
        bank.insert(question);
        let (question, framework, rubric) =
            bank.whole(&id).context("the built-in bank has lost the framework")?;
        let started: Timestamp = "2025-03-04T07:02:11Z".parse()?;
        let person = Person { id: "5f0c9a1e".to_owned(), name: None };
        let id = "2025-03-04-plank-tool-lending-kqzt".into();
        let options = start::Options::new(id, person, started, 4021);
        let session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        let (app, _) = App::new(bank.clone(), Vec::new(), Theme::new(true), TimeZone::UTC, Start::Home);
        let mut candidate = Self { app, started, passed: Duration::ZERO };
        candidate.tell(Event::Opened(Box::new(session)));
        Ok(candidate)
    }

    /// Rows with their columns, then on to the next step.
    fn rows<const COLUMNS: usize>(&mut self, rows: &[[&str; COLUMNS]], seconds: u64) {
        for (index, row) in rows.iter().enumerate() {
            for (column, text) in row.iter().enumerate() {
                match (index, column) {
                    (0, 0) => {}
                    (_, 0) => self.press(KeyCode::Enter),
                    _ => self.press(KeyCode::Tab),
                }
                self.type_text(text);
            }
        }
        self.spend(seconds);
        self.next();
    }

    /// Lines with Enter between them.
    fn write(&mut self, lines: &[&str], seconds: u64) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.press(KeyCode::Enter);
            }
            self.type_text(line);
        }
        self.spend(seconds);
    }

    fn next(&mut self) {
        self.tell(Event::Key(KeyEvent::new(KeyCode::Char('n'), KeyModifiers::CONTROL)));
    }

    fn type_text(&mut self, text: &str) {
        text.chars().for_each(|c| self.press(KeyCode::Char(c)));
    }

    fn press(&mut self, key: KeyCode) {
        self.tell(Event::Key(KeyEvent::new(key, KeyModifiers::NONE)));
    }

    fn spend(&mut self, mut seconds: u64) {
        while seconds > 0 {
            let tick = seconds.min(TICK);
            self.passed += Duration::from_secs(tick);
            self.tell(Event::Tick);
            seconds -= tick;
        }
    }

    fn tell(&mut self, event: Event) {
        let now = Now { wall: self.started + self.passed, mono: self.passed };
        // What is asked of the outside is left undone: no file is written.
        self.app.update(event, now);
    }

    /// The slots in which the metrics stand.
    fn roles(&self) -> Vec<Role> {
        self.app
            .session()
            .into_iter()
            .flat_map(Session::metrics)
            .filter_map(|(_, metric)| metric.role)
            .collect()
    }

    /// What the candidate sees once everything is saved.
    fn screen(mut self) -> Result<Screen> {
        self.tell(Event::Saved(self.started + self.passed));
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
        terminal.draw(|frame| self.app.draw(frame))?;
        let cursor = terminal.backend_mut().get_cursor_position()?;
        Ok(Screen { cells: terminal.backend().buffer().clone(), cursor })
    }
}
