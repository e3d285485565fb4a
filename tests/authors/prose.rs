//! The texts of a question by where they stand, and what is counted in them. Compares no questions.

use std::fmt;

use casebook::model::{
    Question, Role, StepId, metric_line,
    question::{WorkedAnswer, WorkedRow},
};

/// Where a text stands in a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// What the interviewer says first.
    Say,
    /// What they tell when asked.
    Fact,
    /// A prompt or a hint of a step.
    Help(String),
    /// Notes of a step, a field each.
    Notes(String),
    /// What is said of a step.
    Script(String),
    /// What is asked after the last step, what is listened for, what is flipped.
    Asked,
    /// The weak answer.
    Weak,
    /// Why it is weak.
    Why,
}

impl Place {
    /// Whether it is part of the worked answer.
    pub fn is_of_the_answer(&self) -> bool {
        matches!(self, Self::Notes(_) | Self::Script(_))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Say => f.write_str("(say)"),
            Self::Fact => f.write_str("(facts)"),
            Self::Help(step) => write!(f, "({step}: prompt and hints)"),
            Self::Notes(step) => write!(f, "({step}: notes)"),
            Self::Script(step) => write!(f, "({step}: script)"),
            Self::Asked => f.write_str("(follow-ups and variants)"),
            Self::Weak => f.write_str("(weak)"),
            Self::Why => f.write_str("(why it is weak)"),
        }
    }
}

/// Every text of a question that its author wrote for it alone.
pub fn texts(question: &Question) -> Vec<(Place, String)> {
    let mut texts = vec![(Place::Say, question.brief.say.clone())];
    texts.extend(question.brief.facts.iter().map(|fact| (Place::Fact, fact.answer.clone())));
    for (step, of) in &question.steps {
        let step = step.to_string();
        let help = of.prompt.iter().chain(&of.hints);
        texts.extend(help.map(|text| (Place::Help(step.clone()), text.clone())));
        let notes = match &of.answer {
            Some(WorkedAnswer::Prose(text)) => vec![text.clone()],
            Some(WorkedAnswer::Rows(rows)) => rows.iter().flat_map(|row| row.values().cloned()).collect(),
            None => Vec::new(),
        };
        texts.extend(notes.into_iter().map(|text| (Place::Notes(step.clone()), text)));
        texts.extend(of.say.iter().map(|text| (Place::Script(step.clone()), text.clone())));
    }
    for ask in &question.follow_ups {
        texts.push((Place::Asked, ask.ask.clone()));
        texts.extend(ask.listen_for.iter().map(|text| (Place::Asked, text.clone())));
    }
    texts.extend(question.variants.iter().map(|variant| (Place::Asked, variant.flip.clone())));
    if let Some(weak) = &question.weak {
        texts.extend([(Place::Weak, weak.answer.clone()), (Place::Why, weak.why.clone())]);
    }
    texts
}

/// The sentences of a text, roughly: an abbreviation makes two of one.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '?', '!', ':', ';', '\n', '。'])
}

/// The words of a text, in small letters.
pub fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '%'));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Every so many words that follow each other.
pub fn runs(words: &[String], length: usize) -> impl Iterator<Item = Vec<String>> {
    words.windows(length).map(<[String]>::to_vec)
}

/// How many words of notes a step has: signs are none, and neither is a choice. Of metrics that is the line: the contract
/// is completed in the debrief.
pub fn notes(question: &Question, step: &StepId) -> usize {
    let count = |text: &String| match text.as_str() {
        "yes" | "no" => 0,
        text => text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
    };
    match question.steps.get(step).and_then(|of| of.answer.as_ref()) {
        Some(WorkedAnswer::Prose(text)) => count(text),
        Some(WorkedAnswer::Rows(rows)) => rows
            .iter()
            .map(|row| match row.get("line") {
                Some(line) => count(line),
                None => row.values().map(count).sum(),
            })
            .sum(),
        None => 0,
    }
}

/// How many words are said of a step.
pub fn script(question: &Question, step: &StepId) -> usize {
    let say = question.steps.get(step).and_then(|of| of.say.as_ref());
    say.map_or(0, |say| say.split_whitespace().count())
}

/// A metric of the worked answer.
pub struct Metric<'a> {
    pub role: Role,
    pub line: metric_line::Parsed,
    row: &'a WorkedRow,
}

impl Metric<'_> {
    pub fn name(&self) -> &str {
        &self.line.name
    }

    /// Why it counts, or was rejected.
    pub fn because(&self) -> Option<&str> {
        self.row.get("because").map(String::as_str).or(self.line.because.as_deref())
    }

    /// What an analyst would still have to ask.
    pub fn open(&self) -> Vec<&'static str> {
        const ALL: [&str; 7] =
            ["entity", "aggregation", "segments", "source", "latency", "direction", "gamed"];
        ALL.into_iter()
            .filter(|field| self.row.get(*field).is_none_or(|text| text.trim().is_empty()))
            .collect()
    }
}

/// The metrics of the worked answer.
pub fn metrics(question: &Question) -> Vec<Metric<'_>> {
    let rows = question.steps.values().filter_map(|of| match &of.answer {
        Some(WorkedAnswer::Rows(rows)) => Some(rows),
        _ => None,
    });
    let metric = |row| -> Option<Metric<'_>> {
        let row: &WorkedRow = row;
        let role = row.get("role")?.parse().ok()?;
        Some(Metric { role, line: metric_line::parse(row.get("line")?, role, &Default::default()), row })
    };
    rows.flatten().filter_map(metric).collect()
}

/// What in a text says that a figure is assumed, or where it comes from.
const SOURCES: [&str; 9] = [
    "assum",
    "as of ",
    "(source",
    "public news",
    "in the news",
    "published",
    "take it that",
    "suppose",
    "my guess",
];

/// The sentences of a text with a percentage, a sum of money or a number of people of which it is not said where it comes
/// from.
pub fn figures(text: &str) -> impl Iterator<Item = String> {
    let is_told = {
        let text = text.to_lowercase();
        SOURCES.iter().any(|source| text.contains(source))
    };
    let sentences = text.split_inclusive(['?', '!', ';', '\n']).filter(|sentence| has_figure(sentence));
    sentences.filter(move |_| !is_told).map(|sentence| sentence.trim().to_owned())
}

/// Units that make a figure of a number.
const UNITS: [&str; 24] = [
    "%",
    "percent",
    "bp",
    "basis",
    "million",
    "billion",
    "thousand",
    "yuan",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "rupees",
    "yen",
    "kronor",
    "francs",
    "won",
    "reais",
    "naira",
    "shillings",
    "pesos",
    "crore",
];

fn has_figure(sentence: &str) -> bool {
    let sentence = sentence.replace(['€', '$', '£', '¥', '₹', '₩'], " money ").replace('%', " % ");
    let words = words(&sentence);
    let is_number = |word: &String| word.chars().next().is_some_and(|c| c.is_ascii_digit());
    words.windows(2).any(|pair| {
        is_number(&pair[0]) && UNITS.contains(&pair[1].as_str()) || pair[0] == "money" && is_number(&pair[1])
    })
}
