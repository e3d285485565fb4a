//! The sheet of a person who plays interviewer: what to say, which facts to give, what to probe and to ask, each where its
//! time comes, with what to listen for. Knows no answer; judges nothing.

use crate::model::{
    Framework, Question, Role, StepId,
    framework::{OPENING_MINUTES, Step},
    plan::FOLLOW_UP_MINUTES,
    question::{Fact, FollowUpAsk, Variant, When},
};

/// The whole sheet, in the order in which it is needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// From what is read out first to what is asked last.
    pub parts: Vec<Part>,
}

/// What belongs to one stretch of the interview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// As it is called.
    pub title: String,
    /// The seconds in which it ought to go on; none where it has no time of its own.
    pub time: Option<(u32, u32)>,
    /// What the candidate is asked for in it, and what commonly goes wrong.
    pub notes: Vec<String>,
    /// What there is to say.
    pub cues: Vec<Cue>,
}

/// One thing that an interviewer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// What it is.
    pub kind: CueKind,
    /// What to say; of a fact, what it is about.
    pub words: String,
    /// Of a fact, what to answer; of a follow-up, what to listen for; of a variant, what should change.
    pub under: Vec<String>,
}

/// What an interviewer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// The question itself.
    Say,
    /// Given to whom asks for it.
    Fact,
    /// Asked about a step.
    Probe,
    /// Asked after the last step.
    FollowUp,
    /// One fact flipped.
    Variant,
}

impl Sheet {
    /// Of a question with its framework.
    pub fn of(question: &Question, framework: &Framework) -> Self {
        let mut clock = 0;
        let mut timed = |minutes: f64| {
            let from = clock;
            clock += (minutes * 60.0).round() as u32;
            (clock > from).then_some((from, clock))
        };
        let say = cue(CueKind::Say, &question.brief.say, Vec::new());
        let mut parts = vec![Part { title: "To say".to_owned(), cues: vec![say], ..Part::default() }];
        let facts: Vec<Cue> = question.brief.facts.iter().map(fact).collect();
        if framework.opening {
            parts.push(Part {
                title: "Opening".to_owned(),
                time: timed(OPENING_MINUTES * 2.0),
                notes: vec![
                    "They clarify, then say their plan. Give a fact when it is asked for.".to_owned(),
                ],
                cues: facts,
            });
        } else if !facts.is_empty() {
            let title = "Facts, when asked for".to_owned();
            parts.push(Part { title, cues: facts, ..Part::default() });
        }
        for step in &framework.steps {
            let own = question.steps.get(&step.id).and_then(|worked| worked.prompt.as_deref());
            let asks = line(own.unwrap_or(&step.prompt));
            let mistakes = step.mistakes.iter().map(|mistake| format!("Watch for: {}", line(mistake)));
            parts.push(Part {
                title: line(&step.title),
                time: timed(step.minutes),
                notes: [asks].into_iter().filter(|asks| !asks.is_empty()).chain(mistakes).collect(),
                cues: step.probes.iter().map(|probe| cue(CueKind::Probe, probe, Vec::new())).collect(),
            });
        }
        if !question.follow_ups.is_empty() {
            parts.push(Part {
                title: "Follow-ups".to_owned(),
                time: timed(FOLLOW_UP_MINUTES),
                notes: vec!["Two or three of these.".to_owned()],
                cues: question.follow_ups.iter().map(|asks| follow_up(asks, framework)).collect(),
            });
        }
        if !question.variants.is_empty() {
            let cues = question.variants.iter().map(|variant| flipped(variant, framework)).collect();
            parts.push(Part { title: "What if".to_owned(), cues, ..Part::default() });
        }
        Self { parts }
    }

    /// Seconds of all that has a time.
    pub fn seconds(&self) -> u32 {
        self.parts.iter().filter_map(|part| part.time).map(|(_, end)| end).max().unwrap_or(0)
    }

    /// The part that ought to be going on after so many seconds; none in overtime.
    pub fn now(&self, seconds: u32) -> Option<usize> {
        let goes_on = |part: &Part| part.time.is_some_and(|(from, end)| (from..end).contains(&seconds));
        self.parts.iter().position(goes_on)
    }
}

impl Part {
    /// The note that marks its beginning.
    pub fn mark(&self) -> String {
        format!("begun: {}", self.title)
    }

    /// Its minutes as a word.
    pub fn minutes(&self) -> Option<String> {
        self.time.map(|(from, end)| format!("{} min", f64::from(end - from) / 60.0))
    }
}

impl Cue {
    /// The note that marks it as said.
    pub fn mark(&self) -> String {
        match self.kind {
            CueKind::Say => "question read out".to_owned(),
            CueKind::Fact => format!("fact given: {}", self.words),
            CueKind::Probe => format!("probe asked: {}", self.words),
            CueKind::FollowUp => format!("follow-up asked: {}", self.words),
            CueKind::Variant => format!("fact flipped: {}", self.words),
        }
    }
}

fn cue(kind: CueKind, words: &str, under: Vec<String>) -> Cue {
    Cue { kind, words: line(words), under }
}

/// Words of a bank as one line: they are wrapped where they are shown.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fact(fact: &Fact) -> Cue {
    cue(CueKind::Fact, &fact.about, vec![line(&fact.answer)])
}

fn follow_up(asks: &FollowUpAsk, framework: &Framework) -> Cue {
    let when = asks.when.as_ref().map(condition).unwrap_or_default();
    let when = (!when.is_empty()).then(|| format!("Only if {when}"));
    let listen = asks.listen_for.iter().map(|good| format!("Listen for: {}", line(good)));
    cue(CueKind::FollowUp, &spoken(&asks.ask, framework), when.into_iter().chain(listen).collect())
}

