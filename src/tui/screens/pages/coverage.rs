//! Stakeholders × stages as a grid: which metric touches what, what is blank, and what was set aside with a reason. A
//! blank is no mistake: whether it is a lack is for the candidate to say.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Style,
    text::Line as Shown,
    widgets::{Paragraph, Widget},
};

use super::{
    Wish,
    remark::{Remark, WHY},
};
use crate::{
    insight::coverage::{self, Coverage, Line, Mark},
    model::{Edit, Item, ItemId, Part, Place, Role, Session, session::OutOfScope},
    text::{display::shown_line, wrap},
    tui::{
        action::Action,
        theme::Theme,
        widgets::{
            editor::Deed,
            matrix::{Grid, Matrix, Row},
        },
    },
};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct CoveragePage {
    matrix: Matrix,
    /// The reason that is being typed, and for what.
    pub(super) reason: Option<(Remark, OutOfScope)>,
}

/// What the selected cell is.
struct Selected<'a> {
    stakeholder: Option<&'a Line>,
    stage: Option<&'a Line>,
    metrics: &'a [Mark],
    set_aside: Option<&'a str>,
}

/// What stands where no stakeholder, or no stage, is named.
const ANYBODY: &str = "nobody named";
const ANYWHERE: &str = "no stage";
/// A blank at which no line ends.
const NO_BREAK: &str = "\u{a0}";

impl CoveragePage {
    pub(super) fn act(&mut self, action: Action, session: &Session, mark: usize) -> Wish {
        if let Some((reason, out)) = &mut self.reason {
            let Some((index, said)) = said(session, out) else { return Wish::Nothing };
            if action == Action::Accept {
                self.reason = None;
                return Wish::Nothing;
            }
            let new = reason.act(&said.reason, action);
            return new.map_or(Wish::Nothing, |new| reworded(index, said, new, reason.mark));
        }
        let Some(coverage) = coverage::of(session) else { return Wish::Nothing };
        let selected = self.selected(&coverage);
        match action {
            Action::Choose => match selected.metrics.first() {
                Some(metric) => Wish::Go(Place::item(Part::Step(coverage.step.clone()), &metric.id)),
                None => Wish::Add {
                    stakeholder: selected.stakeholder.map(|line| line.id.clone()),
                    stage: selected.stage.map(|line| line.id.clone()),
                },
            },
            Action::SetAside => {
                let Some(out) = selected.to_set_aside(session) else { return Wish::Nothing };
                if let Some((index, said)) = said(session, &out) {
                    let item = Item::OutOfScope(said.clone());
                    return Wish::Change(vec![Edit::Remove { part: Part::Debrief, index, item }], None);
                }
                self.reason = Some((Remark::new("", mark), out.clone()));
                let (index, item) = (session.out_of_scope.len(), Item::OutOfScope(out));
                Wish::Change(vec![Edit::Insert { part: Part::Debrief, index, item }], Some(mark))
            }
            _ => {
                self.matrix.act(action, rows(&coverage), columns(&coverage));
                Wish::Nothing
            }
        }
    }

    pub(super) fn deed(&mut self, deed: Deed, session: &Session) -> Wish {
        let Some((reason, out)) = &mut self.reason else { return Wish::Nothing };
        let Some((index, said)) = said(session, out) else { return Wish::Nothing };
        let new = reason.deed(&said.reason, deed);
        new.map_or(Wish::Nothing, |new| reworded(index, said, new, reason.mark))
    }

    pub(super) fn selected_words(&self, session: &Session) -> String {
        let selected = self.reason.as_ref().and_then(|(reason, out)| {
            let (_, said) = said(session, out)?;
            Some(reason.selected(&said.reason).to_owned())
        });
        selected.unwrap_or_default()
    }

    pub(super) fn point(&mut self, at: Position) -> Option<bool> {
        if self.reason.is_some() { None } else { self.matrix.point(at) }
    }

