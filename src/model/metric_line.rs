//! The one-line metric grammar: what is typed under the clock, read as name, measure, limit and references.
//!
//! The line as typed is what is kept and edited; what is read from it here is never written back over it. What does
//! not parse stays in the name, so that nothing typed is ever lost.
//!
//! ```text
//! line     = name [ " = " measure ] [ limit ] { "@" row | "#" row } | name " because " text
//! measure  = counts [ " / " of ] [ ", " window ]        counts may start with "count of", "p95 of", …
//! limit    = ( "<=" | ">=" | "<" | ">" ) text           absolute or relative
//! ```

use std::fmt;

use super::{ItemId, Role};

mod reference;
mod sign;
#[cfg(test)]
mod tests;

pub use reference::{Reference, Sigil, named, quoted, reference_at, references, rename_row};

/// The rows that `@` and `#` may name, with the names that they bear now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Behind `@`.
    pub stakeholders: Vec<(ItemId, String)>,
    /// Behind `#`.
    pub stages: Vec<(ItemId, String)>,
}

/// A metric line, read. Its words are owned copies of what was typed, trimmed at both ends; none is left out or added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What it is called. Where there is no `=` but a leading "count of", "p95 of", …: the measure too.
    pub name: String,
    /// What counts: the numerator of a ratio, or what is counted, summed or averaged.
    pub numerator: Option<String>,
    /// Of whom.
    pub denominator: Option<String>,
    /// How it is computed where it is no ratio.
    pub aggregate: Option<Aggregate>,
    /// Over what time.
    pub window: Option<String>,
    /// What must hold.
    pub limit: Option<Limit>,
    /// Rows that `@` names.
    pub stakeholders: Vec<ItemId>,
    /// Rows that `#` names.
    pub stages: Vec<ItemId>,
    /// Why a tempting metric is rejected.
    pub because: Option<String>,
}

/// How a measure that is no ratio is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `count of`.
    Count,
    /// `sum of`.
    Sum,
    /// `average of`.
    Average,
    /// `median of`.
    Median,
    /// `p95 of`: that percentile.
    Percentile(u8),
}

/// A limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Which side is allowed.
    pub sign: Sign,
    /// Absolute ("5 %") or relative ("last quarter + 1 bp").
    pub text: String,
}

/// The sign of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `<`
    Less,
    /// `<=`, `≤`
    AtMost,
    /// `>`
    More,
    /// `>=`, `≥`
    AtLeast,
}

impl Sign {
    /// In ASCII: `<=`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// Reads a metric line, in the order that the product's contract gives.
pub fn parse(line: &str, role: impl Into<Option<Role>>, names: &Names) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = line.trim();
    if role.into() == Some(Role::Rejected)
        && let Some((head, because)) = sign::because(rest)
    {
        parsed.because = Some(because.to_owned());
        rest = head;
    }
    let (references, before) = reference::at_end(rest, names);
    for found in references {
        match found.sigil {
            Sigil::Stakeholder => parsed.stakeholders.push(found.row),
            Sigil::Stage => parsed.stages.push(found.row),
        }
    }
    rest = before;

    let name = sign::equals(rest).map(|(name, measure)| {
        rest = measure;
        name
    });
    if let Some((before, sign, text)) = sign::limit(rest) {
        parsed.limit = Some(Limit { sign, text: text.to_owned() });
        rest = before;
    }
    let measure = Measure::read(rest);
    parsed.name = name.unwrap_or(rest).to_owned();
    if name.is_some() || measure.aggregate.is_some() {
        parsed.numerator = Some(measure.counts.to_owned());
        parsed.denominator = measure.of.map(str::to_owned);
        parsed.window = measure.window.map(str::to_owned);
        parsed.aggregate = measure.aggregate;
    }
    parsed
}

/// `counts [ " / " of ] [ ", " window ]`.
#[derive(PartialEq)]
struct Measure<'a> {
    aggregate: Option<Aggregate>,
    counts: &'a str,
    of: Option<&'a str>,
    window: Option<&'a str>,
}

impl<'a> Measure<'a> {
    fn read(text: &'a str) -> Self {
        let (counts, of) = match sign::division(text) {
            Some((counts, of)) => (counts, Some(of)),
            None => (text, None),
        };
        let (last, window) = match sign::last_comma(of.unwrap_or(counts)) {
            Some((before, window)) => (before, Some(window)),
            None => (of.unwrap_or(counts), None),
        };
        let (counts, of) = if of.is_some() { (counts, Some(last)) } else { (last, None) };
        let (aggregate, counts) = Aggregate::read(counts);
        Self { aggregate, counts, of, window }
    }
}

impl Aggregate {
    /// A leading "count of", "p95 of", … and what it is taken of.
    fn read(text: &str) -> (Option<Self>, &str) {
        let leading = || {
            let (word, rest) = text.split_once(char::is_whitespace)?;
            let of = rest.trim_start().strip_prefix("of")?;
            let counts = of.trim_start();
            (counts.len() < of.len() && !counts.is_empty()).then_some((Self::from_word(word)?, counts))
        };
        leading().map_or((None, text), |(aggregate, counts)| (Some(aggregate), counts))
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "count" => Self::Count,
            "sum" => Self::Sum,
            "average" => Self::Average,
            "median" => Self::Median,
            word => {
                let digits = word.strip_prefix('p')?;
                let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
                Self::Percentile(digits.parse().ok().filter(|n| plain && *n < 100)?)
            }
        })
    }
}

impl fmt::Display for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => f.write_str("count"),
            Self::Sum => f.write_str("sum"),
            Self::Average => f.write_str("average"),
            Self::Median => f.write_str("median"),
            Self::Percentile(n) => write!(f, "p{n}"),
        }
    }
}
