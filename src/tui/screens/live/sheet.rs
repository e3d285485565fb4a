//! The interviewer's sheet as lines: what goes on now and what is selected in full, all else in one dim line. Draws nothing.

use ratatui::{style::Style, text::Line};

use super::{
    Live,
    note::{Item, marked},
};
use crate::{
    insight::interviewer::{Cue, CueKind, Part},
    text::{clock::minutes, display::shown_line, width},
    tui::{theme::Theme, widgets::wrapped::wrapped},
};

/// How far what stands below a line is moved in.
const INDENT: usize = 4;

impl Live {
    /// The part that ought to be going on.
    pub(super) fn now(&self) -> Option<usize> {
        self.clock.has_begun().then(|| self.sheet.now(self.clock.seconds())).flatten()
    }

    /// Every line of the sheet that can be selected, with what belongs to it.
    pub(super) fn sheet_lines(&self, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let here = self.items.get(self.list.index).copied();
        let lines = |item: &Item| {
            let part = &self.sheet.parts[item.part()];
            let is_open = self.now() == Some(item.part()) || here.is_some_and(|h| h.part() == item.part());
            let is_here = here == Some(*item);
            let mark = self.mark_of(*item).and_then(|mark| marked(&self.own, &mark));
            let at = mark.map(|note| minutes(note.at.unwrap_or(0)));
            match item {
                Item::Part(number) => {
                    let mut lines = self.head(*number, part, is_here, at, theme);
                    if is_open {
                        let notes = part.notes.iter();
                        lines.extend(notes.flat_map(|note| wrapped(note, cells, INDENT, theme.dim())));
                    }
                    lines
                }
                Item::Cue(_, cue) => {
                    let cue = &part.cues[*cue];
                    if is_open {
                        open(cue, is_here, at, cells, theme)
                    } else {
                        folded(cue, at.as_ref(), cells, theme)
                    }
                }
            }
        };
        self.items.iter().map(lines).collect()
    }

    /// A part: its time, and whether it ought to be going on now.
    fn head(
        &self,
        number: usize,
        part: &Part,
        is_here: bool,
        at: Option<String>,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let is_now = self.now() == Some(number);
        let is_over = part.time.is_some_and(|(_, end)| self.clock.has_begun() && end <= self.clock.seconds());
        let style = match () {
            () if is_here => theme.selected(),
            () if is_now => theme.accent(),
            () if is_over => theme.dim(),
            () => theme.title(),
        };
        let title = width::truncate(&shown_line(&part.title), 22).into_owned();
        let time = part.time.map(|(from, end)| format!("{}–{}", minutes(from), minutes(end)));
        let now = is_now.then(|| "now".to_owned());
        let begun = at.map(|at| format!("✓ {at}"));
        let right: Vec<String> = [time, now, begun].into_iter().flatten().collect();
        let head = format!("{} {}{}", point(is_here), width::pad(&title, 24), right.join("  "));
        let blank = (number > 0).then(Line::default);
        blank.into_iter().chain([Line::styled(head.trim_end().to_owned(), style)]).collect()
    }
}

fn point(is_here: bool) -> &'static str {
    if is_here { "▸" } else { " " }
}

/// What is said in the part that goes on: a fact with its answer; what to listen for where it is selected.
fn open(cue: &Cue, is_here: bool, at: Option<String>, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let style = if is_here { theme.selected() } else { theme.text() };
    let tick = tick(cue, at.is_some());
    let words = at.map_or_else(|| cue.words.clone(), |at| format!("{} · {at}", cue.words));
    let mut lines = wrapped(&words, cells, INDENT, style);
    if let Some(first) = lines.first_mut() {
        first.spans[0].content = format!("{} {tick} ", point(is_here)).into();
    }
    let (below, shown): (Style, bool) = match cue.kind {
        CueKind::Fact => (theme.text(), true),
        _ => (theme.dim(), is_here),
    };
    if shown {
        lines.extend(cue.under.iter().flat_map(|under| wrapped(under, cells, INDENT + 2, below)));
    }
    lines
}

/// What is said in another part.
fn folded(cue: &Cue, at: Option<&String>, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let answer = cue.under.first().filter(|_| cue.kind == CueKind::Fact);
    let words = answer.map_or_else(|| cue.words.clone(), |answer| format!("{}: {answer}", cue.words));
    let line = format!("  {} {}", tick(cue, at.is_some()), shown_line(&words));
    vec![Line::styled(width::truncate(&line, cells).into_owned(), theme.dim())]
}

fn tick(cue: &Cue, is_marked: bool) -> &'static str {
    match cue.kind {
        _ if is_marked => "✓",
        CueKind::Say => "“",
        _ => "○",
    }
}
