//! Figures of many runs, and tables of them.

use std::time::Duration;

/// What one thing took, run by run.
#[derive(Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that so many of a hundred did not exceed.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.0.clone();
        times.sort();
        let last = times.len().saturating_sub(1);
        times.get((last * percent).div_ceil(100)).copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// Fastest, median, 99 of a hundred, slowest; the fastest and the median beside another's.
    pub fn cells(&self, beside: Option<&Self>) -> Vec<String> {
        let mut cells: Vec<String> = [0, 50, 99, 100].map(|percent| ms(self.percentile(percent))).to_vec();
        // Of short times on a busy machine the median is chance; the fastest is less so.
        for percent in [0, 50] {
            cells.push(beside.map_or_else(String::new, |other| {
                ratio(self.percentile(percent), other.percentile(percent))
            }));
        }
        cells
    }
}

/// The heads of [`Times::cells`].
pub const HEADS: [&str; 6] =
    ["fastest ms", "median ms", "p99 ms", "slowest ms", "fastest beside", "median beside"];

/// In milliseconds, with three digits or more.
pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1_000.0;
    match ms {
        ..10.0 => format!("{ms:.2}"),
        ..100.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    }
}

/// How many times as long.
pub fn ratio(time: Duration, other: Duration) -> String {
    let ratio = time.as_secs_f64() / other.as_secs_f64();
    if ratio.is_finite() { format!("× {ratio:.2}") } else { String::new() }
}

/// The one in the middle of numbers.
pub fn middle(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// Prints a table whose first column is words and whose others are figures.
pub fn print(title: &str, heads: &[&str], rows: &[Vec<String>]) {
    println!("\n## {title}\n");
    let cell = |row: &[String], column: usize| row.get(column).map_or(0, |cell| cell.chars().count());
    let width = |column: usize, head: &str| {
        rows.iter().map(|row| cell(row, column)).chain([head.chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = heads.iter().enumerate().map(|(column, head)| width(column, head)).collect();
    let line = |cells: &[String]| {
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = cells.get(column).map_or("", String::as_str);
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    println!("{}", line(&heads.iter().map(ToString::to_string).collect::<Vec<_>>()));
    let rules =
        widths.iter().enumerate().map(|(n, width)| "-".repeat(width + 1) + if n == 0 { "-" } else { ":" });
    println!("|{}|", rules.collect::<Vec<_>>().join("|"));
    rows.iter().for_each(|row| println!("{}", line(row)));
}
