//! `casebook stories [ID]`: the person's stories, what each lacks, and which principles no story shows. Changes none of them.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    args::StoriesArgs,
    context::{Context, tell},
    error::{self, Error},
    out, terminal,
};
use crate::{
    insight::{
        days::{day_of, said},
        stories::{Without, lacks, parts, telling, without},
    },
    model::{
        Story, StoryId,
        story::{Done, Outcome, Told},
    },
    store::{
        stories::{Kept, Stories},
        zone,
    },
    text::{clock::minutes, nearest::did_you_mean},
    tui::run::editor,
};

/// All stories, or one; or the same as JSON; or the file in an editor.
pub fn run(args: &StoriesArgs, context: &Context) -> error::Done {
    let stories = Stories::of(&context.places()?);
    if args.edit {
        terminal::require("--edit", "or open the file that `casebook stories` names")?;
        stories.begin()?;
        editor::open(stories.file())?;
    }
    let kept = stories.read();
    tell(&kept.problems);
    if let Some(id) = &args.id {
        let story = meant(id, &kept.stories)?;
        return if args.json {
            out::json(&Whole { format: 1, item: item(story, &kept) })
        } else {
            out::print(&one(story, &kept))
        };
    }
    let bank = context.bank();
    let principles = without(&kept.stories, &bank.principles);
    if args.json {
        let items = kept.stories.iter().map(|story| item(story, &kept)).collect();
        return out::json(&List { format: 1, items, principles: principles.iter().map(of).collect() });
    }
    let row = |story: &Story| {
        let lacks = lacks(story).join(", ");
        vec![out::line(story.id.as_str()), out::line(story.title.trim()), lacks]
    };
    out::print(&out::table(&kept.stories.iter().map(row).collect::<Vec<_>>()))?;
    if kept.stories.is_empty() {
        out::note(
            "no stories yet: keep an answer to a behavioural question as one, or write some with `casebook stories --edit`",
        );
        return Ok(());
    }
    for Without { of, whole, names } in principles.iter().filter(|open| !open.names.is_empty()) {
        let (of, n, names) = (out::line(of), names.len(), out::line(&names.join(" · ")));
        out::print(&format!("\n{of}: {n} of {whole} without a story\n  {names}\n"))?;
    }
    out::note(format!("they are in {}", out::line(&stories.file().display().to_string())));
    Ok(())
}

/// The story of that id, or the only one that begins so.
fn meant<'a>(typed: &str, stories: &'a [Story]) -> Result<&'a Story, Error> {
    let mut near = stories.iter().filter(|story| story.id.as_str().starts_with(typed));
    let (first, more) = (near.next(), near.next().is_some());
    let exact = stories.iter().find(|story| story.id == typed);
    exact.or(first.filter(|_| !more)).ok_or_else(|| {
        let hint = did_you_mean(typed, stories.iter().map(|story| story.id.as_str()));
        let hint = hint.unwrap_or_else(|| "`casebook stories` lists them".to_owned());
        Error::usage(format!("there is no story \"{typed}\""), hint)
    })
}

/// A story to be read.
fn one(story: &Story, kept: &Kept) -> String {
    let mut text = format!("{}\n", out::line(story.title.trim()));
    for (title, lines) in parts(story) {
        text.push_str(&format!("\n{title}\n"));
        lines.iter().for_each(|line| text.push_str(&format!("  {}\n", out::line(line))));
    }
    let lacks = lacks(story);
    if !lacks.is_empty() {
        text.push_str(&format!("\nMissing: {}\n", lacks.join(", ")));
    }
    let zone = zone::local();
    let today = day_of(Timestamp::now(), &zone);
    text.push_str(&match telling(story, &kept.told) {
        None => "\nNot told aloud yet\n".to_owned(),
        Some((times, last)) => {
            let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
            format!(
                "\nTold {times}, last {} in {}\n",
                said(day_of(last.at, &zone), today),
                minutes(last.seconds)
            )
        }
    });
    text
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a StoryId,
    title: &'a str,
    situation: &'a str,
    task: &'a str,
    actions: Vec<OfAction<'a>>,
    results: Vec<OfResult<'a>>,
    learning: &'a str,
    principles: &'a [String],
    lacks: Vec<&'static str>,
    told: Vec<&'a Told>,
}

#[derive(Serialize)]
struct OfAction<'a> {
    action: &'a str,
    why: &'a str,
    mine: bool,
}

#[derive(Serialize)]
struct OfResult<'a> {
    result: &'a str,
    number: &'a str,
}

#[derive(Serialize)]
struct Whole<'a> {
    format: u32,
    #[serde(flatten)]
    item: Item<'a>,
}

#[derive(Serialize)]
struct List<'a> {
    format: u32,
    items: Vec<Item<'a>>,
    principles: Vec<Of<'a>>,
}

#[derive(Serialize)]
struct Of<'a> {
    of: &'a str,
    without_a_story: &'a [&'a str],
}

fn item<'a>(story: &'a Story, kept: &'a Kept) -> Item<'a> {
    let Story { id, title, situation, task, actions, results, learning, principles } = story;
    let action = |done: &'a Done| OfAction { action: &done.action, why: &done.why, mine: done.mine };
    let result = |of: &'a Outcome| OfResult { result: &of.result, number: &of.number };
    Item {
        id,
        title,
        situation,
        task,
        actions: actions.iter().map(action).collect(),
        results: results.iter().map(result).collect(),
        learning,
        principles,
        lacks: lacks(story),
        told: kept.told.iter().filter(|told| told.story == *id).collect(),
    }
}

fn of<'a>(open: &'a Without<'a>) -> Of<'a> {
    Of { of: open.of, without_a_story: &open.names }
}
