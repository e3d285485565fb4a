//! Home: resume, what is next and why, browse, sessions. Decides nothing of itself.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{
    Frame,
    layout::{Alignment, Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::library;
use crate::{
    insight::{
        next_up::{due, least_practised, open_step},
        returned::sentence,
        schedule::Schedule,
        tracks::ways,
    },
    model::{Attempt, Bank, SessionId, returned::Returned, story::are_told_in},
    text::{clock::minutes, display::shown_line, number, width, wrap},
    tui::{action::Action, effect::Begin, theme::Theme, widgets::list::List},
};

/// The home screen.
#[derive(Clone, Debug, Default)]
pub struct Home {
    list: List,
    /// Its lines, and what they were made of: that may be thousands of attempts.
    entries: Vec<Entry>,
    made_of: Option<(u64, Date)>,
    /// Where the search line was drawn.
    search: Rect,
}

/// What the home screen tells of.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Every question.
    pub bank: &'a Bank,
    /// The person's attempts, newest first.
    pub attempts: &'a [Attempt],
    /// When they say that a question is due.
    pub schedule: &'a Schedule,
    /// The day that it is.
    pub today: Date,
    /// What coaches said of own sessions.
    pub returned: &'a Returned,
    /// Where the person is.
    pub zone: &'a TimeZone,
    /// How many sessions cannot be read.
    pub unreadable: usize,
    /// How many files of sessions were read of how many, while they are.
    pub reading: Option<(usize, usize)>,
    /// A number that is another whenever any of this is, but for the day and the places.
    pub edition: u64,
    /// Where nothing can be written, and what that means.
    pub places: Option<&'a str>,
}

/// Where a line of the home screen leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    /// Goes on with an attempt.
    Resume(SessionId),
    /// To the brief of a question.
    Question(Box<Begin>),
    /// To what coaches say of an attempt.
    Reviews(SessionId),
    /// To the first minute.
    Lesson,
    /// To the library.
    Library,
    /// To the list of attempts.
    Sessions,
    /// To what came of them.
    Progress,
    /// To the ways through the questions.
    Tracks,
    /// To what one can tell of oneself.
    Stories,
}

#[derive(Clone, Debug)]
struct Entry {
    lead: Lead,
    name: &'static str,
    what: String,
    note: String,
}

impl Home {
    /// Moves the selection, or says where the selected line leads.
    pub fn act(&mut self, action: Action, known: Known<'_>) -> Option<Lead> {
        self.renew(known);
        if action == Action::Choose {
            let index = self.list.index.min(self.entries.len().saturating_sub(1));
            return self.entries.get(index).map(|entry| entry.lead.clone());
        }
        self.list.act(action, self.entries.len());
        None
    }

    /// Makes the lines anew where something of what they tell is new. Whoever chose one has it selected still.
    fn renew(&mut self, known: Known<'_>) {
        if self.made_of == Some((known.edition, known.today)) {
            return;
        }
        self.made_of = Some((known.edition, known.today));
        let before = std::mem::replace(&mut self.entries, entries(known));
        let chosen = before.get(self.list.index).filter(|_| self.list.index > 0);
        let again = chosen.and_then(|chosen| self.entries.iter().position(|entry| entry.lead == chosen.lead));
        self.list.index = again.unwrap_or(self.list.index);
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.list.point(at)
    }

