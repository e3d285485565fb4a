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
    model::{Difficulty, FrameworkId, QuestionId},
};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a QuestionId,
    #[serde(rename = "type")]
    kind: &'a FrameworkId,
    title: &'a str,
    difficulty: Difficulty,
    company: Option<&'a str>,
    product: Option<&'a str>,
    skills: &'a [String],
    industries: &'a [String],
    topics: &'a [String],
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
    let found: Vec<&Entry> = hits.into_iter().filter_map(|hit| entries.get(hit.index)).collect();
    if args.json {
        return out::json_list(&found.into_iter().map(item).collect::<Vec<_>>());
    }
    if found.is_empty() && unknown.is_empty() {
        out::note("no question matches; fewer words or filters find more");
    }
    let row = |e: &&Entry| {
        vec![
            out::line(e.id.as_str()),
            e.difficulty.to_string(),
            e.status.id().to_owned(),
            out::line(&e.title),
        ]
    };
    out::print(&out::table(&found.iter().map(row).collect::<Vec<_>>()))
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        kind: &entry.kind,
        title: &entry.title,
        difficulty: entry.difficulty,
        company: entry.company.as_deref(),
        product: entry.product.as_deref(),
        skills: &entry.skills,
        industries: &entry.industries,
        topics: &entry.topics,
        status: entry.status.id(),
    }
}
