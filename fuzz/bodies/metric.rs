//! A metric's line: its role, stakeholders, stages, a new name, then the line itself.

use casebook::model::{
    ItemId, Role,
    metric_line::{Names, Sigil, parse, quoted, reference_at, references, rename_row},
};

/// Reads the last line of `data` as a metric; the lines before it say what it may name.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(5, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let role = next().parse().ok().and_then(|n: usize| Role::ALL.get(n).copied());
    let names = Names { stakeholders: rows('p', next()), stages: rows('r', next()) };
    let (new, line) = (next(), next());
    let parsed = parse(line, role, &names);
    for word in [Some(&parsed.name), parsed.numerator.as_ref(), parsed.denominator.as_ref()] {
        assert!(word.is_none_or(|word| line.contains(word.as_str())), "{parsed:?}");
    }
    let rejected = role == Some(Role::Rejected);
    for reference in references(line, &names, rejected) {
        assert!(line.get(reference.range).is_some());
    }
    for (row, _) in names.rows(Sigil::Stakeholder).iter().chain(names.rows(Sigil::Stage)) {
        if let Some(renamed) = rename_row(line, row, new, &names) {
            assert!(renamed.contains(&quoted(new)), "{renamed}");
            parse(&renamed, role, &names);
        }
    }
    for offset in 0..=line.len().min(256) {
        if let Some((_, range)) = reference_at(line, offset) {
            assert!(line.get(range).is_some());
        }
    }
}

fn rows(letter: char, names: &str) -> Vec<(ItemId, String)> {
    let row = |(n, name): (usize, &str)| (format!("{letter}{n}").into(), name.to_owned());
    names.split('|').take(8).enumerate().map(row).collect()
}
