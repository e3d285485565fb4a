//! `casebook questions`: search the bank.

use serde::Serialize;

use super::{
    args::QuestionsArgs,
    context::{self, Context},
    error::Done,
    find, out,
};
use crate::{
    insight::search::{Entry, search},
    model::Difficulty,
};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    difficulty: Difficulty,
    company: Option<&'a str>,
    product: Option<&'a str>,
    skills: Vec<&'a str>,
    industries: Vec<&'a str>,
    topics: Vec<&'a str>,
    status: &'static str,
}

/// The matches, the best first: one a line, or as JSON.
pub fn run(args: &QuestionsArgs, context: &Context) -> Done {
    let bank = context.bank();
    let entries = context::entries(&bank, &context.attempts()?);
    let filters = args.filters.filters();
    find::are_types(&bank, &filters)?;
    let unknown = find::unknown_labels(&entries, &filters);
    for label in &unknown {
        out::note(format!("note: {}\nhelp: {}", label.what, label.hint));
    }
    let hits = search(&entries, &args.words.join(" "), &filters);
    let found: Vec<Entry<'_>> = hits.into_iter().filter_map(|hit| entries.get(hit.index).copied()).collect();
    if args.json {
        return out::json_list(&found.into_iter().map(item).collect::<Vec<_>>());
    }
    if found.is_empty() && unknown.is_empty() {
        out::note("no question matches; fewer words or filters find more");
    }
    let row = |Entry { of, status }: &Entry<'_>| {
        vec![out::line(of.id()), of.difficulty().to_string(), status.id().to_owned(), out::line(of.title())]
    };
    out::print(&out::table(&found.iter().map(row).collect::<Vec<_>>()))
}

fn item(Entry { of, status }: Entry<'_>) -> Item<'_> {
    Item {
        id: of.id(),
        kind: of.kind(),
        title: of.title(),
        difficulty: of.difficulty(),
        company: of.company(),
        product: of.product(),
        skills: of.skills().collect(),
        industries: of.industries().collect(),
        topics: of.topics().collect(),
        status: status.id(),
    }
}