    /// Whether the search line is there.
    pub fn is_search(&self, at: Position) -> bool {
        self.search.contains(at)
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, known: Known<'_>) {
        let Known { bank, attempts, zone, places, .. } = known;
        let inner = Rect {
            x: area.x + 3,
            y: area.y + 1,
            width: area.width.saturating_sub(6),
            height: area.height.saturating_sub(1),
        };
        let count = match bank.questions.len() {
            1 => "1 question".to_owned(),
            n => format!("{n} questions"),
        };
        Paragraph::new(Line::styled("casebook", theme.title())).render(inner, frame.buffer_mut());
        Paragraph::new(Line::styled(count, theme.dim()))
            .alignment(Alignment::Right)
            .render(inner, frame.buffer_mut());
        self.search = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2).min(1), ..inner };
        Paragraph::new(Line::from(vec![
            Span::styled("/ ", theme.accent()),
            Span::styled(library::PLACEHOLDER, theme.dim()),
        ]))
        .render(self.search, frame.buffer_mut());
        // What is typed goes there.
        frame.set_cursor_position((self.search.x + 2, self.search.y));
        let cells = usize::from(inner.width);
        let said = places.map_or_else(Vec::new, |words| wrap::wrap_text(words, cells));
        let more = u16::try_from(said.len()).unwrap_or(0);
        let list = Rect { y: inner.y + 4, height: inner.height.saturating_sub(7 + more), ..inner };
        self.renew(known);
        let entries = &self.entries;
        let heights = entries.iter().map(|entry| if entry.note.is_empty() { 2 } else { 3 });
        let airy = heights.sum::<usize>() <= usize::from(list.height) + 1;
        let mut lines = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let here = index == self.list.index.min(entries.len() - 1);
            let style = if here { theme.selected() } else { theme.text() };
            let mark = if here { "▸ " } else { "  " };
            let what = width::truncate(&shown_line(&entry.what), cells.saturating_sub(14)).into_owned();
            let name = width::pad(entry.name, 12);
            let mut entry_lines = vec![Line::styled(format!("{mark}{name}{what}"), style)];
            if !entry.note.is_empty() {
                let note = shown_line(&entry.note);
                let note = width::truncate(&note, cells.saturating_sub(14));
                entry_lines.push(Line::styled(format!("{}{note}", " ".repeat(14)), theme.dim()));
            }
            if airy {
                entry_lines.push(Line::default());
            }
            lines.push(entry_lines);
        }
        self.list.draw(&lines, list, frame.buffer_mut());
        let foot = Rect { y: inner.bottom().saturating_sub(2 + more), height: 2 + more, ..inner };
        let mut words: Vec<Line<'_>> =
            said.into_iter().map(|line| Line::styled(line.into_owned(), theme.warning())).collect();
        let reading = library::reading(bank);
        words.push(Line::styled(reading.unwrap_or_else(|| last(attempts, zone, cells)), theme.dim()));
        if !bank.problems.is_empty() {
            let first = bank.problems.first().and_then(|problem| problem.lines().next());
            let problem = shown_line(first.unwrap_or_default()).into_owned();
            let what = if bank.missing > 0 { "Not loaded" } else { "A mistake" };
            let more = match bank.problems.len() {
                1 => String::new(),
                n => format!(" (and {} more)", n - 1),
            };
            words.push(Line::styled(
                width::truncate(&format!("{what}{more}: {problem}"), cells).into_owned(),
                theme.warning(),
            ));
        }
        Paragraph::new(words).render(foot, frame.buffer_mut());
    }
}

