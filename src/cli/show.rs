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
    insight::{search::Filters, worked},
    model::{Framework, Question, Rubric, framework::OPENING_MINUTES, session::Person, start},
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
        return out::json(&object(question, args)?);
    }
    out::print(&text(question, framework, rubric, args))
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
        let facts = question.brief.facts.iter().map(|f| format!("{}: {}", f.about, f.answer.trim_end()));
        page.section("Tell when asked", facts);
        for step in framework.steps.iter().filter(|s| !s.probes.is_empty()) {
            page.section(&format!("Probes after {}", step.title), step.probes.iter().cloned());
        }
        for follow_up in &question.follow_ups {
            page.section(&format!("Follow-up: {}", follow_up.ask), follow_up.listen_for.iter().cloned());
        }
        for variant in &question.variants {
            page.section(&format!("Variant {}", variant.id), [variant.flip.clone()]);
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
        let session = start::begin(question.clone(), framework.clone(), rubric.clone(), options);
        for step in &framework.steps {
            page.section(&step.title, worked::lines(&session, &step.id));
        }
        if let Some(weak) = &question.weak {
            page.section("A weak answer", [weak.answer.clone(), format!("Why it is weak: {}", weak.why)]);
        }
    }
    page.lines.join("\n") + "\n"
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
