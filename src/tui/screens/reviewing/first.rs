//! What there is to know before one reads: the facts, what the candidate answered, what was asked for before. Takes no key.

use ratatui::text::Line;

use super::Reviewing;
use crate::{
    insight::{
        facts::Facts,
        replies::{Tally, words},
    },
    model::review::Comment,
    tui::{
        theme::Theme,
        widgets::{notice::sentence, wrapped::wrapped},
    },
};

impl Reviewing {
    /// The lines above the first page.
    pub(super) fn notes(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let facts = self.facts.clone();
        let mut lines: Vec<Line<'static>> = Vec::new();
        if let Some(focus) = &facts.focus {
            lines.extend(wrapped(&format!("Asks you to look at: {focus}"), cells, 0, theme.accent()));
        }
        let facts = Facts { focus: None, ..facts };
        lines.extend(facts.sentences(cells).into_iter().map(|fact| Line::styled(fact, theme.dim())));
        let edited = "Edited since you reviewed it: comments stand where their passage still does.";
        let doubt = self.doubt.map(sentence);
        let edited = self.edited.then(|| edited.to_owned());
        let notes = [doubt, edited, self.read_only.clone(), self.replied()];
        lines.extend(notes.iter().flatten().flat_map(|note| wrapped(note, cells, 0, theme.accent())));
        for comment in &self.own.comments {
            let said = match comment {
                _ if self.placed.is_lost(comment) => {
                    format!("The passage “{}” is gone; you said: {}", comment.quote, comment.text)
                }
                Comment { on: None, .. } => format!("You said of the whole: {}", comment.text),
                _ => continue,
            };
            lines.extend(wrapped(&said, cells, 0, theme.accent()));
            lines.extend(self.answered(comment, cells, 2, theme));
        }
        lines.extend(self.asked_before(cells, theme));
        lines.push(Line::default());
        lines
    }

    /// What the candidate answered to a comment.
    pub(super) fn answered(
        &self,
        comment: &Comment,
        cells: usize,
        indent: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let answered = self.reply.as_ref().and_then(|reply| reply.to(&comment.id));
        let words = answered.map(|answered| words(self.called(), answered));
        words.map(|words| wrapped(&words, cells, indent, theme.text())).unwrap_or_default()
    }

    /// How many comments were answered, and whether the coach has gone on since.
    fn replied(&self) -> Option<String> {
        let reply = self.reply.as_ref()?;
        let changed = if reply.written < self.own.written { "; you changed your review since" } else { "" };
        Some(format!("{} replied: {}{changed}.", self.called(), Tally::of(&self.own, reply).words()))
    }

    /// What the coach asked for in the attempt before, and what became of it.
    fn asked_before(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let Some(before) = &self.before else { return Vec::new() };
        let head = match &before.reply {
            Some(_) => "In the attempt before you asked for:",
            None => "In the attempt before you asked for (no reply to that lies here):",
        };
        let mut lines = wrapped(head, cells, 0, theme.accent());
        let asked = before.lines(self.called(), |step| self.session.spec(step).title);
        lines.extend(asked.iter().flat_map(|line| wrapped(line, cells, 2, theme.text())));
        lines
    }

    /// What the candidate is called.
    fn called(&self) -> &str {
        let name = self.session.person.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        name.unwrap_or("the candidate")
    }
}
