//! Who has answered an assignment, in words: one line for the inbox, and a page. Draws nothing, and knows no colour.

use jiff::civil::Date;

use super::{Answer, Assigned, Candidate};
use crate::{
    insight::{
        days::{between, day_of},
        progress::report::{Line, Page, Section, Tone},
    },
    text::{display::shown_line, width, wrap},
};

/// How far names reach, and what stands under a title is indented.
const NAME: usize = 16;
const INDENT: usize = 2;
/// What an answer takes: "12 ✓ 31 Dec 2025, late" and a gap.
const CELL: usize = 24;
/// The same where no number stands before it and no year in it.
const SHORT: usize = 18;
/// An id that is no longer is not cut, and no other to less.
const SHORTEST_ID: usize = 12;

const FOR_EVERYBODY: &str = "It names nobody and is for everybody who gets it, so nobody is missing.";
const NOBODY: &str = "Nobody has answered yet.";

/// "3 have not answered week-3 (due 2 days ago): Ada, Ben (1 of 2), Cleo", in at most so many cells and safe to draw: of the
/// assignment that is due first. None where nobody is missing.
pub fn line(assigned: &[Assigned], today: Date, cells: usize) -> Option<String> {
    let mut waiting = assigned.iter().filter(|one| one.missing().next().is_some());
    let first = waiting.next()?;
    let missing: Vec<String> = first.missing().map(called).collect();
    let have = if missing.len() == 1 { "has" } else { "have" };
    let due = first.due.map_or_else(String::new, |due| format!(" (due {})", days(due, today)));
    let more = match waiting.count() {
        0 => String::new(),
        1 => " · 1 more assignment".to_owned(),
        more => format!(" · {more} more assignments"),
    };
    let beginning = format!("{} {have} not answered", missing.len());
    let said = |more: &str| {
        let parts = [&beginning, &due, ": ", more];
        let room = cells.saturating_sub(parts.iter().map(|part| width::cells(part)).sum());
        let id = named(first, room.saturating_sub(width::cells(&missing.join(", "))));
        let names = as_many(&missing, room.saturating_sub(width::cells(&id)))?;
        Some(format!("{beginning}{id}{due}: {names}{more}"))
    };
    // That there are more is on the page too: one name is worth more than that.
    let said = said(&more).or_else(|| said(""));
    let said = said.unwrap_or_else(|| format!("{beginning}{due}: {}", missing.join(", ")));
    Some(width::truncate(&said, cells).into_owned())
}

/// An assignment's id behind a blank. One that is longer than there is room for is left out where the day says which is meant:
/// who is missing is worth more.
fn named(one: &Assigned, room: usize) -> String {
    let id = format!(" {}", shown_line(one.id.as_str()));
    if width::cells(&id) > room.max(SHORTEST_ID) && one.due.is_some() {
        String::new()
    } else {
        width::truncate(&id, room.max(SHORTEST_ID)).into_owned()
    }
}

/// As many whole names as there is room for; none where that is not one.
fn as_many(names: &[String], room: usize) -> Option<String> {
    let (all, first) = (names.join(", "), names.first()?);
    if width::cells(&all) <= room {
        return Some(all);
    }
    const CUT: &str = ", …";
    let mut said = first.clone();
    for name in &names[1..] {
        if width::cells(&said) + 2 + width::cells(name) + width::cells(CUT) > room {
            break;
        }
        said = format!("{said}, {name}");
    }
    (width::cells(&said) + width::cells(CUT) <= room).then(|| format!("{said}{CUT}"))
}

/// A part of the page for each assignment.
pub fn sections(assigned: &[Assigned], page: Page<'_>) -> Vec<Section> {
    assigned.iter().map(|one| section(one, page)).collect()
}

