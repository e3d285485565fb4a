//! `casebook show ID or WORDS`: a question; the worked answer or the interviewer's sheet only when asked.

use serde_json::{Value, json};

use super::{
    args::ShowArgs,
    context::{self, Context},
    error::{Done, Error},
    find::{self, Meant},
    out,
};
use crate::{
    insight::{
        interviewer::{CueKind, Part, Sheet},
        search::Filters,
        worked,
    },
    model::{Framework, Question, Rubric, framework::OPENING_MINUTES, session::Person, start},
    text::clock,
};

/// The question as text or as JSON.
pub fn run(args: &ShowArgs, context: &Context) -> Done {
    let bank = context.bank();
    let id = match find::question(&bank, &context::entries(&bank, &[]), &args.words, &Filters::default())? {
        Meant::One(id) => id,
        Meant::Several(several) => return Err(find::unclear(&several, "give one id, or more words")),
    };
    let (question, framework, rubric) = bank.whole(&id).ok_or_else(|| {
        Error::failed(
            format!("the framework or rubric of `{id}` is not there"),
            "look at the bank's warnings",
        )
    })?;
    if args.json {
        return out::json(&object(&question, args)?);
    }
    out::print(&text(&question, framework, rubric, args))
}

fn text(question: &Question, framework: &Framework, rubric: &Rubric, args: &ShowArgs) -> String {
    let names = [question.company.as_deref(), question.product.as_deref()];
    let labels: Vec<String> =
        [question.id.to_string(), framework.title.clone(), question.difficulty.to_string()]
            .into_iter()
            .chain(names.into_iter().flatten().map(str::to_owned))
            .collect();
    let mut page = Page::default();
    page.lines.extend([
        question.title.clone(),
        labels.join(" · "),
        String::new(),
        question.brief.say.trim_end().to_owned(),
    ]);
    let opening = framework.opening.then(|| format!("Opening · {} min", OPENING_MINUTES * 2.0));
    let steps = framework.steps.iter().map(|s| format!("{} · {} min", s.title, s.minutes));
    let steps = opening.into_iter().chain(steps);
    page.section(&format!("Steps · {} min", framework.minutes()), steps);
    if args.interviewer {
        let sheet = Sheet::of(question, framework);
        // What is read out stands above.
        for part in sheet.parts.iter().filter(|part| part.cues.iter().all(|cue| cue.kind != CueKind::Say)) {
            page.section(&head(part), lines(part));
        }
        for dimension in &rubric.dimensions {
            let anchors = dimension.anchors.iter().enumerate().map(|(i, text)| format!("{}  {text}", i + 1));
            page.section(&dimension.title, anchors);
        }
    }
    if args.answer {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let options = start::Options::new("show".into(), Person::default(), now, 0);
        // Worked answers are read beside a session; an empty one will do.
        let session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        for step in &framework.steps {
            page.section(&step.title, worked::lines(&session, &step.id));
        }
        if let Some(weak) = &question.weak {
            page.section("A weak answer", [weak.answer.clone(), format!("Why it is weak: {}", weak.why)]);
        }
    }
    page.lines.join("\n") + "\n"
}

/// A part of the interviewer's sheet: when it goes on, and how long.
fn head(part: &Part) -> String {
    let time = part.time.map(|(from, end)| format!("{}–{}", clock::minutes(from), clock::minutes(end)));
    let title = Some(part.title.clone());
    [title, part.minutes(), time].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What there is to say in it, each with what to answer or to listen for.
fn lines(part: &Part) -> Vec<String> {
    let mut lines = part.notes.clone();
    for cue in &part.cues {
        match (cue.kind, &cue.under[..]) {
            (CueKind::Fact, [answer]) => lines.push(format!("- {}: {answer}", cue.words)),
            _ => {
                lines.push(format!("- {}", cue.words));
                lines.extend(cue.under.iter().map(|under| format!("    {under}")));
            }
        }
    }
    lines
}

#[derive(Default)]
struct Page {
    lines: Vec<String>,
}

impl Page {
    /// A title with what stands below it; nothing where there is nothing below.
    fn section(&mut self, title: &str, body: impl IntoIterator<Item = String>) {
        let body: Vec<String> = body.into_iter().collect();
        if !body.is_empty() {
            self.lines.extend([String::new(), title.to_owned()]);
            self.lines.extend(body.iter().flat_map(|text| text.lines()).map(|line| format!("  {line}")));
        }
    }
}

/// The bank's field names, nulls present; without what was not asked for.
fn object(question: &Question, args: &ShowArgs) -> Result<Value, Error> {
    let mut value = serde_json::to_value(question)?;
    for key in ["company", "product", "source", "weak"] {
        if value.get(key).is_none() {
            value[key] = Value::Null;
        }
    }
    if !args.interviewer {
        for fact in value["brief"]["facts"].as_array_mut().into_iter().flatten() {
            fact["answer"] = Value::Null;
        }
        value["follow_ups"] = json!([]);
        value["variants"] = json!([]);
    }
    if !args.answer {
        value["weak"] = Value::Null;
        for step in value["steps"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            step["answer"] = Value::Null;
            step["say"] = Value::Null;
        }
    }
    Ok(value)
}
