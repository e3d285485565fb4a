//! What a sample was typed from: short YAML, in names and words, which becomes a session and a review by the program's own
//! ways of beginning, numbering, asking and finishing.

use std::{collections::BTreeMap, path::Path};

use casebook::{
    insight::{
        anchor::{anchor, written},
        follow_ups,
    },
    model::{
        Answer, DimensionId, Framework, Guide, ItemId, Place, Question, QuestionId, Review, Rubric, Session,
        SessionId, State, StepId, Stop,
        card::Card,
        check, plan,
        question::{Worked, WorkedAnswer},
        review::{Comment, CommentKind, Reviewed, Score, Scored, Verdict},
        session::{Ask, FollowUp, FollowUpKind, NextStep, Opened, OutOfScope, Person, Saved},
        start::{self, Options},
        worked,
    },
    store::yaml,
};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: SessionId,
    pub question: QuestionId,
    /// A name that says nothing of the answer.
    person: String,
    started: Timestamp,
    /// Draws the follow-ups that are answered.
    seed: u64,
    asks: Vec<String>,
    opened: Vec<Fact>,
    /// What was changed of the plan's cards.
    plan: BTreeMap<StepId, Changed>,
    /// Of `clarify`, of `plan`, and of every step.
    seconds: BTreeMap<StepId, u32>,
    said: Vec<StepId>,
    steps: BTreeMap<StepId, WorkedAnswer>,
    set_aside: Vec<SetAside>,
    /// Rules of findings that a coach would name too. Of a strong one there are none.
    #[serde(default)]
    pub raises: Vec<String>,
    /// In the order in which they are asked.
    follow_ups: Vec<Reply>,
    retell: u32,
    wrap_up: Wrap,
    /// By the name of a metric, and by field.
    completed: BTreeMap<String, BTreeMap<String, String>>,
    review: Written,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    about: String,
    at: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    minutes: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAside {
    stakeholder: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    /// How the ask begins.
    to: String,
    seconds: u32,
    answer: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrap {
    seconds: u32,
    learnt: String,
    next: Next,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Next {
    step: StepId,
    minutes: f64,
    constraint: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    written: Timestamp,
    comments: Vec<Remark>,
    scores: BTreeMap<DimensionId, Given>,
    verdict: Verdict,
    next: Next,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    kind: CommentKind,
    step: String,
    quote: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    score: u8,
    evidence: String,
}

impl Next {
    fn step(&self) -> NextStep {
        NextStep {
            question: None,
            step: Some(self.step.clone()),
            minutes: Some(self.minutes),
            constraint: self.constraint.clone(),
        }
    }
}

impl Source {
    /// Every file, by name.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut paths: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
        paths.sort();
        let read = |path: &std::path::PathBuf| {
            let text = std::fs::read_to_string(path).unwrap();
            yaml::parse(path, &text).unwrap_or_else(|problem| panic!("{problem}"))
        };
        paths.iter().map(read).collect()
    }

    /// The sealed session in which that was typed, at this question.
    pub fn session(&self, question: Question, framework: Framework, rubric: Rubric) -> Session {
        let mut session = self.begun(question, framework, rubric);
        self.open(&mut session);
        self.answer(&mut session);
        self.reply(&mut session);
        session.retell.seconds = self.retell;
        session.retell.said = true;
        session.wrap_up.seconds = self.wrap_up.seconds;
        session.wrap_up.learnt.clone_from(&self.wrap_up.learnt);
        session.wrap_up.next = self.wrap_up.next.step();
        session.at.stop = Stop::WrapUp;
        let spent: u32 = plan::route(&session).iter().map(|stop| plan::used_seconds(&session, stop)).sum();
        session.saved = Saved { device: "sample".to_owned(), epoch: 1, seq: u64::from(spent) };
        start::finish(&mut session, self.started + i64::from(spent).seconds());
        // What is sent to a coach is sealed.
        session.state = State::Sealed;
        session
    }

    fn begun(&self, question: Question, framework: Framework, rubric: Rubric) -> Session {
        let person =
            Person { id: self.person.replace(' ', "-").to_lowercase(), name: Some(self.person.clone()) };
        let mut options = Options::new(self.id.clone(), person, self.started, self.seed);
        options.level = Some("pm".to_owned());
        options.guide = Guide::Headings;
        start::begin(question, framework, rubric, options)
    }

    fn open(&self, session: &mut Session) {
        for ask in &self.asks {
            let id = session.next_id('a');
            session.opening.asks.push(Ask { id, ask: ask.clone() });
        }
        for Fact { about, at } in &self.opened {
            assert!(session.question.brief.facts.iter().any(|fact| fact.about == *about), "no fact {about}");
            session.opening.opened.push(Opened { about: about.clone(), asked: true, at: *at });
        }
        for (step, changed) in &self.plan {
            let card = session.opening.plan.iter_mut().find(|card: &&mut Card| card.step == *step).unwrap();
            card.minutes.clone_from(&changed.minutes);
            card.reason.clone_from(&changed.reason);
        }
        let seconds = |of: &str| self.seconds[&StepId::from(of)];
        (session.opening.clarify_seconds, session.opening.plan_seconds) =
            (seconds("clarify"), seconds("plan"));
    }

    fn answer(&self, session: &mut Session) {
        let mut typed = session.question.clone();
        let given = |answer: &WorkedAnswer| Worked { answer: Some(answer.clone()), ..Worked::default() };
        typed.steps = self.steps.iter().map(|(id, answer)| (id.clone(), given(answer))).collect();
        let known = [(session.framework.id.clone(), session.framework.clone().into())].into();
        assert_eq!(check::question(&typed, &known), [], "{}: a name that nothing bears", self.id);
        let mut answers = worked::answers(&typed, &session.framework).answers;
        for step in &mut session.steps {
            step.answer = answers.remove(&step.id).unwrap_or_else(|| Answer::empty(step.kind));
            step.seconds = self.seconds[&step.id];
            step.said = self.said.contains(&step.id);
        }
        assert!(answers.is_empty(), "{}: {:?} is no step", self.id, answers.keys());
        let numbers = session.steps.iter().flat_map(|step| {
            let rows = step.answer.rows().iter().map(|row| &row.id);
            rows.chain(step.answer.metrics().iter().map(|metric| &metric.id))
        });
        let highest = numbers.filter_map(|id| id.as_str()[1..].parse().ok()).max().unwrap_or(0);
        session.ids = session.ids.max(highest);
        for aside in &self.set_aside {
            let row = row(session, &"stakeholders".into(), &aside.stakeholder);
            let reason = aside.reason.clone();
            session.out_of_scope.push(OutOfScope { stakeholder: Some(row), stage: None, reason });
        }
        for (name, fields) in &self.completed {
            let metric = metric(session, name);
            let fields = fields
                .iter()
                .map(|(field, said)| ((metric.clone(), field.as_str().into()), said.trim().to_owned()));
            session.completed.extend(fields);
        }
    }

    fn reply(&self, session: &mut Session) {
        let is_answered = |asked: &[String]| {
            let replies = self.follow_ups.iter();
            asked.len() == replies.len()
                && asked.iter().zip(replies).all(|(ask, reply)| ask.starts_with(&reply.to))
        };
        let asked = follow_ups::choose(session);
        if !is_answered(&asked) {
            let draws =
                |seed: &u64| is_answered(&follow_ups::choose(&Session { seed: *seed, ..session.clone() }));
            let other = (1..10_000).find(draws);
            panic!(
                "{}: the seed {} draws {asked:#?}; {other:?} draws what is answered",
                self.id, session.seed
            );
        }
        for (ask, reply) in asked.into_iter().zip(&self.follow_ups) {
            let id = session.next_id('q');
            let (answer, seconds) = (reply.answer.trim().to_owned(), reply.seconds);
            session.follow_ups.push(FollowUp {
                id,
                kind: FollowUpKind::FollowUp,
                after: None,
                ask,
                answer,
                seconds,
            });
        }
    }

    /// The reference review of that session, whose file has these bytes' sum.
    pub fn review(&self, session: &Session, sha256: String) -> Review {
        let Written { written, comments, scores, verdict, next } = &self.review;
        let given = |(id, given): (&DimensionId, &Given)| {
            let score = Score::from_word(&given.score.to_string()).unwrap();
            (id.clone(), Scored { score, evidence: given.evidence.clone() })
        };
        let mut review = Review {
            of: Reviewed::Session { id: session.id.clone(), sha256 },
            coach: Person { id: "reference".to_owned(), name: Some("Reference".to_owned()) },
            written: *written,
            comments: comments.iter().map(|remark| remark.comment(session)).collect(),
            scores: scores.iter().map(given).collect(),
            verdict: Some(*verdict),
            next: Some(next.step()),
        };
        review.number_comments();
        review
    }
}

impl Remark {
    /// On the first text of its step in which the passage stands.
    fn comment(&self, session: &Session) -> Comment {
        let is_meant =
            |(place, text): &(Place, &str)| place.part.word() == self.step && text.contains(&self.quote);
        let meant = written(session).find(is_meant);
        let (place, text) = meant.unwrap_or_else(|| panic!("“{}” is not in {}", self.quote, self.step));
        let start = text.find(&self.quote).unwrap();
        let anchor = anchor(session, &place, Some(start..start + self.quote.len()));
        Comment {
            kind: Some(self.kind),
            on: Some(place),
            quote: anchor.quote,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            text: self.text.trim().to_owned(),
            ..Comment::default()
        }
    }
}

/// The row of that name.
fn row(session: &Session, step: &StepId, name: &str) -> ItemId {
    let rows = session.row_names(step);
    rows.into_iter().find(|(_, of)| of == name).unwrap_or_else(|| panic!("no row {name}")).0
}

/// The metric of that name.
fn metric(session: &Session, name: &str) -> ItemId {
    let is_called = |id: &&ItemId| session.metric(id).is_some_and(|read| read.name == name);
    let ids: Vec<ItemId> = session.metrics().map(|(_, metric)| metric.id.clone()).collect();
    ids.iter().find(is_called).unwrap_or_else(|| panic!("no metric {name}")).clone()
}