fn section(one: &Assigned, page: Page<'_>) -> Section {
    let cells = page.cells;
    let due = one.due.map(|due| {
        let tone = if one.is_overdue(page.today) { Tone::Accent } else { Tone::Dim };
        (tone, format!("due {}, {}", date(due, page.today, "%-d %B"), days(due, page.today)))
    });
    let count = match (one.candidates.len(), one.missing().count()) {
        (0, _) => None,
        (_, 0) => Some("all have answered".to_owned()),
        (of, missing) if of - missing == 1 => Some(format!("1 of {of} has answered")),
        (of, missing) => Some(format!("{} of {of} have answered", of - missing)),
    };
    let mut standing: Vec<(Tone, String)> =
        due.into_iter().chain(count.map(|count| (Tone::Dim, count))).collect();
    for (n, (_, words)) in standing.iter_mut().enumerate() {
        *words = format!("{}{words}", if n == 0 { "  " } else { " · " });
    }
    let room = standing.iter().fold(cells, |room, (_, words)| room.saturating_sub(width::cells(words)));
    let id = width::truncate(&shown_line(one.id.as_str()), room.max(SHORTEST_ID)).into_owned();
    let mut lines = vec![[vec![(Tone::Title, id)], standing].concat()];
    if let Some(focus) = one.focus.as_deref().map(str::trim).filter(|focus| !focus.is_empty()) {
        lines.extend(said(&format!("this time: {}", shown_line(focus)), INDENT, cells));
    }
    let several = one.questions.len() > 1;
    for (n, (_, title)) in one.questions.iter().enumerate() {
        let number = if several { format!("{} ", n + 1) } else { String::new() };
        let title = format!("{number}{}", shown_line(title));
        lines.push(vec![(Tone::Dim, indented(&width::truncate(&title, cells.saturating_sub(INDENT))))]);
    }
    lines.push(Line::new());
    let open = if one.is_overdue(page.today) { (Tone::Accent, "○ open") } else { (Tone::Text, "○ open") };
    lines.extend(one.candidates.iter().flat_map(|candidate| row(one, candidate, open, page)));
    if one.candidates.is_empty() {
        lines.extend(said(FOR_EVERYBODY, INDENT, cells));
        if one.others.is_empty() {
            lines.push(vec![(Tone::Dim, indented(NOBODY))]);
        }
    } else if !one.others.is_empty() {
        lines.push(vec![(Tone::Dim, indented("also answered, without being named:"))]);
    }
    // Who was not named has nothing open.
    lines.extend(one.others.iter().flat_map(|other| row(one, other, (Tone::Dim, "–"), page)));
    lines
}

/// "Ada             1 ✓ 9 Mar     2 ○ open", in as many lines as the questions need. `open` stands where there is no answer.
fn row(one: &Assigned, candidate: &Candidate, (tone, open): (Tone, &str), page: Page<'_>) -> Vec<Line> {
    let several = one.questions.len() > 1;
    let cell = |(n, answer): (usize, &Option<Answer>)| {
        let number = if several { format!("{} ", n + 1) } else { String::new() };
        let (tone, words) = answer.as_ref().map_or((tone, open.to_owned()), |answer| {
            let day = day_of(answer.at, page.zone);
            // The last day is meant in the candidate's calendar, and the sender's is the nearest that is known here.
            let late = if one.due.is_some_and(|due| due < day) { ", late" } else { "" };
            (Tone::Text, format!("✓ {}{late}", date(day, page.today, "%-d %b")))
        });
        (tone, format!("{number}{words}"))
    };
    let marks: Vec<(Tone, String)> = candidate.answers.iter().enumerate().map(cell).collect();
    let longest = marks.iter().map(|(_, mark)| width::cells(mark) + 2).max().unwrap_or(0);
    let wide = if longest <= SHORT { SHORT } else { CELL };
    let fit = (page.cells.saturating_sub(INDENT + NAME) / wide).max(1);
    let name = width::truncate(&shown_line(&candidate.name), NAME - 1).into_owned();
    let line = |(n, marks): (usize, &[(Tone, String)])| {
        let name = if n == 0 { name.as_str() } else { "" };
        let name = (Tone::Text, indented(&width::pad(name, NAME)));
        let marks = marks.iter().map(|(tone, mark)| (*tone, width::pad(mark, wide)));
        std::iter::once(name).chain(marks).collect()
    };
    marks.chunks(fit).enumerate().map(line).collect()
}

/// "Ben", or "Ben (1 of 2)" where something is answered.
fn called(candidate: &Candidate) -> String {
    match candidate.answered() {
        0 => shown_line(&candidate.name).into_owned(),
        answered => format!("{} ({answered} of {})", shown_line(&candidate.name), candidate.answers.len()),
    }
}

/// "2 days ago", "tomorrow".
fn days(due: Date, today: Date) -> String {
    match (between(due, today), between(today, due)) {
        (0, 0) => "today".to_owned(),
        (1, _) => "yesterday".to_owned(),
        (_, 1) => "tomorrow".to_owned(),
        (0, left) => format!("in {left} days"),
        (past, _) => format!("{past} days ago"),
    }
}

/// A day with its year where that is another.
fn date(day: Date, today: Date, form: &str) -> String {
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
    format!("{}{year}", day.strftime(form))
}

/// A sentence, wrapped and indented.
fn said(words: &str, indent: usize, cells: usize) -> Vec<Line> {
    let lines = wrap::wrap_text(words, cells.saturating_sub(indent).max(1));
    lines.into_iter().map(|line| vec![(Tone::Dim, format!("{}{line}", " ".repeat(indent)))]).collect()
}

fn indented(text: &str) -> String {
    format!("{}{text}", " ".repeat(INDENT))
}
