//! A step of the debrief: one's own answer beside the worked notes, aligned by kind, and the script to say. Says what
//! stands where and never which is right.

use ratatui::text::{Line, Span};

use super::{
    Debrief,
    lines::{hanging, text},
};
use crate::{
    insight::{
        aligned::{self, Block, Common},
        headings, worked,
    },
    model::{Role, StepId, Stop, plan},
    text::clock::minutes,
    tui::theme::Theme,
};

/// From this width on, mine and the worked notes stand side by side.
const BESIDE_FROM: u16 = 72;

/// Whose words stand where.
const BOTH: [&str; 2] = ["You", "Worked notes"];
/// The same where either has something that the other has not.
const ALONE: [&str; 2] = ["Only yours", "Only in the worked notes"];

/// Lines that are read beside each other, or one after the other.
struct Pair {
    title: Option<Line<'static>>,
    heads: [&'static str; 2],
    mine: Vec<Line<'static>>,
    theirs: Vec<Line<'static>>,
}

impl Debrief {
    /// A step: what covers it, beside its worked notes.
    pub(super) fn step(
        &self,
        worked: Option<&StepId>,
        own: &[StepId],
        width: u16,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let cells = usize::from(width);
        let mut lines = self.step_head(worked, own, cells, theme);
        let Some(worked) = worked else {
            lines.push(Line::styled("You", theme.accent()));
            lines.extend(self.mine(own, cells, theme));
            return lines;
        };
        let half = (width >= BESIDE_FROM).then_some(cells / 2 - 2);
        let column = half.unwrap_or(cells);
        let blocks = aligned::aligned(&self.session, worked, own);
        let pairs = if blocks.is_empty() {
            let (mine, theirs) = (self.mine(own, column, theme), self.theirs(worked, column, theme));
            vec![Pair { title: None, heads: BOTH, mine, theirs }]
        } else {
            self.aligned(&blocks, own, column, theme)
        };
        let mut shown = [""; 2];
        for (number, pair) in pairs.into_iter().enumerate() {
            // Rows follow each other without a gap, as long as the columns say whose is what.
            let close = half.is_some() && pair.title.is_none() && pair.heads == shown;
            lines.extend((number > 0 && !close).then(Line::default));
            let [you, worked] = pair.heads.map(|head| Line::styled(head, theme.accent()));
            if half.is_some() {
                if pair.heads != shown {
                    lines.extend(beside(&[you], &[worked], column, theme));
                    shown = pair.heads;
                }
                lines.extend(pair.title);
                lines.extend(beside(&pair.mine, &pair.theirs, column, theme));
                continue;
            }
            let titled = pair.title.is_some();
            lines.extend(pair.title);
            for (head, words) in [(you, pair.mine), (worked, pair.theirs)] {
                if !words.is_empty() {
                    let follows = !titled && lines.last().is_some_and(|line| line.width() > 0);
                    lines.extend(follows.then(Line::default));
                    lines.push(head);
                    lines.extend(words);
                }
            }
        }
        lines
    }

    /// The time that it took, and the script.
    fn step_head(
        &self,
        worked: Option<&StepId>,
        own: &[StepId],
        cells: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let planned = own.iter().find(|id| !self.is_heading(id) && !is_opening(id));
        let head = match (worked, planned) {
            (None, _) => "Yours alone: no step of the framework is like it.".to_owned(),
            (_, Some(step)) => self.spent(step),
            _ => String::new(),
        };
        if !head.is_empty() {
            lines.extend(text(&head, cells, theme.dim()));
            lines.push(Line::default());
        }
        let script = worked.and_then(|id| self.session.question.steps.get(id)).and_then(|w| w.say.as_ref());
        if let Some(script) = script {
            if self.script {
                lines.push(Line::styled("To say", theme.accent()));
                lines.extend(text(script, cells, theme.text()));
            } else {
                lines.push(Line::styled("s shows the script to say", theme.dim()));
            }
            lines.push(Line::default());
        }
        lines
    }