fn entries(known: Known<'_>) -> Vec<Entry> {
    let Known { bank, attempts, schedule, today, zone, returned, unreadable, reading, .. } = known;
    let mut entries = Vec::new();
    if let Some(open) = attempts.iter().find(|a| a.is_open()) {
        let left = (open.minutes * 60.0).round() as u32;
        let left = left.saturating_sub(open.seconds);
        let note = format!("at {} · {} left", open.at, minutes(left));
        entries.push(Entry {
            lead: Lead::Resume(open.id.clone()),
            name: "Resume",
            what: open.title.clone(),
            note,
        });
    }
    // What waits for an answer; what is only praise is seen among the sessions.
    let waits = |attempt: &&Attempt| {
        returned.get(&attempt.id).is_some_and(|heard| heard.iter().any(|heard| heard.open() > 0))
    };
    for attempt in attempts.iter().filter(waits).take(2) {
        let note = returned.get(&attempt.id).and_then(|heard| sentence(heard)).unwrap_or_default();
        entries.push(Entry {
            lead: Lead::Reviews(attempt.id.clone()),
            name: "Reviewed",
            what: attempt.title.clone(),
            note,
        });
    }
    let is_known = is_known(attempts, reading);
    let due = due(bank, attempts, schedule, today);
    let other = least_practised(bank, attempts, due.as_ref().map(|due| &due.question));
    let name = if due.is_some() { "Or" } else { "Next up" };
    for (name, next) in [("Next up", due), (name, other)] {
        if let Some(next) = next.filter(|_| is_known) {
            let lead = Lead::Question(Box::new(Begin::at(next.question)));
            entries.push(Entry { lead, name, what: next.title, note: next.why });
        }
    }
    if let Some(step) = open_step(bank, attempts, zone, today).filter(|_| is_known) {
        let what = step.constraint.trim().to_owned();
        let mut begin = Begin::at(step.question);
        begin.only = step.only;
        begin.minutes = step.minutes;
        begin.next_of = Some((step.of, step.constraint));
        entries.push(Entry {
            lead: Lead::Question(Box::new(begin)),
            name: "Next step",
            what,
            note: step.why,
        });
    }
    if attempts.is_empty() && is_known {
        let what = "Write one metric in a line: how the editor works".to_owned();
        let note = "one minute, nothing is saved".to_owned();
        entries.push(Entry { lead: Lead::Lesson, name: "First", what, note });
    }
    entries.push(Entry {
        lead: Lead::Library,
        name: "Browse",
        what: "All questions (b)".to_owned(),
        note: String::new(),
    });
    entries.extend(tracks(bank, if is_known { attempts } else { &[] }));
    if !attempts.is_empty() || unreadable > 0 || reading.is_some() {
        let what = match attempts.iter().filter(|a| !a.archived).count() {
            _ if !is_known => "Your attempts (s)".to_owned(),
            0 if attempts.is_empty() => "Your attempts (s)".to_owned(),
            0 => "Your archive (s)".to_owned(),
            1 => "Your attempt (s)".to_owned(),
            n => format!("Your {n} attempts (s)"),
        };
        let note = match (unreadable, reading) {
            (_, Some((done, of))) => number::reading(done, of),
            (0, None) => String::new(),
            (1, None) => "one cannot be read: see what is kept".to_owned(),
            (n, None) => format!("{n} cannot be read: see what is kept"),
        };
        entries.push(Entry { lead: Lead::Sessions, name: "Sessions", what, note });
    }
    if attempts.iter().any(Attempt::is_finished) {
        let what = "What came of them (p)".to_owned();
        entries.push(Entry { lead: Lead::Progress, name: "Progress", what, note: String::new() });
    }
    if bank.frameworks.values().any(|framework| are_told_in(framework)) {
        let what = "What you can tell of yourself (y)".to_owned();
        entries.push(Entry { lead: Lead::Stories, name: "Stories", what, note: String::new() });
    }
    entries
}

/// Whether so much is known that something can be suggested: to one whose sessions are read for the first time nothing is said
/// as if there were none.
fn is_known(attempts: &[Attempt], reading: Option<(usize, usize)>) -> bool {
    reading.is_none_or(|(_, of)| of > 0 && attempts.len() >= of)
}

/// The ways through the questions, and how far one is on the one that was begun.
fn tracks(bank: &Bank, attempts: &[Attempt]) -> Option<Entry> {
    // Who has practised nothing is on none.
    let ways = if attempts.is_empty() { Vec::new() } else { ways(bank, attempts) };
    let what = match (ways.iter().find(|way| way.is_begun()), bank.tracks.len()) {
        (Some(way), _) => format!("{}: {} of {} done (t)", way.title, way.done(), way.whole()),
        (None, 0) => return None,
        (None, 1) => "One way through the questions (t)".to_owned(),
        (None, several) => format!("{several} ways through the questions (t)"),
    };
    Some(Entry { lead: Lead::Tracks, name: "Tracks", what, note: String::new() })
}

/// The newest that was finished and is not out of the way.
fn last_finished(attempts: &[Attempt]) -> Option<&Attempt> {
    attempts.iter().find(|a| !a.archived && a.is_finished())
}

/// One line about the last finished attempt, or what to do first.
fn last(attempts: &[Attempt], zone: &TimeZone, cells: usize) -> String {
    let Some(last) = last_finished(attempts) else {
        return "Everything you write stays on this machine.".to_owned();
    };
    let lowest = last.titles.lowest.as_ref().map(|title| format!(" · lowest: {}", title.to_lowercase()));
    let lowest = shown_line(&lowest.unwrap_or_default()).into_owned();
    let day = super::sessions::day(last.started, zone);
    let rest = format!(" · {day}{lowest}");
    let room = cells.saturating_sub(width::cells(&rest) + 6);
    format!("Last: {}{rest}", width::truncate(&shown_line(&last.title), room))
}
