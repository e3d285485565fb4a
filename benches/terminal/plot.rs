//! A picture of how figures grow: panels side by side, straight lines through the points, names below.

use std::fmt::Write as _;

/// One pair of axes.
pub struct Panel {
    pub title: &'static str,
    pub lines: Vec<Line>,
}

/// What grows, and its milliseconds by size.
pub struct Line {
    pub name: &'static str,
    pub points: Vec<(usize, f64)>,
}

/// Of a panel's axes, and what is left free around them.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 40.0;
const BELOW: f64 = 100.0;
const RIGHT: f64 = 30.0;
/// Told apart in print and by people who see few colours; the dashes are of help there.
const LOOKS: [(&str, &str); 3] = [("#0072b2", "none"), ("#d55e00", "6 3"), ("#009e73", "2 3")];

/// The panels as SVG.
pub fn picture(panels: &[Panel]) -> String {
    let (width, height) = ((LEFT + WIDTH + RIGHT) * panels.len() as f64, TOP + HEIGHT + BELOW);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"12\" fill=\"#333\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    for (number, panel) in panels.iter().enumerate() {
        let _ = write!(
            svg,
            "<g transform=\"translate({} {TOP})\">",
            (LEFT + WIDTH + RIGHT) * number as f64 + LEFT
        );
        draw(panel, &mut svg);
        svg.push_str("</g>\n");
    }
    svg + "</svg>\n"
}

fn draw(panel: &Panel, svg: &mut String) {
    let points = || panel.lines.iter().flat_map(|line| &line.points);
    let most = points().map(|(size, _)| *size).max().unwrap_or(1) as f64;
    let top = round(points().map(|(_, ms)| *ms).fold(1.0, f64::max));
    let at = |size: usize, ms: f64| (size as f64 / most * WIDTH, HEIGHT - ms / top * HEIGHT);
    let _ = writeln!(svg, "<text y=\"-16\" font-weight=\"bold\">{}</text>", panel.title);
    for part in 0..=4 {
        let ms = top * f64::from(part) / 4.0;
        let (_, y) = at(0, ms);
        let label = if top < 40.0 { format!("{ms:.1} ms") } else { format!("{ms:.0} ms") };
        let _ = writeln!(svg, "<path d=\"M0 {y:.1}H{WIDTH}\" stroke=\"#ddd\"/>");
        let _ = writeln!(svg, "<text x=\"-8\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", y + 4.0);
    }
    for (size, _) in panel.lines.first().map_or(&[][..], |line| &line.points) {
        let (x, y) = at(*size, 0.0);
        let _ =
            writeln!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>", y + 18.0);
    }
    for (index, line) in panel.lines.iter().enumerate() {
        let (colour, dashes) = LOOKS[index % LOOKS.len()];
        let places: Vec<(f64, f64)> = line.points.iter().map(|(size, ms)| at(*size, *ms)).collect();
        let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let look = format!("stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"");
        let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" {look}/>", path.join(" "));
        for (x, y) in places {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
        let y = HEIGHT + 42.0 + 18.0 * index as f64;
        let _ = writeln!(svg, "<path d=\"M0 {:.1}h28\" {look}/>", y - 4.0);
        let _ = writeln!(svg, "<text x=\"36\" y=\"{y}\">{}</text>", line.name);
    }
}

/// The next round number, so that the marks are round too.
fn round(most: f64) -> f64 {
    let ten = 10_f64.powf(most.log10().floor());
    [1.0, 2.0, 4.0, 8.0, 10.0].into_iter().map(|n| n * ten).find(|round| *round >= most).unwrap_or(most)
}
