//! The bar of a replay: where it stands, and the marks above it, each a glyph that the line below explains. Draws lines;
//! moves nothing.

use ratatui::text::{Line, Span};

use crate::{
    insight::replay::{Mark, Playback, What},
    sort::Sort as _,
    text::{clock::minutes, display::shown_line, width},
    tui::theme::Theme,
};

/// The moment at a cell of a bar that wide: its first cell is the beginning, its last the end.
pub fn moment((begins, ends): (u64, u64), cell: u16, width: u16) -> u64 {
    let last = u64::from(width.saturating_sub(1)).max(1);
    begins + (ends - begins).saturating_mul(u64::from(cell).min(last)) / last
}

/// The cell of a moment.
fn cell((begins, ends): (u64, u64), ms: u64, width: usize) -> usize {
    let last = width.saturating_sub(1) as u64;
    let cell = ms.clamp(begins, ends).saturating_sub(begins).saturating_mul(last) / (ends - begins).max(1);
    usize::try_from(cell).unwrap_or(0)
}

/// What stands for a mark on the bar.
fn glyph(what: &What) -> &'static str {
    match what {
        What::Step(_) => "┊",
        What::Pause(_) => "‖",
        What::Deletion(_) => "◂",
        What::FirstMetric => "◆",
    }
}

/// The same in a word.
fn word(what: &What) -> &'static str {
    match what {
        What::Step(_) => "step",
        What::Pause(_) => "long pause",
        What::Deletion(_) => "big deletion",
        What::FirstMetric => "first metric",
    }
}

/// Where several marks fall into one cell, the last of these is seen.
fn rank(what: &What) -> usize {
    match what {
        What::Step(_) => 0,
        What::Pause(_) => 1,
        What::Deletion(_) => 2,
        What::FirstMetric => 3,
    }
}

/// The marks, each above its place on a bar that wide.
pub fn marks(playback: &Playback, cells: usize, theme: Theme) -> Line<'static> {
    let mut row: Vec<Option<&What>> = vec![None; cells];
    for Mark { ms, what, .. } in playback.marks() {
        if let Some(there) = row.get_mut(cell(playback.range(), *ms, cells))
            && there.is_none_or(|there| rank(there) <= rank(what))
        {
            *there = Some(what);
        }
    }
    let span = |what: Option<&What>| match what {
        None => Span::raw(" "),
        Some(what @ What::Step(_)) => Span::styled(glyph(what), theme.dim()),
        Some(what) => Span::styled(glyph(what), theme.title()),
    };
    Line::from(row.into_iter().map(span).collect::<Vec<_>>())
}

/// The bar itself.
pub fn bar(playback: &Playback, cells: usize, theme: Theme) -> Line<'static> {
    let here = cell(playback.range(), playback.ms(), cells);
    Line::from(vec![
        Span::styled("━".repeat(here), theme.accent()),
        Span::styled("●", theme.selected()),
        Span::styled("─".repeat(cells.saturating_sub(here + 1)), theme.rule()),
    ])
}

/// How far it is, how fast, and what is passed now or comes next.
pub fn standing(playback: &Playback, cells: usize, theme: Theme) -> Line<'static> {
    let ends = playback.range().1;
    let state = match playback.is_playing() {
        true => "playing",
        false if playback.ms() == ends => "at the end",
        false => "paused",
    };
    let (ms, ends) = (clock(playback.ms()), clock(ends));
    let left = format!("{ms} of {ends} · ×{} · {state}", playback.speed());
    let (right, style) = match (playback.mark(), playback.next_mark(false)) {
        (Some(mark), _) => (passed(&mark.what, playback.is_playing()), theme.accent()),
        (None, Some(next)) => {
            let name = match &next.what {
                What::Step(title) => shown_line(title).into_owned(),
                what => word(what).to_owned(),
            };
            (format!("next: {} {name} at {}", glyph(&next.what), clock(next.ms)), theme.dim())
        }
        (None, None) => (String::new(), theme.dim()),
    };
    let right = width::truncate(&right, cells.saturating_sub(width::cells(&left) + 2)).into_owned();
    let gap = cells.saturating_sub(width::cells(&left) + width::cells(&right));
    Line::from(vec![Span::raw(left), Span::raw(" ".repeat(gap)), Span::styled(right, style)])
}

/// A mark that is passed now, in words.
fn passed(what: &What, playing: bool) -> String {
    let words = match what {
        What::Pause(seconds) if playing => format!("{}, skipping {}", word(what), minutes(*seconds)),
        What::Pause(seconds) => format!("{}, {}", word(what), minutes(*seconds)),
        What::Deletion(gone) => format!("{gone} characters deleted"),
        What::Step(title) => shown_line(title).into_owned(),
        What::FirstMetric => word(what).to_owned(),
    };
    format!("{} {words}", glyph(what))
}

/// What the glyphs mean that stand above the bar.
pub fn legend(playback: &Playback, theme: Theme) -> Line<'static> {
    let mut kinds: Vec<&What> = Vec::new();
    for mark in playback.marks() {
        if !kinds.iter().any(|kind| rank(kind) == rank(&mark.what)) {
            kinds.push(&mark.what);
        }
    }
    kinds.arrange_by_key(|kind| rank(kind));
    let words: Vec<String> = kinds.iter().map(|kind| format!("{} {}", glyph(kind), word(kind))).collect();
    Line::styled(words.join("  "), theme.dim())
}

fn clock(ms: u64) -> String {
    minutes(u32::try_from(ms / 1000).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_and_its_moment_belong_together() {
        for range in [(0, 1_200_000), (60_000, 60_000), (5, 9)] {
            for width in [1u16, 2, 58, 118] {
                for at in 0..width {
                    let ms = moment(range, at, width);
                    assert!((range.0..=range.1).contains(&ms));
                    let back = cell(range, ms, usize::from(width));
                    assert!(back <= usize::from(at), "{range:?} {width} {at}: {back}");
                    if range.1 - range.0 > 1_000 {
                        assert!(usize::from(at) - back <= 1);
                    }
                }
                assert_eq!(moment(range, width.max(2) - 1, width.max(2)), range.1);
            }
        }
    }
}