    fn selected<'a>(&self, coverage: &'a Coverage) -> Selected<'a> {
        let stakeholder = coverage.stakeholders.get(self.matrix.row);
        let stage = coverage.stages.get(self.matrix.column);
        let (metrics, set_aside): (&[Mark], Option<&str>) = match (stakeholder, stage) {
            (Some(_), Some(_)) => {
                let cell = &coverage.cells[self.matrix.row][self.matrix.column];
                (&cell.metrics, cell.set_aside.as_deref())
            }
            (Some(line), None) | (None, Some(line)) => (&line.alone, None),
            (None, None) => (&[], None),
        };
        let whole = |line: Option<&'a Line>| line.and_then(|line| line.set_aside.as_deref());
        let set_aside = whole(stakeholder).or(whole(stage)).or(set_aside);
        Selected { stakeholder, stage, metrics, set_aside }
    }

    pub(super) fn draw(&mut self, session: &Session, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let cells = usize::from(area.width);
        let Some(coverage) = coverage::of(session) else {
            let words = "Here stand your stakeholders against the stages of your flow, each with the metrics that touch \
                         it. Write both first; then @ and # at the end of a metric's line name them.";
            Paragraph::new(wrapped(words, cells, theme.dim())).render(area, frame.buffer_mut());
            return;
        };
        let grid = grid(&coverage, session.is_open());
        let mut below = self.about(&coverage, session.is_open(), cells, theme);
        below.extend(wrapped(&legend(), cells, theme.dim()));
        if !coverage.elsewhere.is_empty() {
            let names: Vec<&str> = coverage.elsewhere.iter().map(|mark| mark.name.as_str()).collect();
            below.extend(wrapped(&format!("Without @ or #: {}", names.join(", ")), cells, theme.dim()));
        }
        let lines = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        let wanted = lines(grid.rows.len() + 1);
        let room = area.height.saturating_sub(lines(below.len()) + 1).max(3).min(area.height);
        let top = Rect { height: wanted.min(room), ..area };
        self.matrix.draw(&grid, top, frame.buffer_mut(), theme);
        let y = (top.bottom() + 1).min(area.bottom());
        let rest = Rect { y, height: area.bottom() - y, ..area };
        Paragraph::new(below).render(rest, frame.buffer_mut());
        if let Some((reason, out)) = &mut self.reason
            && let Some((_, said)) = said(session, out)
        {
            let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            ratatui::widgets::Clear.render(line, frame.buffer_mut());
            if let Some(at) = reason.draw(frame, line, WHY, &said.reason, theme) {
                frame.set_cursor_position(at);
            }
        }
    }

    /// What stands in the selected cell, in words.
    fn about(&self, coverage: &Coverage, is_open: bool, cells: usize, theme: Theme) -> Vec<Shown<'static>> {
        let selected = self.selected(coverage);
        let name = |line: Option<&Line>, other: &str| line.map_or(other.to_owned(), |line| line.name.clone());
        let place = format!("{} × {}", name(selected.stakeholder, ANYBODY), name(selected.stage, ANYWHERE));
        let mut lines = wrapped(&place, cells, theme.title());
        let words = match (selected.metrics, selected.set_aside) {
            ([], Some(reason)) if reason.trim().is_empty() => "Set aside; x takes it up again.".to_owned(),
            ([], Some(reason)) => format!("Set aside because {}; x takes it up again.", reason.trim()),
            ([], None) if is_open => {
                "No metric. Enter writes one here, x sets it aside with a reason.".to_owned()
            }
            ([], None) => "No metric. x sets it aside with a reason.".to_owned(),
            (metrics, _) => metrics.iter().map(in_words).collect::<Vec<_>>().join("\n"),
        };
        lines.extend(words.lines().flat_map(|line| wrapped(line, cells, theme.text())));
        lines.push(Shown::default());
        lines
    }
}

impl Selected<'_> {
    /// What x sets aside, or takes up again: the row where nothing touches it, else the column, else the cell.
    fn to_set_aside(&self, session: &Session) -> Option<OutOfScope> {
        let id = |line: Option<&Line>| line.map(|line| line.id.clone());
        let out = |stakeholder, stage| OutOfScope { stakeholder, stage, reason: String::new() };
        let row = out(id(self.stakeholder), None);
        let column = out(None, id(self.stage));
        let cell = out(id(self.stakeholder), id(self.stage));
        if let Some(set) = [&row, &column, &cell].into_iter().find(|out| said(session, out).is_some()) {
            return Some(set.clone());
        }
        let untouched = |line: Option<&Line>| line.is_some_and(|line| line.metrics.is_empty());
        match (untouched(self.stakeholder), untouched(self.stage)) {
            _ if !self.metrics.is_empty() => None,
            (true, _) => Some(row),
            (_, true) => Some(column),
            _ => (self.stakeholder.is_some() && self.stage.is_some()).then_some(cell),
        }
    }
}