fn flipped(variant: &Variant, framework: &Framework) -> Cue {
    let word = |expected: &String| match expected.parse::<Role>() {
        Ok(role) => role.word().to_owned(),
        Err(()) => title(&expected.as_str().into(), framework),
    };
    let expected: Vec<String> = variant.expect.iter().map(word).collect();
    let under = (!expected.is_empty()).then(|| format!("Should change: {}", expected.join(", ")));
    cue(CueKind::Variant, &variant.flip, under.into_iter().collect())
}

/// When a follow-up fits what was answered.
fn condition(when: &When) -> String {
    let has = when.has.map(|role| format!("they have a {}", role.word()));
    let missing = when.missing.map(|role| format!("they have no {}", role.word()));
    let stage = when.stage.as_ref().map(|stage| format!("they name the stage {}", line(stage)));
    [has, missing, stage].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// A template as a person says it who has heard the answer: in brackets stands what of it to put in.
fn spoken(template: &str, framework: &Framework) -> String {
    let mut spoken = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        spoken.push_str(before);
        spoken.push_str(&format!("[{}]", theirs(name.trim(), framework)));
        rest = behind;
    }
    spoken + rest
}

/// What a name in a template stands for.
fn theirs(name: &str, framework: &Framework) -> String {
    let (head, tail) = name.split_once('.').map_or((name, None), |(head, tail)| (head, Some(tail)));
    match (head.parse::<Role>(), tail) {
        (Ok(role), None) => format!("their {}", role.word()),
        (Ok(role), Some(tail)) => format!("the {tail} of their {}", role.word()),
        (Err(()), None) => format!("their {head}"),
        (Err(()), Some(field)) => {
            let step = StepId::from(head);
            let columns = framework.step(&step).map(Step::columns).unwrap_or_default();
            let column = columns.into_iter().find(|column| column.id == field);
            let what = column.map_or_else(|| "words".to_owned(), |column| column.title.to_lowercase());
            format!("their {what} in {}", title(&step, framework))
        }
    }
}

fn title(step: &StepId, framework: &Framework) -> String {
    framework.step(step).map_or_else(|| step.to_string(), |step| line(&step.title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::example;

    fn sheet(question: impl FnOnce(&mut Question, &mut Framework)) -> Sheet {
        let session = example::blank(crate::model::Guide::Full);
        let (mut asked, mut framework) = (session.question, session.framework);
        question(&mut asked, &mut framework);
        Sheet::of(&asked, &framework)
    }

    fn asks(ask: &str, when: Option<When>) -> FollowUpAsk {
        FollowUpAsk { ask: ask.to_owned(), listen_for: vec!["a\nreason".to_owned()], when }
    }

    #[test]
    fn each_part_has_its_minutes_one_after_the_other_and_the_clock_finds_it() {
        let sheet = sheet(|question, framework| {
            question.follow_ups = vec![asks("Why?", None)];
            framework.steps.truncate(3);
        });
        let times: Vec<_> = sheet.parts.iter().map(|part| (part.title.as_str(), part.time)).collect();
        assert_eq!(
            times,
            [
                ("To say", None),
                ("Opening", Some((0, 120))),
                ("Context", Some((120, 240))),
                ("Goal", Some((240, 300))),
                ("Stakeholders", Some((300, 390))),
                ("Follow-ups", Some((390, 630))),
            ]
        );
        assert_eq!(sheet.seconds(), 630);
        let now = |seconds| sheet.now(seconds).map(|part| sheet.parts[part].title.as_str());
        assert_eq!(
            [now(0), now(119), now(120), now(629)],
            [Some("Opening"), Some("Opening"), Some("Context"), Some("Follow-ups")]
        );
        assert_eq!(now(630), None, "overtime belongs to no part");
        assert_eq!(sheet.parts[4].minutes().as_deref(), Some("1.5 min"));
    }

    #[test]
    fn a_fact_is_read_with_its_answer_and_a_framework_without_an_opening_gives_them_too() {
        let fact = Fact { about: "Countries".to_owned(), answer: "China.\nNo other.".to_owned() };
        let sheet = sheet(|question, framework| {
            question.brief.facts = vec![fact];
            framework.opening = false;
            framework.steps.clear();
        });
        let part = &sheet.parts[1];
        assert_eq!((part.title.as_str(), part.time), ("Facts, when asked for", None));
        assert_eq!(part.cues[0].under, ["China. No other."]);
        assert_eq!(part.cues[0].mark(), "fact given: Countries");
    }

    #[test]
    fn a_follow_up_is_said_by_a_person_who_heard_the_answer() {
        let guardrail = When { has: Some(Role::Guardrail), ..When::default() };
        let sheet = sheet(|question, _| {
            question.follow_ups = vec![
                asks("{guardrail} broke {guardrail.limit} in \"{context.so_what}\".", Some(guardrail)),
                asks("An open { stays", None),
            ];
        });
        let cues = &sheet.parts.last().unwrap().cues;
        assert_eq!(
            cues[0].words,
            "[their guardrail] broke [the limit of their guardrail] in \"[their so what in Context]\"."
        );
        assert_eq!(cues[0].under, ["Only if they have a guardrail", "Listen for: a reason"]);
        assert_eq!(cues[1].words, "An open { stays");
    }

    #[test]
    fn a_variant_says_what_should_change() {
        let expect = vec!["goal".to_owned(), "counter".to_owned()];
        let variant = Variant { id: "v".to_owned(), flip: "No money.".to_owned(), expect };
        let sheet = sheet(|question, _| question.variants = vec![variant]);
        let last = sheet.parts.last().unwrap();
        assert_eq!(last.cues[0].under, ["Should change: Goal, counter"]);
    }
}
