//! Tracks: ways through the questions, with what is done of each, and the stops of the one that is open. Begins nothing
//! itself.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::{
        days::{day_of, said},
        tracks::{Reached, Stop, Way, ways},
    },
    model::{Attempt, Bank},
    text::{display::shown_line, width},
    tui::{
        action::Action,
        effect::Begin,
        keymap::Scope,
        screens::home::Lead,
        theme::Theme,
        widgets::{
            list::{List, entry},
            parts::{Head, Parts},
            wrapped::wrapped,
        },
    },
};

/// The screen.
#[derive(Clone, Debug)]
pub struct Tracks {
    ways: Vec<Way>,
    list: List,
    /// The track that is open, by its place, and the stop of it that is selected.
    open: Option<(usize, List)>,
}

impl Tracks {
    /// All tracks of the banks. Whoever comes back sees the one that they are on.
    pub fn new(bank: &Bank, attempts: &[Attempt]) -> Self {
        let ways = ways(bank, attempts);
        let index = ways.iter().position(Way::is_begun).unwrap_or_default();
        Self { ways, list: List::at(index), open: None }
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::List]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match (action, &self.open) {
            (Action::Choose, None) if self.ways.is_empty() => Some("no bank has a track"),
            (Action::Choose, Some(_)) => {
                let is_missing = self.stop().is_none_or(|stop| stop.reached == Reached::Missing);
                is_missing.then_some("no bank has this question")
            }
            _ => None,
        }
    }

    /// Closes the track that is open; says whether one was.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Moves the selection, opens a track, or says where the selected stop leads.
    pub fn act(&mut self, action: Action) -> Option<Lead> {
        let Some((place, list)) = &mut self.open else {
            if action == Action::Choose {
                self.enter();
            } else {
                self.list.act(action, self.ways.len());
            }
            return None;
        };
        if action == Action::Choose {
            return self.stop().map(lead);
        }
        list.act(action, self.ways[*place].stops.len());
        None
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.open.as_mut().map_or(&mut self.list, |(_, list)| list).point(at)
    }

    /// Opens the selected track, at the stop that is next.
    fn enter(&mut self) {
        if let Some(way) = self.ways.get(self.list.index) {
            self.open = Some((self.list.index, List::at(way.next().unwrap_or_default())));
        }
    }

    /// The stop that is selected.
    fn stop(&self) -> Option<&Stop> {
        let (place, list) = self.open.as_ref()?;
        self.ways.get(*place)?.stops.get(list.index)
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let (title, right) = match &self.open {
            Some((place, _)) => (self.ways[*place].title.clone(), done(&self.ways[*place])),
            None => ("Tracks".to_owned(), String::new()),
        };
        let head = Head { title: &title, behind: "", right: (&right, theme.dim()) };
        let below = Parts::head(frame, area, &head, theme);
        let cells = usize::from(below.width);
        let Some((place, mut list)) = self.open.take() else {
            let entries: Vec<Vec<Line<'static>>> = self
                .ways
                .iter()
                .enumerate()
                .map(|(n, way)| of(way, n == self.list.index, cells, theme))
                .collect();
            self.list.draw(&entries, below, frame.buffer_mut());
            return;
        };
        let way = &self.ways[place];
        let mut about = wrapped(way.about.trim(), cells, 0, theme.dim());
        about.push(Line::default());
        let taken = u16::try_from(about.len()).unwrap_or(u16::MAX).min(below.height / 3);
        let above = Rect { height: taken, ..below };
        Paragraph::new(about).render(above, frame.buffer_mut());
        let rest = Rect { y: below.y + taken, height: below.height - taken, ..below };
        let line = |(n, stop): (usize, &Stop)| at(n, stop, n == list.index, (cells, theme), (zone, today));
        let entries: Vec<Vec<Line<'static>>> = way.stops.iter().enumerate().map(line).collect();
        list.draw(&entries, rest, frame.buffer_mut());
        self.open = Some((place, list));
    }
}

/// Where a stop leads: on with what is begun, or to its brief.
fn lead(stop: &Stop) -> Lead {
    if let Reached::Begun(session) = &stop.reached {
        return Lead::Resume(session.clone());
    }
    let mut begin = Begin::at(stop.item.question.clone());
    begin.only = stop.item.step.clone();
    begin.minutes = stop.item.minutes;
    begin.focus.clone_from(&stop.item.note);
    begin.mode = stop.item.mode.unwrap_or(begin.mode);
    Lead::Question(Box::new(begin))
}

fn done(way: &Way) -> String {
    format!("{} of {} done", way.done(), way.whole())
}

/// A track in the list.
fn of(way: &Way, here: bool, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let right = match (way.done(), way.whole()) {
        (0, 1) => "1 stop".to_owned(),
        (0, whole) => format!("{whole} stops"),
        _ => done(way),
    };
    let room = cells.saturating_sub(width::cells(&right) + 4);
    let title = width::pad(&width::truncate(&shown_line(&way.title), room), room);
    let mut first = entry(here, &title, theme);
    first.spans.push(Span::styled(format!("  {right}"), theme.dim()));
    let mut lines = vec![first];
    // What it is for is read in full once it is selected.
    lines.extend(match here {
        true => wrapped(way.about.trim(), cells, 4, theme.dim()),
        false => {
            let about = shown_line(way.about.trim());
            let about = width::truncate(&about, cells.saturating_sub(4));
            vec![Line::styled(format!("    {about}"), theme.dim())]
        }
    });
    lines.push(Line::default());
    lines
}

/// A stop of the track that is open.
fn at(
    number: usize,
    stop: &Stop,
    here: bool,
    (cells, theme): (usize, Theme),
    (zone, today): (&TimeZone, Date),
) -> Vec<Line<'static>> {
    let (mark, word) = match &stop.reached {
        Reached::Missing => ("–", "no bank has it".to_owned()),
        Reached::New => ("○", String::new()),
        Reached::Begun(_) => ("▸", "begun".to_owned()),
        Reached::Done(_, at) => ("✓", said(day_of(*at, zone), today)),
    };
    let room = cells.saturating_sub(width::cells(&word) + 9);
    let title = width::pad(&width::truncate(&shown_line(&stop.title), room), room);
    let mut first = entry(here, &format!("{mark} {:>2}  {title}", number + 1), theme);
    first.spans.push(Span::styled(format!(" {word}"), theme.dim()));
    let mut lines = vec![first];
    if stop.reached != Reached::Missing {
        lines.extend(wrapped(&stop.words(), cells, 8, theme.dim()));
    }
    if here && let Some(note) = &stop.item.note {
        lines.extend(wrapped(note.trim(), cells, 8, theme.accent()));
    }
    lines
}
