//! Stories: what one can tell, what each lacks, which principles none shows; one to be read; and one told aloud against a
//! clock. Changes no story.

use std::{collections::BTreeMap, mem, time::Duration};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::{
        days::{day_of, said},
        stories::{Without, headings, lacks, parts, without},
    },
    model::{
        Story, StoryId,
        story::{self, Principles, Told},
    },
    text::{clock::minutes, display::shown_line, width},
    tui::{
        action::Action,
        effect::Effect,
        keymap::Scope,
        theme::Theme,
        widgets::{
            list::{List, entry},
            parts::{Head, Parts},
            stopwatch::Stopwatch,
            wrapped::wrapped,
        },
    },
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// Once they were read.
    stories: Option<Vec<Story>>,
    /// When each was told last.
    told: BTreeMap<StoryId, Told>,
    problems: Vec<String>,
    principles: Vec<Principles>,
    list: List,
    open: Option<Open>,
}

/// The selected story, to be read or told.
#[derive(Clone, Debug, Default)]
struct Open {
    /// The first line in sight.
    top: usize,
    /// While it is told, from its headings.
    watch: Option<Stopwatch>,
}

impl Stories {
    /// Before they are read. `principles` are those of the banks.
    pub fn new(principles: Vec<Principles>) -> Self {
        Self { principles, ..Self::default() }
    }

    /// Learns what there is, and what of it cannot be read.
    pub fn learn(&mut self, stories: Vec<Story>, told: Vec<Told>, problems: Vec<String>) {
        let was = self.story().filter(|_| self.open.is_some()).map(|story| story.id.clone());
        // What is open stays the same story, wherever it stands now.
        let place = was.map(|was| stories.iter().position(|story| story.id == was));
        match place {
            Some(Some(place)) => self.list = List::at(place),
            Some(None) => self.open = None,
            None => {}
        }
        if self.list.index >= stories.len() {
            self.list = List::default();
        }
        self.told.clear();
        for telling in told {
            self.told.insert(telling.story.clone(), telling);
        }
        (self.stories, self.problems) = (Some(stories), problems);
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        match &self.open {
            None => vec![Scope::Everywhere, Scope::Away, Scope::Stories, Scope::List],
            Some(Open { watch: None, .. }) => {
                vec![Scope::Everywhere, Scope::Away, Scope::Story, Scope::Spoken]
            }
            Some(Open { watch: Some(_), .. }) => {
                vec![Scope::Everywhere, Scope::Away, Scope::Telling, Scope::Spoken]
            }
        }
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        (action == Action::Choose && self.story().is_none()).then_some("no stories yet")
    }

    /// Learns what time it is.
    pub fn tick(&mut self, now: Duration) {
        if let Some(watch) = self.open.as_mut().and_then(|open| open.watch.as_mut()) {
            watch.tick(now);
        }
    }

    /// Closes what is open; says whether something was. A telling that is left does not count.
    pub fn close(&mut self) -> bool {
        let open = self.open.take();
        self.open = open.as_ref().filter(|open| open.watch.is_some()).map(|_| Open::default());
        open.is_some()
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if self.open.is_some() { None } else { self.list.point(at) }
    }

    /// Moves, opens, begins to tell or says that it is told.
    pub fn act(&mut self, action: Action, mono: Duration, wall: Timestamp) -> Vec<Effect> {
        let Some(open) = &mut self.open else {
            match action {
                Action::Editor => return vec![Effect::EditStories],
                Action::Choose => self.open = Some(Open::default()),
                _ => {
                    self.list.act(action, self.stories.as_ref().map_or(0, Vec::len));
                }
            }
            return Vec::new();
        };
        match action {
            Action::Editor => return vec![Effect::EditStories],
            Action::Choose => {
                let before = mem::take(open);
                if let Some(watch) = before.watch {
                    let told =
                        |story: &Story| Told { story: story.id.clone(), at: wall, seconds: watch.seconds() };
                    return self.story().map(told).map(Effect::KeepTold).into_iter().collect();
                }
                let mut watch = Stopwatch::default();
                watch.tick(mono);
                watch.run();
                open.watch = Some(watch);
            }
            Action::Up => open.top = open.top.saturating_sub(1),
            Action::Down => open.top = open.top.saturating_add(1),
            Action::PageUp => open.top = open.top.saturating_sub(PAGE),
            Action::PageDown => open.top = open.top.saturating_add(PAGE),
            Action::First => open.top = 0,
            // Drawing knows how many lines there are.
            Action::Last => open.top = usize::MAX,
            _ => {}
        }
        Vec::new()
    }

