//! The rules of findings as a page: what each looks for, an answer in which it finds something and one in which it does
//! not. Knows no file.

use casebook::insight::findings::{Example, Level, RULES, Rule};

const HEAD: &str = "\
# Findings

<!-- Written by `cargo run --example docs` from src/insight/findings. Change it there. -->

What casebook says of an answer: facts about its structure, each by a rule with an id. Rules read what was typed into
fields and what was picked, and never guess from words; nothing is scored, nothing is counted in per cent, and nothing is
praised. A finding leads to its place, and can be dismissed with a reason that a coach sees.

They are shown in the debrief; in practice mode at most three of them stand beside the answer, about what was left and not
about what is being written. Interview mode shows none. Under own headings, those that need the framework's steps or the
metrics' roles wait until the debrief has asked for them. An empty answer gets one sentence.

In the examples a line is a row or a metric: what it is, then its fields with a dot between them. Each is a test: the
first answer gets that sentence from the rule, the other gets none from it.
";

/// docs/findings.md.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for (level, word) in Level::ALL {
        page.push_str(&format!("\n## {}\n\n{}\n\n", capital(word), about(*level)));
        page.push_str(
            "| id | looks for | an answer | gets | another gets nothing |\n|---|---|---|---|---|\n",
        );
        for rule in RULES.iter().filter(|rule| rule.level == *level) {
            page.push_str(&row(rule));
        }
    }
    page
}

fn about(level: Level) -> &'static str {
    match level {
        Level::Essential => "Without it a metric can't be read. One a metric.",
        Level::Actionable => "Something can be added, linked, or set aside with a reason.",
        Level::Informative => "A question, or a thing to know.",
    }
}

fn row(rule: &Rule) -> String {
    let Rule { id, looks_for, says, .. } = rule;
    format!("| `{id}` | {looks_for} | {} | {says} | {} |\n", example(rule.triggers), example(rule.calm))
}

fn example(lines: Example) -> String {
    if lines.is_empty() {
        return "(nothing)".to_owned();
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("`{}`", line.replace('|', "\\|"))).collect();
    lines.join("<br>")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
