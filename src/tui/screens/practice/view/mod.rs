//! Drawing the practice screen: header and clock, step rail, the step's pane, and on wide screens an aside.

mod arrange;
mod aside;
mod pane;
mod popup;
mod rail;
mod slots;

pub use rail::draw as draw_rail;
use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
};

use super::{
    Practice,
    sheet::{Form, Target, is_blank_guide},
    text_in,
};
use crate::{
    insight::transfer,
    model::{Guide, Mode, Stop, plan},
    text::{clock::minutes, display::shown_line, width},
    tui::{
        effect::Unsaved,
        theme::Theme,
        widgets::{
            editor::{Echo, Styles},
            ink,
        },
    },
};

/// Below this the screen says that it is too small, and typing still reaches the answer.
pub const SMALLEST: (u16, u16) = (60, 20);
/// From this width on there is a step rail.
const RAIL_FROM: u16 = 76;
/// From this width on the rail has room for headings of one's own.
const WIDE_RAIL_FROM: u16 = 112;
/// From this width on there is an aside.
const ASIDE_FROM: u16 = 108;

/// What is known of saving.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saving {
    /// Nothing was typed since the session was opened.
    #[default]
    Untouched,
    /// Typed, and on its way to the disk.
    Pending,
    /// On disk, at this local time.
    Saved(String),
    /// Not on disk where it belongs.
    Failed(Unsaved),
}

/// What drawing left behind: how the fields lie, for the mouse and the arrows, and how far it is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// Whether the fields of a row stand one below the other.
    pub stacked: bool,
    /// Where each field was drawn.
    pub hits: Vec<(Rect, usize)>,
    /// The first line of the column that is in sight.
    pub top: usize,
    /// Whether a hint was just opened: it is seen before the caret is.
    pub hint: bool,
    /// Where the focused field was drawn, with nothing over it.
    pub focused: Option<Rect>,
}

