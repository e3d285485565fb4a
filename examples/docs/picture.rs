//! A screen's cells as an SVG that reads well on light and on dark pages. Draws only what the screen has.

use anyhow::Result;
use casebook::text::width;
use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

use super::rehearsal::Screen;

/// A cell, in units of the picture.
const CELL: (f64, f64) = (8.4, 18.0);
/// Air around the screen.
const MARGIN: f64 = 16.0;
/// From a line's top to where letters stand.
const BASELINE: f64 = 13.5;

/// Light where nothing is known of the page. Plain colours, because not every viewer knows variables.
const STYLE: &str = "
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace; fill: #1f2328 }
  path { stroke: #1f2328 }
  .paper { fill: #ffffff; stroke: #d0d7de }
  .cursor, text.accent { fill: #0a6c74 }
  .selected { fill: #1f2328 }
  .bold { font-weight: bold }
  text.dim { fill: #59636e }
  text.warning { fill: #8a5a00 }
  text.reversed { fill: #ffffff }
  path.dim { stroke: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text, .selected { fill: #e6edf3 }
    path { stroke: #e6edf3 }
    .paper { fill: #161b22; stroke: #30363d }
    .cursor, text.accent { fill: #56d4dd }
    text.dim { fill: #9198a1 }
    text.warning { fill: #e3b341 }
    text.reversed { fill: #161b22 }
    path.dim { stroke: #484f58 }
  }
";

const TITLE: &str = "casebook: the metrics step of a practice session";
const DESCRIPTION: &str = "A terminal. On the left the steps of the answer with the time each took; on the right the \
                           metrics being written, each line with what was understood of it; below, the keys.";

/// The picture of a screen.
pub fn svg(screen: &Screen) -> Result<String> {
    let area = screen.cells.area;
    let (width, height) = (at(area.width, CELL.0) + MARGIN, at(area.height, CELL.1) + MARGIN);
    let mut svg = Picture(Writer::new_with_indent(Vec::new(), b' ', 1));
    svg.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &format!("0 0 {} {}", number(width), number(height))),
            ("width", &number(width)),
            ("height", &number(height)),
            ("role", "img"),
            ("aria-labelledby", "title description"),
        ],
    )?;
    svg.text("title", &[("id", "title")], TITLE)?;
    svg.text("desc", &[("id", "description")], DESCRIPTION)?;
    svg.text("style", &[], STYLE)?;
    let (edge_width, edge_height) = (number(width - 1.0), number(height - 1.0));
    let paper = [
        ("class", "paper"),
        ("x", "0.5"),
        ("y", "0.5"),
        ("width", &edge_width),
        ("height", &edge_height),
        ("rx", "8"),
    ];
    svg.empty("rect", &paper)?;
    for y in 0..area.height {
        for run in runs(screen, y) {
            svg.run(&run, y)?;
        }
    }
    let (x, y) = (number(at(screen.cursor.x, CELL.0)), number(at(screen.cursor.y, CELL.1) + 1.0));
    svg.empty("rect", &[("class", "cursor"), ("x", &x), ("y", &y), ("width", "2"), ("height", "16")])?;
    svg.close("svg")?;
    Ok(String::from_utf8(svg.0.into_inner())? + "\n")
}

/// Neighbouring cells of one style, without blanks at their ends or two in a row.
struct Run {
    x: u16,
    cells: u16,
    text: String,
    class: String,
    reversed: bool,
}

fn runs(screen: &Screen, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < screen.cells.area.width {
        let Some(cell) = screen.cells.cell((x, y)) else { break };
        let symbol = cell.symbol();
        let cells = u16::try_from(width::cells(symbol)).unwrap_or(1).max(1);
        let (class, reversed) = (class(cell), cell.modifier.contains(Modifier::REVERSED));
        match runs.last_mut() {
            Some(run)
                if run.x + run.cells == x
                    && run.class == class
                    && is_rule(symbol) == is_rule(&run.text)
                    && !(symbol == " " && run.text.ends_with(' ') && !reversed) =>
            {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            _ if symbol == " " && !reversed => {}
            _ => runs.push(Run { x, cells, text: symbol.to_owned(), class, reversed }),
        }
        x += cells;
    }
    for run in runs.iter_mut().filter(|run| !run.reversed && run.text.ends_with(' ')) {
        run.text.pop();
        run.cells -= 1;
    }
    runs
}

/// Whether it is part of a thin line across or down. Fonts leave gaps between these, so they are drawn.
fn is_rule(text: &str) -> Option<char> {
    text.chars().next().filter(|c| matches!(c, '─' | '│'))
}

/// The cell's style by the names of the picture. The theme has one accent, one warning, and dim.
fn class(cell: &Cell) -> String {
    let colour = match cell.fg {
        Color::Cyan
        | Color::LightCyan
        | Color::Blue
        | Color::LightBlue
        | Color::Green
        | Color::LightGreen => "accent",
        Color::Yellow | Color::LightYellow | Color::Red | Color::LightRed => "warning",
        Color::DarkGray | Color::Gray => "dim",
        _ if cell.modifier.contains(Modifier::DIM) => "dim",
        _ => "",
    };
    let bold = if cell.modifier.contains(Modifier::BOLD) { "bold" } else { "" };
    let reversed = if cell.modifier.contains(Modifier::REVERSED) { "reversed" } else { "" };
    [colour, bold, reversed].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is being written. Everything that it is given is escaped on the way.
struct Picture(Writer<Vec<u8>>);

impl Picture {
    fn run(&mut self, run: &Run, y: u16) -> Result<()> {
        let (left, top) = (at(run.x, CELL.0), at(y, CELL.1));
        let wide = f64::from(run.cells) * CELL.0;
        let class = if run.class.is_empty() { Vec::new() } else { vec![("class", run.class.as_str())] };
        if let Some(rule) = is_rule(&run.text) {
            let path = match rule {
                '│' => format!("M{} {}v{}", number(left + CELL.0 / 2.0), number(top), number(CELL.1)),
                _ => format!("M{} {}h{}", number(left), number(top + CELL.1 / 2.0), number(wide)),
            };
            return self.empty("path", &[&class[..], &[("d", &path)]].concat());
        }
        let (x, length) = (number(left), number(wide));
        if run.reversed {
            let (y, height) = (number(top), number(CELL.1));
            self.empty(
                "rect",
                &[("class", "selected"), ("x", &x), ("y", &y), ("width", &length), ("height", &height)],
            )?;
        }
        let y = number(top + BASELINE);
        // The length holds columns in place, whatever font there is.
        let place =
            [("x", x.as_str()), ("y", &y), ("textLength", &length), ("lengthAdjust", "spacingAndGlyphs")];
        self.text("text", &[&class[..], &place].concat(), &run.text)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        Ok(self.0.write_event(Event::Start(start))?)
    }

    fn close(&mut self, name: &str) -> Result<()> {
        Ok(self.0.write_event(Event::End(BytesEnd::new(name)))?)
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        Ok(self.0.write_event(Event::Empty(start))?)
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> Result<()> {
        self.open(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::new(text)))?;
        self.close(name)
    }
}

/// Where the cell of that number begins.
fn at(cell: u16, size: f64) -> f64 {
    MARGIN + f64::from(cell) * size
}

/// Short, and the same on every machine.
fn number(value: f64) -> String {
    let tenths = format!("{value:.1}");
    tenths.strip_suffix(".0").map(str::to_owned).unwrap_or(tenths)
}
