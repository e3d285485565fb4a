//! How an attempt begins, and how it ends.
//!
//! Pure: the time, the chance and the ids are passed in.

use std::collections::BTreeMap;

use jiff::{Timestamp, Unit};

use super::{
    Answer, Attempt, Framework, Guide, Mode, Question, QuestionId, Rubric, Session, SessionId, State, StepId,
    Value,
    hash::hash,
    plan,
    question::Variant,
    session::{At, Opening, Origin, Person, Retell, Saved, WrapUp},
};

/// What a new attempt is to be like.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name without its ending.
    pub id: SessionId,
    /// Whose attempt.
    pub person: Person,
    /// What they practise for.
    pub level: Option<String>,
    /// Practice or interview. Interview implies [`Guide::Blank`].
    pub mode: Mode,
    /// How much of the framework is shown.
    pub guide: Guide,
    /// Minutes for the answer; none for the framework's, or the step's where just one is practised.
    pub minutes: Option<f64>,
    /// The one step that is practised alone.
    pub only: Option<StepId>,
    /// The attempt it continues, the variant, the assignment.
    pub origin: Origin,
    /// When it begins.
    pub now: Timestamp,
    /// Makes what is drawn by chance reproducible.
    pub seed: u64,
    /// Which device writes it.
    pub device: String,
}

impl Options {
    /// An attempt in practice mode with the full guide at the standard length.
    pub fn new(id: SessionId, person: Person, now: Timestamp, seed: u64) -> Self {
        Self {
            id,
            person,
            level: None,
            mode: Mode::default(),
            guide: Guide::default(),
            minutes: None,
            only: None,
            origin: Origin::default(),
            now,
            seed,
            device: String::new(),
        }
    }
}

/// A new attempt, at its first stop, with the plan's cards and a place for the answer to each of the framework's
/// steps. Under the blank guide these come with the candidate's own headings, of which one is there where no plan is made.
pub fn begin(question: Question, framework: Framework, rubric: Rubric, options: Options) -> Session {
    let guide = if options.mode == Mode::Interview { Guide::Blank } else { options.guide };
    let standard = match options.only.as_ref().and_then(|only| framework.step(only)) {
        Some(step) => step.minutes,
        None => framework.minutes(),
    };
    // One step alone has no plan to make.
    let cards = if options.only.is_some() { Vec::new() } else { plan::cards(&framework, guide) };
    let own = cards.iter().filter(|card| framework.step(&card.step).is_none()).count();
    let mut session = Session {
        id: options.id,
        person: options.person,
        level: options.level,
        mode: options.mode,
        guide,
        minutes: options.minutes.unwrap_or(standard),
        state: State::InProgress,
        started: whole_seconds(options.now),
        finished: None,
        origin: options.origin,
        seed: options.seed,
        only: options.only,
        at: At { stop: super::Stop::WrapUp, id: None, field: None, offset: 0 },
        saved: Saved { device: options.device, epoch: 0, seq: 0 },
        // An own heading that is there from the start has a number already.
        ids: own as u64,
        hash: hash(&question, &framework, &rubric),
        question,
        framework,
        rubric,
        opening: Opening { plan: cards, ..Opening::default() },
        steps: Vec::new(),
        follow_ups: Vec::new(),
        retell: Retell::default(),
        pauses: Vec::new(),
        wrap_up: WrapUp::default(),
        mapping: Vec::new(),
        self_scores: BTreeMap::new(),
        completed: BTreeMap::new(),
        out_of_scope: Vec::new(),
        dismissed: Vec::new(),
    };
    for step in plan::steps(&session) {
        session.open_step(&step);
    }
    if let Some(first) = plan::route(&session).into_iter().next() {
        session.at.stop = first;
    }
    session
}

/// A new attempt with the answers of another, every id in them kept. What was finished can be changed in it: that begins
/// at the first step.
pub fn copy(of: Session, id: SessionId, now: Timestamp) -> Session {
    let origin = Origin { from: Some(of.id.clone()), ..of.origin };
    let (was_open, started) = (of.state == State::InProgress, whole_seconds(now));
    let saved = Saved::default();
    let mut copy = Session { id, origin, state: State::InProgress, started, finished: None, saved, ..of };
    // Who left there is not away from here.
    copy.pauses.retain(|pause| pause.seconds > 0);
    if !was_open {
        copy.at = beginning(&copy);
    }
    copy
}

