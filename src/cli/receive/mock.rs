//! What a coach said of a live mock, as text: there is no session in which it could be read. Prints nothing.

use crate::{
    cli::rep,
    model::{QuestionId, Review, review::Comment, session::NextStep},
    text::clock,
};

use super::out;

/// More notes than anybody takes in an hour are counted only: a stranger's file may hold a million.
const MOST: usize = 200;

/// The notes with their times, the scores with what they rest on, the verdict, and how the next rep is run.
pub fn text(review: &Review, question: &QuestionId) -> String {
    let mut lines: Vec<String> = review.comments.iter().take(MOST).map(note).collect();
    lines.extend(more(review.comments.len(), "notes"));
    for (dimension, scored) in review.scores.iter().take(MOST) {
        let evidence = scored.evidence.trim();
        let evidence = if evidence.is_empty() { String::new() } else { format!(": {evidence}") };
        lines.push(format!("{dimension} {}{evidence}", scored.score));
    }
    lines.extend(more(review.scores.len(), "scores"));
    lines.extend(review.verdict.map(|verdict| format!("verdict: {}", verdict.words())));
    let lines = lines.iter().map(|line| format!("  {}", out::line(line)));
    let next = review.next.as_ref().map(|next| practise(next, question));
    lines.chain(next).collect::<Vec<_>>().join("\n")
}

fn more(all: usize, what: &str) -> Option<String> {
    (all > MOST).then(|| format!("and {} more {what}", all - MOST))
}

fn note(note: &Comment) -> String {
    let at = note.at.map(clock::minutes).unwrap_or_default();
    let kind = note.kind.map(|kind| format!("{kind}: ")).unwrap_or_default();
    format!("{at:>5}  {kind}{}", note.text)
}

/// What to do differently, and the command that runs it.
fn practise(next: &NextStep, question: &QuestionId) -> String {
    let question = next.question.as_ref().unwrap_or(question);
    let step = next.step.as_ref().filter(|step| !step.as_str().is_empty());
    let command = rep::command(question, step, None, next.minutes);
    let command = command.map(|command| format!("\n  {command}")).unwrap_or_default();
    format!("Your next rep: {}{command}", out::line(&next.constraint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_id_stands_in_no_command() {
        let mut next = NextStep { constraint: "Slower".to_owned(), ..NextStep::default() };
        let told = |next: &NextStep| practise(next, &"bus".into());
        assert_eq!(told(&next), "Your next rep: Slower\n  casebook practice bus");
        next.step = Some("x; rm -rf ~".into());
        assert_eq!(told(&next), "Your next rep: Slower");
    }
}