    fn story(&self) -> Option<&Story> {
        self.stories.as_ref()?.get(self.list.index)
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let Some(stories) = &self.stories else {
            let head = Head { title: "Stories", behind: "", right: ("", theme.dim()) };
            Parts::head(frame, area, &head, theme);
            return;
        };
        let (Some(open), Some(story)) = (&mut self.open, stories.get(self.list.index)) else {
            return self.draw_list(frame, area, theme, (zone, today));
        };
        let (right, style) = match &open.watch {
            Some(watch) => clock(watch.seconds(), theme),
            None => (last(self.told.get(&story.id), zone, today), theme.dim()),
        };
        let below =
            Parts::head(frame, area, &Head { title: "A story", behind: "", right: (&right, style) }, theme);
        let cells = usize::from(below.width);
        let lines = match &open.watch {
            Some(_) => telling_lines(story, cells, theme),
            None => reading_lines(story, cells, theme),
        };
        open.top = open.top.min(lines.len().saturating_sub(usize::from(below.height)));
        let more = lines.len() > open.top + usize::from(below.height);
        Paragraph::new(lines.into_iter().skip(open.top).collect::<Vec<_>>())
            .render(below, frame.buffer_mut());
        if more {
            // On the rule above, so that it covers nothing.
            let rect = Rect { x: area.right().saturating_sub(9), y: area.y + 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    fn draw_list(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        (zone, today): (&TimeZone, Date),
    ) {
        let Some(stories) = &self.stories else { return };
        let right = match stories.len() {
            0 => String::new(),
            1 => "1 story".to_owned(),
            n => format!("{n} stories"),
        };
        let head = Head { title: "Stories", behind: "", right: (&right, theme.dim()) };
        let below = Parts::head(frame, area, &head, theme);
        let cells = usize::from(below.width);
        let mut above: Vec<Line<'static>> = self
            .problems
            .iter()
            .take(2)
            .flat_map(|problem| wrapped(problem, cells, 0, theme.warning()))
            .collect();
        if stories.is_empty() {
            above.extend(EMPTY.iter().flat_map(|line| match line.is_empty() {
                true => vec![Line::default()],
                false => wrapped(line, cells, 0, theme.text()),
            }));
        }
        if !above.is_empty() {
            above.push(Line::default());
        }
        let taken = height(above.len()).min(below.height);
        Paragraph::new(above).render(Rect { height: taken, ..below }, frame.buffer_mut());
        let below = Rect { y: below.y + taken, height: below.height - taken, ..below };
        // The stories come first, and keep more than half of the room.
        let room = if stories.is_empty() { below.height } else { below.height * 2 / 5 };
        let open = open_lines(&without(stories, &self.principles), (cells, usize::from(room)), theme);
        let foot = height(open.len()).min(room);
        let entries: Vec<Vec<Line<'static>>> = stories
            .iter()
            .enumerate()
            .map(|(n, story)| {
                of(story, n == self.list.index, (cells, theme), &last(self.told.get(&story.id), zone, today))
            })
            .collect();
        let rest = Rect { height: below.height - foot, ..below };
        if !entries.is_empty() {
            self.list.draw(&entries, rest, frame.buffer_mut());
        }
        let foot = Rect { y: rest.bottom(), height: foot, ..below };
        Paragraph::new(open).render(foot, frame.buffer_mut());
    }
}

/// How many lines a page is.
const PAGE: usize = 10;

/// What to do first.
const EMPTY: [&str; 5] = [
    "No stories yet.",
    "",
    "Practise a behavioural question, and keep the answer: Esc, then \"Keep it as a story\".",
    "",
    "Or write some in your editor: e. A story has a situation, what you did and why, a result with a number, and what you learnt.",
];

fn height(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// What the clock of a telling says.
fn clock(seconds: u32, theme: Theme) -> (String, ratatui::style::Style) {
    let whole = (story::MINUTES * 60.0) as u32;
    match seconds.checked_sub(whole).filter(|over| *over > 0) {
        None => (format!("{} of {}", minutes(seconds), minutes(whole)), theme.accent()),
        Some(over) => (format!("{} · {} over", minutes(seconds), minutes(over)), theme.warning()),
    }
}

/// When a story was told last.
fn last(told: Option<&Told>, zone: &TimeZone, today: Date) -> String {
    told.map_or_else(
        || "not told yet".to_owned(),
        |last| format!("told {} in {}", said(day_of(last.at, zone), today), minutes(last.seconds)),
    )
}

/// A story in the list.
fn of(story: &Story, here: bool, (cells, theme): (usize, Theme), last: &str) -> Vec<Line<'static>> {
    let room = cells.saturating_sub(width::cells(last) + 4);
    let title = width::pad(&width::truncate(&shown_line(story.title.trim()), room), room);
    let mut first = entry(here, &title, theme);
    first.spans.push(Span::styled(format!("  {last}"), theme.dim()));
    let mut lines = vec![first];
    let lacks = lacks(story);
    let missing = if lacks.is_empty() { String::new() } else { format!("missing: {}", lacks.join(", ")) };
    let principles = shown_line(&story.principles.join(", ")).into_owned();
    for (words, style) in [(principles, theme.dim()), (missing, theme.accent())] {
        if !words.is_empty() {
            let words = width::truncate(&words, cells.saturating_sub(4));
            lines.push(Line::styled(format!("    {words}"), style));
        }
    }
    lines.push(Line::default());
    lines
}

/// The principles that no story shows: of every employer as many as there is room for.
fn open_lines(open: &[Without<'_>], (cells, room): (usize, usize), theme: Theme) -> Vec<Line<'static>> {
    let open: Vec<&Without<'_>> = open.iter().filter(|of| !of.names.is_empty()).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let each = (room.saturating_sub(1) / open.len()).max(1);
    let mut lines = vec![Line::styled("Without a story", theme.title())];
    for Without { of, whole, names } in open {
        let words = format!("{of}, {} of {whole}: {}", names.len(), names.join(" · "));
        let mut wrapped = wrapped(&words, cells, 2, theme.dim());
        if wrapped.len() > each {
            wrapped.truncate(each);
            let last = wrapped.pop().map_or_else(String::new, |line| line.to_string());
            let more = format!("{} …", last.trim_end().trim_end_matches(" ·"));
            wrapped.push(Line::styled(width::truncate(&more, cells).into_owned(), theme.dim()));
        }
        lines.extend(wrapped);
    }
    lines
}

fn reading_lines(story: &Story, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = wrapped(story.title.trim(), cells, 0, theme.title());
    lines.push(Line::default());
    for (title, words) in parts(story) {
        lines.push(Line::styled(title, theme.accent()));
        lines.extend(words.iter().flat_map(|line| wrapped(line, cells, 2, theme.text())));
        lines.push(Line::default());
    }
    let lacks = lacks(story);
    if !lacks.is_empty() {
        lines.extend(wrapped(&format!("Missing: {}", lacks.join(", ")), cells, 0, theme.accent()));
        lines.push(Line::default());
    }
    lines.push(Line::styled("Enter: tell it aloud, in two minutes.", theme.dim()));
    lines
}

/// What one tells a story from: no more than one would have in one's head.
fn telling_lines(story: &Story, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = wrapped(
        "Stand up, look away from the screen, and tell it to somebody. Nothing is recorded.",
        cells,
        0,
        theme.dim(),
    );
    lines.push(Line::default());
    for heading in headings(story) {
        lines.extend(wrapped(&heading, cells, 2, theme.text()));
        lines.push(Line::default());
    }
    lines.push(Line::styled("Enter: I have told it.", theme.dim()));
    lines
}
