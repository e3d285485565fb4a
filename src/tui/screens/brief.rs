//! The brief: what the interviewer says, and how to practise it. Begins nothing itself.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    model::{Attempt, Bank, Guide, Mode, question::Variant, start},
    text::{display::shown_line, width, wrap},
    tui::{
        action::Action,
        effect::{Begin, Effect},
        theme::Theme,
        widgets::list::List,
    },
};

/// The brief of one question.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What to begin with; each setting changes it.
    pub begin: Begin,
    list: List,
}

/// Said of a question whose file was taken away, or has become another one.
const GONE: &str =
    "This question is not there any more: its file has gone or holds another one. Esc leads back.";

/// Three things to do otherwise are better than ten.
const MOST_ASKED: usize = 3;

/// The settings, one a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    Mode,
    Guide,
    Minutes,
    Attempt,
    /// The question as it is, or with one fact flipped.
    WhatIf,
}

impl Brief {
    /// The brief of a question, with what was asked for on the way here.
    pub fn new(begin: Begin) -> Self {
        Self { begin, list: List::default() }
    }

    /// Changes a setting, or asks for the attempt.
    pub fn act(&mut self, action: Action, bank: &Bank, attempts: &[Attempt]) -> Option<Effect> {
        let settings = self.settings(bank, attempts);
        match action {
            Action::Choose => {
                let going_on = self.unfinished(attempts).filter(|_| !self.begin.new);
                return Some(match going_on {
                    Some(attempt) => Effect::Open(attempt.id.clone()),
                    None => Effect::Begin(self.begin.clone()),
                });
            }
            Action::Left | Action::Right => {
                let by = if action == Action::Left { -1 } else { 1 };
                if let Some(setting) = settings.get(self.list.index) {
                    self.change(*setting, by, bank, attempts);
                    // What stands above it may come and go.
                    let place = self.settings(bank, attempts).iter().position(|s| s == setting);
                    self.list.index = place.unwrap_or(self.list.index);
                }
            }
            _ => {
                self.list.act(action, settings.len());
            }
        }
        None
    }

    fn settings(&self, bank: &Bank, attempts: &[Attempt]) -> Vec<Setting> {
        let mut settings = Vec::new();
        if self.unfinished(attempts).is_some() {
            settings.push(Setting::Attempt);
        }
        if self.begin.new || settings.is_empty() {
            // A drill goes on where its answer comes from: with that one's headings, and in practice.
            let drill = self.begin.variant.is_some();
            // An interview is whole: one step alone offers none.
            if self.begin.only.is_none() && !drill {
                settings.push(Setting::Mode);
            }
            if self.begin.mode == Mode::Practice && !drill {
                settings.push(Setting::Guide);
            }
            settings.push(Setting::Minutes);
        }
        // The fact that is flipped is what one chooses first.
        if self.begin.variant.is_some() {
            settings.insert(usize::from(settings.contains(&Setting::Attempt)), Setting::WhatIf);
        } else if !variants(bank, &self.begin).is_empty() && self.earlier(attempts).is_some() {
            settings.push(Setting::WhatIf);
        }
        settings
    }