/// The same question with one fact flipped: a new attempt with the answers of another, every id in them kept. What was
/// spent, said, asked and taken away in that one stays there. It is practised, never an interview, with the other's
/// guide: own headings are headings here too. Without minutes of its own it gets [`drill_minutes`].
pub fn vary(of: Session, variant: &Variant, options: Options) -> Session {
    let minutes = options.minutes.unwrap_or_else(|| drill_minutes(&of.framework));
    let scale = if of.minutes > 0.0 { minutes / of.minutes } else { 1.0 };
    let mut question = of.question;
    // The bank may have thought of it since.
    if !question.variants.iter().any(|known| known.id == variant.id) {
        question.variants.push(variant.clone());
    }
    let mut opening = Opening { asks: of.opening.asks, opened: of.opening.opened, ..Opening::default() };
    opening.plan = of.opening.plan;
    for card in &mut opening.plan {
        if let Some(own) = card.own_minutes() {
            card.minutes = ((own * scale * 2.0).round() / 2.0).max(0.5).to_string();
        }
    }
    let mut steps = of.steps;
    for step in &mut steps {
        (step.seconds, step.said, step.hints_opened, step.answer_opened) = (0, false, 0, false);
    }
    let mut session = Session {
        id: options.id,
        person: options.person,
        level: options.level,
        mode: Mode::Practice,
        minutes,
        state: State::InProgress,
        started: whole_seconds(options.now),
        finished: None,
        origin: Origin { from: Some(of.id), variant: Some(variant.id.clone()), ..options.origin },
        seed: options.seed,
        saved: Saved { device: options.device, ..Saved::default() },
        hash: hash(&question, &of.framework, &of.rubric),
        question,
        opening,
        steps,
        follow_ups: Vec::new(),
        retell: Retell::default(),
        pauses: Vec::new(),
        wrap_up: WrapUp::default(),
        self_scores: BTreeMap::new(),
        dismissed: Vec::new(),
        ..of
    };
    session.at = beginning(&session);
    session
}

/// How long a transfer drill takes: half of what the whole answer took, because most of it is there.
pub fn drill_minutes(framework: &Framework) -> f64 {
    framework.minutes().round() / 2.0
}

/// Where one begins whose answer is there already: at its first step.
fn beginning(session: &Session) -> At {
    let route = plan::route(session);
    let first = route.iter().find(|stop| matches!(stop, super::Stop::Step(_))).or(route.first());
    At { stop: first.cloned().unwrap_or(super::Stop::WrapUp), id: None, field: None, offset: 0 }
}

/// The newest unfinished attempt that somebody who asks for this means: of the same mode where one is named, and of the
/// same step or of none. A transfer drill is asked for by its fact: see [`unfinished_drill`].
pub fn unfinished<'a>(
    attempts: &'a [Attempt],
    question: &QuestionId,
    mode: Option<Mode>,
    only: Option<&StepId>,
) -> Option<&'a Attempt> {
    attempts
        .iter()
        .filter(|a| a.is_open() && a.question == *question && a.only.as_ref() == only && a.variant.is_none())
        .filter(|a| mode.is_none_or(|mode| a.mode == mode))
        .max_by_key(|a| a.started)
}

/// The newest unfinished transfer drill with that fact flipped.
pub fn unfinished_drill<'a>(
    attempts: &'a [Attempt],
    question: &QuestionId,
    variant: &str,
) -> Option<&'a Attempt> {
    let same = |a: &&Attempt| a.is_open() && a.question == *question && a.variant.as_deref() == Some(variant);
    attempts.iter().filter(same).max_by_key(|a| a.started)
}

/// Freezes an attempt: the wrap-up was left. Blanks at the ends of lines go, because one of them makes YAML write
/// the whole text as one escaped line; nothing depends on offsets any more. Returns how many lines that changed.
/// An attempt that is not in progress stays as it is.
pub fn finish(session: &mut Session, now: Timestamp) -> usize {
    if !session.is_open() {
        return 0;
    }
    session.state = State::Finished;
    session.finished = Some(whole_seconds(now));
    session.at.offset = 0;
    let mut changed = 0;
    for text in texts(session) {
        changed += trim_lines(text);
    }
    for step in &mut session.steps {
        if let Answer::Rows(rows) = &mut step.answer {
            for row in rows {
                row.fields.retain(|_, value| value.text() != Some(""));
            }
        }
    }
    changed
}

/// Every text that the candidate wrote.
fn texts(session: &mut Session) -> Vec<&mut String> {
    let mut texts: Vec<&mut String> = session.opening.asks.iter_mut().map(|a| &mut a.ask).collect();
    for card in &mut session.opening.plan {
        texts.extend([&mut card.title, &mut card.minutes, &mut card.change, &mut card.reason]);
    }
    for step in &mut session.steps {
        match &mut step.answer {
            Answer::Prose(text) => texts.push(text),
            Answer::Rows(rows) => {
                texts.extend(
                    rows.iter_mut()
                        .flat_map(|row| row.fields.values_mut())
                        .filter_map(|value| if let Value::Text(text) = value { Some(text) } else { None }),
                );
            }
            Answer::Metrics(metrics) => texts.extend(metrics.iter_mut().map(|m| &mut m.line)),
        }
    }
    texts.extend(session.follow_ups.iter_mut().map(|f| &mut f.answer));
    texts.extend([&mut session.wrap_up.learnt, &mut session.wrap_up.next.constraint]);
    texts.extend(session.out_of_scope.iter_mut().map(|out| &mut out.reason));
    texts.extend(session.dismissed.iter_mut().map(|dismissed| &mut dismissed.reason));
    texts
}

/// Takes the blanks off the end of every line; returns how many lines had any.
fn trim_lines(text: &mut String) -> usize {
    let lines = || text.split('\n').map(|line| (line, line.trim_end()));
    let changed = lines().filter(|(line, trimmed)| line != trimmed).count();
    if changed > 0 {
        *text = lines().map(|(_, trimmed)| trimmed).collect::<Vec<_>>().join("\n");
    }
    changed
}

/// Files are read by people: no fractions of a second.
fn whole_seconds(time: Timestamp) -> Timestamp {
    time.round(Unit::Second).unwrap_or(time)
}

#[cfg(test)]
mod tests;