    /// The blocks as lines; own headings that cover the step come first.
    fn aligned(&self, blocks: &[Block], own: &[StepId], cells: usize, theme: Theme) -> Vec<Pair> {
        let lines = |words: &[String]| words.iter().flat_map(|w| hanging(w, cells, theme.text())).collect();
        let own = own.iter().filter(|id| self.is_heading(id));
        let headings: Vec<_> = own.flat_map(|id| self.heading(id, cells, theme)).collect();
        let first = Pair { title: None, heads: BOTH, mine: headings, theirs: Vec::new() };
        let mut before = None;
        let pair = |block: &Block| {
            let goes_on = before.replace(block.common) == Some(block.common);
            let title = if goes_on { None } else { title(block.common) };
            Pair {
                title: title.map(|title| Line::styled(title, theme.title())),
                heads: if block.common == Common::Nothing { ALONE } else { BOTH },
                mine: lines(&block.mine),
                theirs: lines(&block.theirs),
            }
        };
        let first = (!first.mine.is_empty()).then_some(first);
        first.into_iter().chain(blocks.iter().map(pair)).collect()
    }

    fn theirs(&self, step: &StepId, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut words = worked::lines(&self.session, step);
        if words.is_empty() {
            words.push("No worked notes for this step.".to_owned());
        }
        words.iter().flat_map(|w| hanging(w, cells, theme.text())).collect()
    }

    /// What was written for a step, under each own heading that covers it.
    fn mine(&self, own: &[StepId], cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = Vec::new();
        if own.is_empty() {
            let answer = if headings::own(session).is_empty() { "plan" } else { "answer" };
            lines.push(Line::styled(format!("Not in your {answer}."), theme.text()));
        }
        for (number, id) in own.iter().enumerate() {
            if number > 0 {
                lines.push(Line::default());
            }
            if self.is_heading(id) {
                lines.extend(self.heading(id, cells, theme));
            }
            let written = worked::own_lines(session, id);
            if written.iter().all(|l| l.trim().is_empty()) {
                lines.push(Line::styled("Nothing written.", theme.text()));
            } else {
                lines.extend(written.iter().flat_map(|w| hanging(w, cells, theme.text())));
            }
        }
        lines
    }

    /// An own heading and the time under it.
    fn heading(&self, id: &StepId, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut lines = text(&self.session.spec(id).title, cells, theme.title());
        lines.extend(text(&self.spent(id), cells, theme.dim()));
        lines
    }

    fn is_heading(&self, id: &StepId) -> bool {
        self.session.is_own(id) && !is_opening(id)
    }

    /// How long a step took, and what happened in it.
    fn spent(&self, id: &StepId) -> String {
        let session = &self.session;
        let stop = Stop::Step(id.clone());
        let (used, planned) = (plan::used_seconds(session, &stop), plan::planned_seconds(session, &stop));
        let mut words = format!("{} of {}", minutes(used), minutes(planned));
        let step = session.step(id);
        if step.is_some_and(|s| s.said) {
            words.push_str(" · said aloud");
        }
        match step.map_or(0, |s| s.hints_opened) {
            0 => {}
            1 => words.push_str(" · 1 hint opened"),
            n => words.push_str(&format!(" · {n} hints opened")),
        }
        if step.is_some_and(|s| s.answer_opened) {
            words.push_str(" · worked answer opened before");
        }
        words
    }
}

/// What blocks of a kind stand under, where that is to be said.
fn title(common: Common) -> Option<String> {
    let role = |role: Option<Role>| role.map_or("Not said", Role::title);
    match common {
        Common::Name => Some("In both".to_owned()),
        Common::Nothing => None,
        Common::Role(of) => Some(role(of).to_owned()),
        Common::Contract(of) => Some(format!("{}, in full", role(of))),
    }
}

fn is_opening(id: &StepId) -> bool {
    matches!(id.as_str(), "clarify" | "plan")
}

fn beside(left: &[Line<'static>], right: &[Line<'static>], half: usize, theme: Theme) -> Vec<Line<'static>> {
    let spans = |line: Option<&Line<'static>>| -> Vec<Span<'static>> {
        let Some(line) = line else { return Vec::new() };
        line.spans.iter().map(|s| Span::styled(s.content.clone(), line.style)).collect()
    };
    let row = |row| {
        let mut line = spans(left.get(row));
        let used: usize = line.iter().map(Span::width).sum();
        line.push(Span::raw(" ".repeat((half + 1).saturating_sub(used))));
        line.push(Span::styled("│ ", theme.rule()));
        line.extend(spans(right.get(row)));
        Line::from(line)
    };
    (0..left.len().max(right.len())).map(row).collect()
}