    /// The attempt whose answer a drill begins with: the newest that is finished, of the question as it is.
    fn earlier<'a>(&self, attempts: &'a [Attempt]) -> Option<&'a Attempt> {
        let done = |a: &&Attempt| a.question == self.begin.question && a.is_done() && a.variant.is_none();
        attempts.iter().filter(done).max_by_key(|a| a.started).filter(|_| self.begin.only.is_none())
    }

    /// The attempt that would be gone on with, whatever its mode: here one sees what one goes on with.
    fn unfinished<'a>(&self, attempts: &'a [Attempt]) -> Option<&'a Attempt> {
        self.begin.unfinished(attempts, None)
    }

    /// The fact that is flipped.
    fn variant(&self, bank: &Bank) -> Option<Variant> {
        let (_, id) = self.begin.variant.as_ref()?;
        variants(bank, &self.begin).into_iter().find(|variant| variant.id == *id)
    }

    fn standard(&self, bank: &Bank) -> f64 {
        let Some((_, framework, _)) = bank.framed(self.begin.question.as_str()) else { return 20.0 };
        match &self.begin.only {
            _ if self.begin.variant.is_some() => start::drill_minutes(framework),
            Some(only) => framework.step(only).map_or(framework.minutes(), |s| s.minutes),
            None => framework.minutes(),
        }
    }

    fn change(&mut self, setting: Setting, by: isize, bank: &Bank, attempts: &[Attempt]) {
        let earlier = self.earlier(attempts).map(|a| a.id.clone());
        let begin = &mut self.begin;
        match setting {
            Setting::WhatIf => {
                let ids: Vec<String> = variants(bank, begin).into_iter().map(|v| v.id).collect();
                // Before the first of them the question stands as it is.
                let here = begin.variant.as_ref().and_then(|(_, id)| ids.iter().position(|v| v == id));
                let place = here.map_or(0, |here| here + 1).saturating_add_signed(by).min(ids.len());
                let from = begin.variant.take().map(|(from, _)| from).or(earlier);
                let variant = place.checked_sub(1).and_then(|index| ids.get(index));
                begin.variant = from.zip(variant.cloned());
                (begin.mode, begin.minutes, begin.new) = (Mode::Practice, None, false);
            }
            Setting::Attempt => begin.new = !begin.new,
            Setting::Mode => {
                begin.mode = if begin.mode == Mode::Practice { Mode::Interview } else { Mode::Practice };
            }
            Setting::Guide => {
                let all = Guide::ALL;
                let here = all.iter().position(|(g, _)| *g == begin.guide).unwrap_or(0);
                let next = here.checked_add_signed(by).filter(|i| *i < all.len()).unwrap_or(here);
                begin.guide = all[next].0;
            }
            Setting::Minutes => {
                let standard = self.standard(bank);
                let steps = [0.5, 0.75, 1.0, 1.25, 1.5, 2.0].map(|f| (standard * f * 2.0).round() / 2.0);
                let here = self.begin.minutes.unwrap_or(standard);
                let next = if by < 0 {
                    steps.iter().rev().find(|m| **m < here)
                } else {
                    steps.iter().find(|m| **m > here)
                };
                self.begin.minutes =
                    Some(next.copied().unwrap_or(here)).filter(|m| (m - standard).abs() > 0.01);
            }
        }
    }

    /// Draws the screen, with what coaches asked of the last attempt. In interview mode type, difficulty and labels stay
    /// hidden.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        (bank, attempts): (&Bank, &[Attempt]),
        asked: &[String],
    ) {
        let inner = Rect {
            x: area.x + 3,
            y: area.y + 1,
            width: area.width.saturating_sub(6).min(96),
            height: area.height.saturating_sub(1),
        };
        let cells = usize::from(inner.width);
        let Some((question, framework, _)) = bank.whole(&self.begin.question) else {
            let words =
                wrap::wrap_text(GONE, cells).into_iter().map(|line| Line::styled(line, theme.warning()));
            return Paragraph::new(words.collect::<Vec<_>>()).render(inner, frame.buffer_mut());
        };
        let mut lines: Vec<Line<'static>> = Vec::new();
        let wrapped = |text: &str, style| -> Vec<Line<'static>> {
            wrap::wrap_text(text.trim_end(), cells)
                .into_iter()
                .map(|l| Line::styled(l.into_owned(), style))
                .collect()
        };
        if let Some(variant) = self.variant(bank) {
            lines.push(Line::styled("What if", theme.accent()));
            lines.extend(wrapped(&variant.flip, theme.title()));
            lines.push(Line::default());
        }
        lines.extend(wrapped(&question.title, theme.title()));
        if self.begin.mode == Mode::Practice {
            let mut facts = vec![framework.title.to_lowercase(), question.difficulty.to_string()];
            facts.extend(question.company.clone());
            lines.push(Line::styled(shown_line(&facts.join(" · ")).into_owned(), theme.dim()));
        }
        // Who has answered it knows the question: where there is little room the fact and the settings count.
        if self.begin.variant.is_none() || inner.height >= 20 {
            lines.push(Line::default());
            lines.extend(wrapped(&question.brief.say, theme.text()));
        }
        if let Some(only) = &self.begin.only {
            let title = framework.step(only).map_or(only.as_str(), |s| s.title.as_str());
            lines.push(Line::default());
            lines.extend(wrapped(&format!("One step alone: {title}"), theme.accent()));
        }
        if let Some(focus) = &self.begin.focus {
            lines.extend(wrapped(&format!("This time: {}", focus.trim()), theme.accent()));
        }
        if let Some((_, constraint)) = &self.begin.next_of {
            lines.extend(wrapped(&format!("This time: {}", constraint.trim()), theme.accent()));
        }
        if let Some(assigned) = &self.begin.assigned {
            lines.extend(wrapped(&assigned.words, theme.accent()));
            if let Some(focus) = &assigned.focus {
                lines.extend(wrapped(&format!("This time: {}", focus.trim()), theme.accent()));
            }
        }
        let constraint = self.begin.next_of.as_ref().map(|(_, constraint)| constraint.trim());
        let asked = asked.iter().filter(|asked| Some(asked.trim()) != constraint).take(MOST_ASKED);
        for (number, asked) in asked.enumerate() {
            lines.extend((number == 0).then(Line::default));
            lines.extend(wrapped(&format!("Asked last time: {asked}"), theme.dim()));
        }
        lines.push(Line::default());
        let settings = self.settings(bank, attempts);
        self.list.index = self.list.index.min(settings.len().saturating_sub(1));
        for (index, setting) in settings.iter().enumerate() {
            lines.push(self.setting(*setting, index == self.list.index, bank, attempts, theme));
        }
        lines.push(Line::default());
        let going_on = self.unfinished(attempts).is_some() && !self.begin.new;
        let enter = match going_on {
            true => "Enter goes on where you were.",
            false if self.begin.variant.is_some() => {
                "Enter begins with your answer: change what this fact changes. The clock runs then."
            }
            false => "Enter begins. The clock runs then.",
        };
        lines.extend(wrapped(enter, theme.accent()));
        Paragraph::new(lines).render(inner, frame.buffer_mut());
    }

    fn setting(
        &self,
        setting: Setting,
        here: bool,
        bank: &Bank,
        attempts: &[Attempt],
        theme: Theme,
    ) -> Line<'static> {
        let (name, value, note) = match setting {
            Setting::Attempt => {
                let at = self
                    .unfinished(attempts)
                    .map_or_else(String::new, |a| format!("at {}", shown_line(&a.at)));
                match self.begin.new {
                    false => ("Attempt", "go on".to_owned(), at),
                    true => (
                        "Attempt",
                        "a new one".to_owned(),
                        "the unfinished one is kept as abandoned".to_owned(),
                    ),
                }
            }
            Setting::Mode => match self.begin.mode {
                Mode::Practice => ("Mode", "practice".to_owned(), "the clock may pause".to_owned()),
                Mode::Interview => {
                    ("Mode", "interview".to_owned(), "no hints, own headings, probes interrupt".to_owned())
                }
            },
            Setting::Guide => {
                let note = match self.begin.guide {
                    Guide::Headings | Guide::Blank if self.begin.only.is_some() => "no prompt, no hints",
                    Guide::Full => "prompts and hints",
                    Guide::Headings => "the framework's headings only",
                    Guide::Blank => "your own headings",
                };
                ("Guide", self.begin.guide.to_string(), note.to_owned())
            }
            Setting::WhatIf => {
                let all = variants(bank, &self.begin);
                let of = self.begin.variant.as_ref();
                let place = of.and_then(|(_, id)| all.iter().position(|v| v.id == *id));
                let note = || "from your earlier answer".to_owned();
                match place {
                    Some(place) => ("What if", format!("{} of {}", place + 1, all.len()), note()),
                    None => ("What if", "as it is".to_owned(), format!("or one fact flipped, {}", note())),
                }
            }
            Setting::Minutes => {
                let minutes = self.begin.minutes.unwrap_or_else(|| self.standard(bank));
                let rest = if self.begin.only.is_some() {
                    "then the wrap-up"
                } else {
                    "+ follow-ups 4, retell 1½, wrap-up 3, debrief 5"
                };
                ("Minutes", format!("{minutes}"), rest.to_owned())
            }
        };
        let style = if here { theme.selected() } else { theme.text() };
        let (left, right) = if here { ("◂", "▸") } else { (" ", " ") };
        Line::from(vec![
            Span::styled(width::pad(name, 10), style),
            Span::styled(format!("{left} {} {right}", width::pad(&value, 9)), style),
            Span::styled(format!("  {note}"), theme.dim()),
        ])
    }
}

/// The facts of a question that can be flipped.
fn variants(bank: &Bank, begin: &Begin) -> Vec<Variant> {
    let question = bank.questions.whole(begin.question.as_str());
    question.map_or_else(Vec::new, |question| question.variants.clone())
}