impl Practice {
    /// Draws the screen; puts the terminal's cursor where typing happens.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        self.screen.focused = None;
        // What is said below takes lines away; what counts is the terminal.
        let whole = frame.area();
        if whole.width < SMALLEST.0 || whole.height < SMALLEST.1 {
            let cursor = self.draw_small(frame, area, theme);
            set_cursor(frame, cursor);
            return;
        }
        self.header(frame, Rect { height: 1, ..area }, theme);
        rule(frame, Rect { y: area.y + 1, height: 1, ..area }, theme);
        if let Some(page) = &mut self.page {
            let inner = Rect { x: area.x + 1, y: area.y + 3, width: area.width - 2, height: area.height - 4 };
            page.draw(&self.session, frame, inner, theme);
            return;
        }
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
        let foot = Rect { y: area.bottom() - 2, height: 1, ..area };
        rule(frame, foot, theme);
        let line = Rect { y: area.bottom() - 1, x: area.x + 1, width: area.width - 2, height: 1 };
        // Who has an aside reads there what was found.
        let taken = if area.width < ASIDE_FROM { self.count_found(frame, line, theme) } else { 0 };
        self.cue(frame, Rect { width: line.width - taken, ..line }, theme);
        let rail_width = rail_width(area.width);
        let aside_width = if area.width >= ASIDE_FROM { area.width / 3 - 4 } else { 0 };
        if rail_width > 0 {
            rail::draw(&self.session, frame, Rect { width: rail_width - 1, ..body }, theme);
            upright(frame, Rect { x: body.x + rail_width - 1, width: 1, ..body }, theme);
        }
        let middle =
            Rect { x: body.x + rail_width + 1, width: body.width - rail_width - aside_width - 2, ..body };
        let wide = aside_width > 0;
        let cursor = self.pane(frame, middle, theme, wide);
        if wide {
            let x = body.right() - aside_width;
            upright(frame, Rect { x, width: 1, ..body }, theme);
            self.aside(frame, Rect { x: x + 2, width: aside_width - 3, ..body }, theme);
        }
        set_cursor(frame, cursor);
    }

    /// Draws what was just typed, over the frame that was drawn last. Nothing where a whole frame is needed.
    pub fn echo(&mut self, buf: &mut Buffer, theme: Theme) -> Option<Echo> {
        let area = self.screen.focused?;
        let field = self.sheet.fields.get(self.focus)?;
        let text = text_in(&self.session, &field.target);
        self.editor.echo(&text, area, buf, &Styles::of(theme))
    }

    fn header(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let clock = self.clock_words();
        let clock_width = u16::try_from(width::cells(&clock)).unwrap_or(0) + 2;
        let title = match transfer::variant(&self.session) {
            Some(variant) => format!("What if: {}", variant.flip.trim()),
            None => self.session.question.title.clone(),
        };
        let title = shown_line(&title).into_owned();
        let room = usize::from(area.width.saturating_sub(clock_width + 2));
        let title = width::truncate(&title, room).into_owned();
        ink::line(&Line::styled(format!(" {title}"), theme.title()), area, frame.buffer_mut());
        let over = self.session.answer_seconds() > self.planned_total() || self.paused.is_some();
        let style = if over { theme.warning() } else { theme.text() };
        let clock = Line::styled(format!("{clock} "), style);
        ink::right(&clock, area, frame.buffer_mut());
    }

    fn planned_total(&self) -> u32 {
        (self.session.minutes * 60.0).round() as u32
    }

    /// What the plan's minutes come to, where that is not the session's length.
    fn unbalanced(&self) -> Option<String> {
        if !self.session.opening.plan.iter().any(|card| card.own_minutes().is_some()) {
            return None;
        }
        let stops = plan::route(&self.session).into_iter();
        let answer = stops.filter(|s| matches!(s, Stop::Clarify | Stop::Plan | Stop::Step(_)));
        let planned: u32 =
            answer.map(|stop| plan::planned_seconds(&self.session, &stop)).fold(0, u32::saturating_add);
        let total = self.planned_total();
        (planned.abs_diff(total) > 30).then(|| {
            let (planned, total) = (minutes(planned), minutes(total));
            let how = if is_blank_guide(&self.session) { "Enter on the empty line" } else { "Enter" };
            format!("Your minutes come to {planned} of {total}. {how} takes it so.")
        })
    }

    /// Used of planned; in interview mode what is left. Overtime is shown, never cut off.
    fn clock_words(&self) -> String {
        if self.paused.is_some() {
            return "paused · Esc a goes on".to_owned();
        }
        let of_answer = (self.session.answer_seconds(), self.planned_total());
        let (used, planned) = match self.stop() {
            // A probe interrupts the answer: its clock goes on being shown.
            Stop::FollowUp(id) if plan::is_probe(&self.session, id) => of_answer,
            stop @ (Stop::FollowUp(_) | Stop::Retell | Stop::WrapUp) => {
                (plan::used_seconds(&self.session, stop), plan::planned_seconds(&self.session, stop))
            }
            Stop::Clarify | Stop::Plan | Stop::Step(_) => of_answer,
        };
        if used > planned {
            format!("{} over", minutes(used - planned))
        } else if self.session.mode == Mode::Interview {
            format!("{} left", minutes(planned - used))
        } else {
            format!("{} of {}", minutes(used), minutes(planned))
        }
    }

    /// One line above the footer: how a metric is written, what the plan comes to, what a key does here.
    fn cue(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let unbalanced = if *self.stop() == Stop::Plan { self.unbalanced() } else { None };
        let marked = self.completion.is_some() || unbalanced.is_some();
        let words = match self.stop() {
            _ if self.completion.as_ref().is_some_and(|c| c.selected.is_some()) => {
                "Tab or Enter takes what is marked; ↑ ↓ choose"
            }
            Stop::Plan if self.completion.is_some() && is_blank_guide(&self.session) => {
                "↓ chooses: prose is text, rows a list, flow steps in order, metrics one a line"
            }
            _ if self.completion.is_some() => "↓ chooses, or type",
            _ if matches!(self.sheet.form, Form::Metrics(_)) => {
                "name = counts / of whom, window  @who #stage   limit: <= or >="
            }
            Stop::Clarify if matches!(self.field().map(|f| &f.target), Some(Target::Fact(_))) => {
                "Enter: what the interviewer would say. ↑ ↓ choose, ^N goes on"
            }
            Stop::Clarify => "Enter: next question; on the empty line, down to what you would hear",
            Stop::Plan if unbalanced.is_some() => unbalanced.as_deref().unwrap_or_default(),
            Stop::Plan if is_blank_guide(&self.session) => {
                "Your headings, minutes if you like. Enter on the empty line takes the plan."
            }
            Stop::Plan => "Enter takes the plan as it is. Tab: minutes, change, why. Alt-↑ ↓ move a card",
            _ => return,
        };
        let style = if marked { theme.accent() } else { theme.dim() };
        let words = width::truncate(words, usize::from(area.width)).into_owned();
        ink::line(&Line::styled(words, style), area, frame.buffer_mut());
    }

    /// Whether prompts, cues and hints are shown.
    fn guided(&self) -> bool {
        self.session.guide == Guide::Full && self.session.mode == Mode::Practice
    }

    fn draw_small(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) -> Option<Position> {
        if area.height == 0 {
            return None;
        }
        let words = format!("Too small: {}×{} is enough. Typing is kept.", SMALLEST.0, SMALLEST.1);
        let words = width::truncate(&words, usize::from(area.width)).into_owned();
        ink::line(&Line::styled(words, theme.warning()), area, frame.buffer_mut());
        let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
        self.draw_focused(frame, rest, theme, "")
    }
}

fn set_cursor(frame: &mut Frame<'_>, cursor: Option<Position>) {
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Cells for the step rail on a screen of that width, with the rule beside it; 0 where there is no room.
pub fn rail_width(screen: u16) -> u16 {
    match screen {
        ..RAIL_FROM => 0,
        RAIL_FROM..WIDE_RAIL_FROM => 23,
        _ => 30,
    }
}

/// A thin rule across.
pub fn rule(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    ink::across(area, frame.buffer_mut(), theme.rule());
}

/// A thin rule down.
pub fn upright(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    ink::down(area, frame.buffer_mut(), theme.rule());
}
