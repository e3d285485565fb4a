//! Holds the pages that follow from the program to what it is: docs/keys.md, docs/practice.svg, the README's keys.

#[path = "../examples/docs/keys.rs"]
mod keys;
#[path = "../examples/docs/pages.rs"]
mod pages;
#[path = "../examples/docs/picture.rs"]
mod picture;
#[path = "../examples/docs/rehearsal.rs"]
mod rehearsal;

use casebook::model::{
    ItemId, Role,
    metric_line::{self, Names},
};

#[test]
fn the_pages_are_up_to_date() {
    let pages = pages::all().unwrap();
    let stale: Vec<&str> = pages.iter().filter(|page| !page.is_fresh()).map(|page| page.name).collect();
    assert!(stale.is_empty(), "stale: {}; `cargo run --example docs` writes them anew", stale.join(", "));
}

/// The README's examples of a metric are lines that the program understands as the README says.
#[test]
fn the_metric_lines_of_the_readme_are_understood() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let row = |id: &str, name: &str| (ItemId::from(id), name.to_owned());
    let names = Names {
        stakeholders: vec![row("r1", "Shoppers"), row("r2", "Merchants")],
        stages: vec![row("r3", "Settle")],
    };
    let read = |begin: &str, role| {
        let line = page.lines().find_map(|line| line.strip_prefix("    ").filter(|l| l.starts_with(begin)));
        metric_line::parse(line.unwrap_or_else(|| panic!("README.md has no example {begin}")), role, &names)
    };
    let count = read("Habitual payers", Role::NorthStar);
    assert_eq!(count.aggregate, Some(metric_line::Aggregate::Count));
    assert_eq!(count.window.as_deref(), Some("trailing 7 days"));
    assert_eq!((count.stakeholders.len(), count.stages.len()), (1, 1));
    let ratio = read("Active acceptance", Role::Driver);
    assert_eq!(ratio.numerator.as_deref(), Some("merchants selling"));
    assert_eq!(ratio.denominator.as_deref(), Some("merchants signed"));
    let limit = read("Fraud loss", Role::Guardrail);
    assert_eq!((limit.name.as_str(), limit.limit.is_some()), ("Fraud loss", true));
}
