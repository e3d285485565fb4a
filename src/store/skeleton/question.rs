//! A question to fill in: the steps of its framework, each with an answer in its kind. Knows no framework by name.

use super::{Result, head};
use crate::{
    model::{Draft, Field, FieldType, Framework, Kind, Role, Step},
    store::yaml,
    text::input::single_line,
};

/// The most characters of a line of explanation.
const WIDTH: usize = 112;

/// A question to fill in, with what is known of it.
pub fn question(draft: &Draft, framework: &Framework) -> Result<String> {
    let mut page = Page(head("question", draft.id.as_str())?);
    page.note(0, "The framework: its steps are below.");
    page.value("type", draft.kind.as_str())?;
    page.note(0, "The prompt in one sentence, as lists show it.");
    page.value("title", &draft.title)?;
    page.note(0, "easy, medium or hard");
    page.value("difficulty", &draft.difficulty.map(|d| d.to_string()).unwrap_or_default())?;
    page.labels(draft)?;
    page.note(
        0,
        "Where it is from: original (yours), public or community; with a licence where the source needs one.",
    );
    page.0.push_str("# source: {kind: original, note: Written for our own candidates}\n\nbrief:\n");
    page.note(2, "What the interviewer says: shown before the session and during it.");
    page.entry(2, "say", &draft.say)?;
    page.0.push_str(FACTS);
    page.0.push_str(STEPS);
    for step in &framework.steps {
        page.step(step, framework);
    }
    page.0.push_str(if has_metrics(framework) { FOLLOW_UPS_OF_METRICS } else { FOLLOW_UPS });
    page.0.push_str(REST);
    page.free(draft)?;
    Ok(page.0)
}

const FACTS: &str = "  # Told only when the candidate asks about it. \"You decide\" is an answer.
  # facts:
  #   - about: Which countries
  #     answer: Only ours. Visitors belong to another team.
";

const STEPS: &str = "
# The worked answer, step by step, as short as one types it under the clock. A row more is a - more.
# Beside answer, a step may have say: (the script that goes with the notes), and prompt: and hints: [nudge, pointer,
# example] in place of the framework's.
steps:
";

const FOLLOW_UPS_OF_METRICS: &str = "
# Asked after the last step. {north_star}, {guardrail.limit} and the like take words from the candidate's answer.
# follow_ups:
#   - ask: \"{north_star} is up and complaints are too. What do you do?\"
#     when: {has: north_star}
#     listen_for: [Looks at who complains before anything is changed]
";

const FOLLOW_UPS: &str = "
# Asked after the last step.
# follow_ups:
#   - ask: \"Half of the money is gone. What do you leave out?\"
#     listen_for: [Leaves out a whole part and not a little of each]
";

const REST: &str = "
# The same question with one fact flipped, and the steps (or roles) that should change because of it.
# variants:
#   - {id: half-the-team, flip: Half of the team leaves., expect: [close]}

# A contrasting weak answer, and why it is weak.
# weak:
#   answer: We grow, and we keep everybody happy.
#   why: Nothing in it could turn out to be wrong.
";

fn has_metrics(framework: &Framework) -> bool {
    framework.steps.iter().any(|step| step.kind == Kind::Metrics)
}

/// The text as it grows.
struct Page(String);

impl Page {
    /// An explanation.
    fn note(&mut self, indent: usize, text: &str) {
        let mut line = String::new();
        for word in single_line(text).split_whitespace() {
            if !line.is_empty() && indent + line.chars().count() + word.chars().count() > WIDTH {
                self.comment(indent, &line);
                line.clear();
            }
            line.push(' ');
            line.push_str(word);
        }
        self.comment(indent, &line);
    }

    fn comment(&mut self, indent: usize, text: &str) {
        self.0.push_str(&format!("{:indent$}#{text}\n", ""));
    }

    fn value(&mut self, key: &str, value: &str) -> Result<()> {
        self.entry(0, key, value)
    }

