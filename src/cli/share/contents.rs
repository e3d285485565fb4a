//! What is in a file that is shared, so that whoever sends it knows. Reads and writes nothing.

use crate::model::{Reply, Review, Session, session::Person};

/// What a session's file holds, with its timeline or without it.
pub fn of_session(session: &Session, timeline: bool) -> String {
    let mut lines = vec![
        name(&session.person),
        format!(
            "your answer: {}, {}",
            count(session.steps.iter().filter(|step| !step.answer.is_blank()).count(), "step"),
            count(session.follow_ups.iter().filter(|asked| !asked.answer.trim().is_empty()).count(), "reply"),
        ),
        format!(
            "when you began and finished, how long each step took, {}",
            count(session.pauses.len(), "pause")
        ),
    ];
    let (opened, facts) = (&session.opening.opened, session.question.brief.facts.len());
    if facts > 0 {
        let unasked = opened.iter().filter(|opened| !opened.asked).count();
        lines.push(format!(
            "which facts you opened: {} of {facts}, {unasked} without a question",
            opened.len()
        ));
    }
    let hints = session.opening.clarify_hints + session.opening.plan_hints;
    let hints = hints + session.steps.iter().map(|step| step.hints_opened).sum::<usize>();
    lines.push(format!("how many hints you opened: {hints}"));
    if !session.wrap_up.learnt.trim().is_empty() || session.wrap_up.lowest.is_some() {
        lines.push("what you took away, and your next step".to_owned());
    }
    if !session.self_scores.is_empty() {
        lines.push(format!(
            "your own scores: {}. A coach's casebook hides them until the coach has scored; the file can be read \
             all the same",
            session.self_scores.len()
        ));
    }
    if !session.dismissed.is_empty() || !session.out_of_scope.is_empty() {
        lines.push(format!(
            "what you set aside, with your reasons: {}, {} of the table",
            count(session.dismissed.len(), "finding"),
            count(session.out_of_scope.len(), "cell")
        ));
    }
    lines.push(if timeline {
        "in the timeline: every key of it with its time, and all that you deleted".to_owned()
    } else {
        "not how it came to be: only --timeline adds that, and with it what you deleted".to_owned()
    });
    let head = "It is sealed: nothing in it changes any more. Whoever gets it can read";
    listed(head, &lines)
}

/// What a review's file holds.
pub fn of_review(review: &Review) -> String {
    let mut lines = vec![name(&review.coach), count(review.comments.len(), "comment")];
    if !review.scores.is_empty() {
        lines.push(format!("{} with evidence", count(review.scores.len(), "score")));
    }
    lines.extend(review.verdict.map(|verdict| format!("the verdict: {verdict}")));
    lines.extend(review.next.as_ref().map(|_| "the next step".to_owned()));
    listed("Whoever gets it can read", &lines)
}

/// What a reply's file holds.
pub fn of_reply(reply: &Reply) -> String {
    listed("Whoever gets it can read", &[name(&reply.candidate), count(reply.answers.len(), "answer")])
}

fn name(person: &Person) -> String {
    match person.name.as_deref().filter(|name| !name.trim().is_empty()) {
        Some(name) => format!("your name: {name}, and an id that was drawn by chance"),
        None => "no name: an id that was drawn by chance".to_owned(),
    }
}

fn count(n: usize, what: &str) -> String {
    match what.strip_suffix('y') {
        _ if n == 1 => format!("1 {what}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {what}s"),
    }
}

fn listed(head: &str, lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("\n  - {line}")).collect();
    format!("{head}:{}", lines.concat())
}