/// How it was set aside, and its place among all that were.
fn said<'a>(session: &'a Session, out: &OutOfScope) -> Option<(usize, &'a OutOfScope)> {
    let nothing = (None::<ItemId>, None);
    let of = |out: &OutOfScope| (out.stakeholder.clone(), out.stage.clone());
    let (wanted, all) = (of(out), &session.out_of_scope);
    all.iter().enumerate().find(|(_, said)| wanted != nothing && of(said) == wanted)
}

/// The same with another reason.
fn reworded(index: usize, old: &OutOfScope, reason: String, mark: usize) -> Wish {
    let new = OutOfScope { reason, ..old.clone() };
    let edits = vec![
        Edit::Remove { part: Part::Debrief, index, item: Item::OutOfScope(old.clone()) },
        Edit::Insert { part: Part::Debrief, index, item: Item::OutOfScope(new) },
    ];
    Wish::Change(edits, Some(mark))
}

/// Whether there are metrics that stand beside the grid's rows, or below its columns.
fn beside(lines: &[Line]) -> bool {
    lines.iter().any(|line| !line.alone.is_empty())
}

fn rows(coverage: &Coverage) -> usize {
    coverage.stakeholders.len() + usize::from(beside(&coverage.stages))
}

fn columns(coverage: &Coverage) -> usize {
    coverage.stages.len() + usize::from(beside(&coverage.stakeholders))
}

/// As long as the answer is open a metric can be added.
fn grid(coverage: &Coverage, is_open: bool) -> Grid {
    let mut columns: Vec<String> = coverage.stages.iter().map(|stage| stage.name.clone()).collect();
    let has_alone = beside(&coverage.stakeholders);
    if has_alone {
        columns.push(ANYWHERE.to_owned());
    }
    let row = |(line, cells): (&Line, &Vec<coverage::Cell>)| {
        let mut words: Vec<String> = cells
            .iter()
            .zip(&coverage.stages)
            .map(|(cell, stage)| {
                let aside = cell.set_aside.is_some() || stage.set_aside.is_some();
                if cell.metrics.is_empty() && aside { "set aside".to_owned() } else { short(&cell.metrics) }
            })
            .collect();
        words.extend(has_alone.then(|| short(&line.alone)));
        let note = match &line.set_aside {
            Some(reason) => Some(format!("set aside: {reason}")),
            None if line.metrics.is_empty() => {
                let add = if is_open { "Enter adds, " } else { "" };
                Some(format!("untouched: {add}x sets aside"))
            }
            None => None,
        };
        Row { name: line.name.clone(), cells: words, note }
    };
    let mut rows: Vec<Row> = coverage.stakeholders.iter().zip(&coverage.cells).map(row).collect();
    if beside(&coverage.stages) {
        let cells = coverage.stages.iter().map(|stage| short(&stage.alone)).collect();
        rows.push(Row { name: ANYBODY.to_owned(), cells, note: None });
    }
    Grid { columns, rows }
}

/// The metrics of a cell in a few cells: one by its name, several by what they are for.
fn short(metrics: &[Mark]) -> String {
    match metrics {
        [] => String::new(),
        [one] => format!("{} {}", glyph(one), one.name),
        several => {
            let mut glyphs: Vec<&str> = several.iter().map(glyph).collect();
            glyphs.dedup();
            format!("{} {}", glyphs.join(" "), several.len())
        }
    }
}

fn glyph(mark: &Mark) -> &'static str {
    mark.role.map_or("•", Role::glyph)
}

fn in_words(mark: &Mark) -> String {
    let role = mark.role.map_or("no role said", Role::word);
    format!("{} {} ({role})", glyph(mark), mark.name)
}

fn legend() -> String {
    let roles = Role::ALL.iter().filter(|role| **role != Role::Rejected);
    let mark = |role: &Role| format!("{} {}", role.glyph(), role.word()).replace(' ', NO_BREAK);
    let marks: Vec<String> = roles.map(mark).collect();
    format!("{}  {}", marks.join("  "), "· blank is allowed".replace(' ', NO_BREAK))
}

/// Foreign words as lines.
fn wrapped(words: &str, cells: usize, style: Style) -> Vec<Shown<'static>> {
    let words = shown_line(words);
    let lines = wrap::wrap_text(&words, cells.max(1)).into_iter();
    lines.map(|line| Shown::styled(line.replace(NO_BREAK, " "), style)).collect()
}