    /// A key with its value, or with a blank.
    fn entry(&mut self, indent: usize, key: &str, value: &str) -> Result<()> {
        if value.is_empty() {
            self.0.push_str(&format!("{:indent$}{key}:\n", ""));
        } else {
            self.0.push_str(&yaml::entry(indent, key, &value)?);
        }
        Ok(())
    }

    /// Labels: those that are known, and the others as something that one may use.
    fn labels(&mut self, draft: &Draft) -> Result<()> {
        self.note(0, "Labels, for search and filters; write them as other questions do.");
        for (key, name, example) in
            [("company", &draft.company, "Alibaba"), ("product", &draft.product, "Alipay")]
        {
            match name.as_str() {
                "" => self.comment(0, &format!(" {key}: {example}")),
                name => self.value(key, name)?,
            }
        }
        for (key, list, example) in [
            ("skills", &draft.skills, "metric analysis"),
            ("industries", &draft.industries, "financial services"),
            ("topics", &draft.topics, "payment systems"),
        ] {
            match list.as_slice() {
                [] => self.comment(0, &format!(" {key}: [{example}]")),
                list => self.0.push_str(&yaml::entry(0, key, &list)?),
            }
        }
        Ok(())
    }

    fn step(&mut self, step: &Step, framework: &Framework) {
        let prompt = if step.prompt.trim().is_empty() { &step.title } else { &step.prompt };
        self.note(2, prompt);
        self.0.push_str(&format!("  {}:\n    answer:", step.id));
        match step.kind {
            Kind::Prose => self.0.push('\n'),
            Kind::Rows | Kind::Flow => {
                self.0.push('\n');
                for (index, field) in step.columns().iter().enumerate() {
                    let mark = if index == 0 { '-' } else { ' ' };
                    let what = what(field, framework);
                    self.0.push_str(&format!("      {mark} {}:  # {what}\n", field.id));
                }
            }
            Kind::Metrics => self.metrics(step),
        }
    }

    fn metrics(&mut self, step: &Step) {
        self.0.push('\n');
        let names = [
            step.stakeholders.as_ref().map(|of| format!(" @row of {of}")),
            step.stages.as_ref().map(|of| format!(" #row of {of}")),
        ];
        let names: String = names.into_iter().flatten().collect();
        self.comment(6, &format!(" One line a metric: name = what counts / of whom, window <= limit{names}"));
        self.comment(6, " A metric that builds, explains or watches another names it: under: Regular riders");
        for role in ROLES.into_iter().filter(|role| step.slots.get(role) != Some(&0)) {
            let because = if role == Role::Rejected { "  # name because why it is not the one" } else { "" };
            self.0.push_str(&format!("      - role: {role}\n        line:{because}\n"));
        }
    }

    /// What a list gave that no key is for.
    fn free(&mut self, draft: &Draft) -> Result<()> {
        if draft.free.is_empty() {
            return Ok(());
        }
        self.0.push('\n');
        self.note(0, "Keys that begin with x- are your own: the program leaves them alone.");
        for (key, text) in &draft.free {
            self.0.push_str(&yaml::entry(0, key, text)?);
        }
        Ok(())
    }
}

/// One metric of each is begun.
const ROLES: [Role; 5] = [Role::NorthStar, Role::Rejected, Role::Driver, Role::Counter, Role::Guardrail];

/// What a field holds, in words.
fn what(field: &Field, framework: &Framework) -> String {
    let title = single_line(&field.title);
    match (field.kind, &field.rows_of) {
        (FieldType::Choice, _) => format!("{title}: one of {}", single_line(&field.choices.join(", "))),
        (FieldType::YesNo, _) => format!("{title}: yes or no"),
        (FieldType::Metric, _) if has_metrics(framework) => format!("{title}: the name of a metric"),
        (FieldType::Row, Some(of)) => format!("{title}: the first column of a row of {of}"),
        _ => title,
    }
}
