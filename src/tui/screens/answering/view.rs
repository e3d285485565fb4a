//! Draws what coaches say: the pages on the left, what was written, and beside or below it what is said and answered.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Answering, Said, Spot};
use crate::{
    insight::{
        passages::grounds,
        replies::rep,
        returned::{SideBySide, lowest, side_by_side},
        sheet::Passage,
    },
    model::{
        returned::{Became, Heard},
        review::{Score, Verdict},
    },
    text::clock::minutes,
    tui::{
        screens::{judging::kind, reviewing::view::written},
        theme::Theme,
        widgets::{
            parts::{Head, Parts},
            wrapped::wrapped,
        },
    },
};

/// Below this width the pages are turned one by one.
const NARROW: u16 = 76;
/// From this width on, what is said stands beside what was written.
const MARGIN: u16 = 100;

impl Answering {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let head = self.head();
        let kept = self.kept.words().replace("review", "reply");
        let right = format!("{kept}   {} of {}", self.page + 1, self.pages());
        let right = (right.trim_start(), self.kept.style(theme));
        let below = Parts::head(frame, area, &Head { title: &head, behind: "", right }, theme);
        let parts = self.parts();
        let mut pane = self.rail.draw(frame, below, NARROW, &parts, self.page, theme);
        let line = Rect { y: pane.bottom().saturating_sub(1), height: 1, ..pane };
        if self.is_typing() {
            pane.height = pane.height.saturating_sub(2);
        }
        let cells = usize::from(pane.width).max(12);
        let margin = area.width >= MARGIN;
        let mut above = if self.page == 0 { self.overview(cells, theme) } else { Vec::new() };
        if self.is_scores() {
            above.extend(self.scores(cells, theme));
        } else if let Some((used, planned)) =
            self.page.checked_sub(1).and_then(|n| self.read.get(n)).and_then(|section| section.time)
        {
            let time = format!("{} of {}", minutes(used), minutes(planned));
            above.extend([Line::styled(time, theme.dim()), Line::default()]);
        }
        if self.spots().is_empty() {
            self.list.hide();
            if self.page > 0 && !self.is_scores() {
                above.push(Line::styled("Nothing written.", theme.dim()));
            }
            Paragraph::new(above).render(pane, frame.buffer_mut());
        } else {
            let spots = self.spots().iter().enumerate();
            let mut entries: Vec<Vec<Line<'static>>> = spots
                .map(|(n, spot)| self.entry(*spot, n == self.list.index, margin, cells, theme))
                .collect();
            entries[0].splice(0..0, above);
            self.list.draw(&entries, pane, frame.buffer_mut());
        }
        self.draw_line(frame, line, theme);
    }

    /// Who says it of which answer.
    fn head(&self) -> String {
        let names: Vec<&str> = self.heard.iter().map(Heard::coach).collect();
        match &names[..] {
            [] => "Nobody has reviewed this yet".to_owned(),
            names => format!("{} on {}", names.join(", "), self.session.question.title),
        }
    }

    /// The pages, each with how many comments stand on it.
    fn parts(&self) -> Vec<(String, String)> {
        let count = |page: usize| {
            let comments =
                self.spots.get(page).map_or(0, |spots| spots.iter().filter_map(Spot::said).count());
            if comments == 0 { String::new() } else { comments.to_string() }
        };
        let read = self.read.iter().map(|section| section.title.as_str());
        let titles = ["What they say"].into_iter().chain(read).chain(["Scores"]);
        titles.enumerate().map(|(page, title)| (title.to_owned(), count(page))).collect()
    }

    /// Who reviewed it, and how many answers are open; how what is answered goes back.
    fn overview(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for heard in &self.heard {
            let mut said = vec![heard.coach().to_owned()];
            said.extend(heard.review.verdict.map(Verdict::words));
            let comments = heard.review.comments.len();
            said.push(if comments == 1 { "1 comment".to_owned() } else { format!("{comments} comments") });
            if heard.open() > 0 {
                said.push(format!("{} to answer", heard.open()));
            }
            lines.extend(wrapped(&said.join(" · "), cells, 0, theme.title()));
            let notes = heard.edited.then(|| {
                "You have edited the session since: comments stand where their passage still does.".to_owned()
            });
            for note in notes.into_iter().chain(heard.read_only.clone()) {
                lines.extend(wrapped(&note, cells, 0, theme.accent()));
            }
            if !heard.reply.answers.is_empty() {
                let words = format!("Your answers go back with: casebook share {}", heard.file);
                lines.extend(wrapped(&words, cells, 0, theme.dim()));
            }
        }
        if self.heard.iter().any(|heard| heard.open() > 0) {
            lines.push(Line::default());
            lines.extend(wrapped(
                "n goes to the next comment that wants an answer.",
                cells,
                0,
                theme.accent(),
            ));
        }
        lines.push(Line::default());
        lines
    }

    fn entry(&self, spot: Spot, here: bool, margin: bool, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let passage =
            |number: usize| self.page.checked_sub(1).and_then(|n| self.read.get(n)?.passages.get(number));
        match spot {
            Spot::Passage(number) => {
                let left = if margin { cells / 2 } else { cells };
                passage(number).map_or_else(Vec::new, |passage| above(passage, here, number, left, theme))
            }
            Spot::Comment(number, said) => {
                let passage = number.and_then(|number| Some((number, passage(number)?)));
                if margin && self.page > 0 {
                    let left = cells / 2;
                    let above = passage.map_or_else(Vec::new, |(n, p)| above(p, false, n, left, theme));
                    let beside = self.comment(said, here, cells - left - 3, 0, theme);
                    return side_by_side_lines(above, beside, left, theme);
                }
                let mut lines = passage.map_or_else(Vec::new, |(n, p)| above(p, false, n, cells, theme));
                lines.extend(self.comment(said, here, cells, if self.page > 0 { 4 } else { 0 }, theme));
                lines
            }
            Spot::Next(coach) => self.heard.get(coach).map_or_else(Vec::new, |heard| {
                let Some(next) = heard.next() else { return Vec::new() };
                let said = rep(next, |step| self.session.spec(step).title);
                let style = if here { theme.selected() } else { theme.text() };
                let words = format!("{}Next rep, from {}: {}", mark(here), heard.coach(), said);
                let mut lines = vec![Line::default()];
                lines.extend(wrapped(&words, cells, 0, style));
                lines.extend(here.then(|| Line::styled("  Enter begins it.", theme.accent())));
                lines
            }),
        }
    }

    /// What a coach says, and what became of it.
    fn comment(
        &self,
        said: Said,
        here: bool,
        cells: usize,
        indent: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let Some((heard, comment)) = self.heard(said) else { return Vec::new() };
        let by = if self.heard.len() > 1 { format!("{}, ", heard.coach()) } else { String::new() };
        let style = if here { theme.selected() } else { theme.accent() };
        let mut lines = Vec::new();
        if self.lost.contains(&said) {
            let words = format!("On “{}”, which is not there any more:", comment.quote);
            lines.extend(wrapped(&words, cells, indent, theme.dim()));
        } else if !comment.quote.is_empty() && self.page > 0 {
            lines.extend(wrapped(&format!("“{}”", comment.quote), cells, indent, theme.dim()));
        }
        let words = format!("{}{by}{}: {}", mark(here), kind(comment), comment.text);
        lines.extend(wrapped(&words, cells, indent, style));
        let became = heard.became(comment);
        let is_asked = heard.wanting().any(|wanting| wanting.id == comment.id);
        let (words, style) = match became {
            Became::Open if !is_asked => (String::new(), theme.dim()),
            Became::Open if here => ("a: addressed · d: disagree, and why".to_owned(), theme.accent()),
            Became::Open => (became.words(), theme.dim()),
            Became::Addressed => (format!("✓ {}", became.words()), theme.text()),
            Became::Disagreed(_) => (format!("✗ {}", became.words()), theme.text()),
        };
        if !words.is_empty() {
            lines.extend(wrapped(&words, cells, indent + 2, style));
        }
        lines
    }

    /// Every dimension as each has scored it.
    fn scores(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let table = side_by_side(&self.session, &self.heard);
        if table.is_empty() {
            return wrapped("Nobody has scored this answer.", cells, 0, theme.dim());
        }
        let mut lines = Vec::new();
        for SideBySide { title, own, predicted, coaches, .. } in &table {
            let word = |label: &str, score: Option<Score>| score.map(|score| format!("{label} {score}"));
            let mut given: Vec<String> = word("you", *own).into_iter().collect();
            given.extend(word("you expected", *predicted));
            for (heard, score) in self.heard.iter().zip(coaches) {
                given.extend(word(heard.coach(), score.as_ref().map(|(score, _)| *score)));
            }
            lines.extend(wrapped(title, cells, 0, theme.title()));
            lines.extend(wrapped(&given.join(" · "), cells, 2, theme.text()));
            for (heard, score) in self.heard.iter().zip(coaches) {
                if let Some(words) = score.as_ref().and_then(|(_, evidence)| grounds(evidence)) {
                    lines.extend(wrapped(&format!("{}: {words}", heard.coach()), cells, 4, theme.dim()));
                }
            }
        }
        let lowest = lowest(&table);
        if !lowest.is_empty() {
            lines.push(Line::default());
            lines.extend(wrapped(&format!("Lowest: {}", lowest.join(", ")), cells, 0, theme.accent()));
        }
        lines
    }

    /// The line in which a reason is typed.
    fn draw_line(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let because = self.because().to_owned();
        let Some(typing) = &mut self.typing else { return };
        let label = ("You disagree because", "why? Enter when it is said");
        if let Some(at) = typing.line.draw(frame, area, label, &because, theme) {
            frame.set_cursor_position(at);
        }
    }
}

fn mark(here: bool) -> &'static str {
    if here { "▸ " } else { "" }
}

/// What was written, below what it stands under.
fn above(passage: &Passage, here: bool, number: usize, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !passage.head.is_empty() {
        lines.extend((number > 0).then(Line::default));
        lines.extend(wrapped(&passage.head, cells, 0, theme.title()));
    }
    lines.extend(written(passage, here, cells, theme));
    lines
}

/// Lines beside each other, with a rule between them.
fn side_by_side_lines(
    left: Vec<Line<'static>>,
    right: Vec<Line<'static>>,
    cells: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let line = |_| {
        let (written, said) = (left.next().unwrap_or_default(), right.next().unwrap_or_default());
        let room = cells.saturating_sub(written.width());
        let gap = vec![Span::raw(" ".repeat(room)), Span::styled("│ ", theme.rule())];
        let styled = |line: Line<'static>| {
            let style: Style = line.style;
            line.spans.into_iter().map(move |span| span.patch_style(style)).collect::<Vec<_>>()
        };
        Line::from([styled(written), gap, styled(said)].concat())
    };
    (0..count).map(line).collect()
}
