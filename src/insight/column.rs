//! One step or one follow-up across many sessions, as who marks exams reads them: question by question, without names, in
//! an order that tells nothing. Scores nothing.

use super::{
    follow_ups,
    sheet::{self, Section},
};
use crate::{
    model::{Kind, Session, StepId, Stop, hash::sha256, plan},
    sort::Sort as _,
};

/// What can be read across sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// As it is called.
    pub title: String,
    /// The kind of a step of the framework.
    pub kind: Option<Kind>,
    /// Who answered it, each by the place of the session among those that were given, shuffled; and what they wrote.
    pub answers: Vec<(usize, Section)>,
}

/// What stands in different sessions at the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// A stop of the opening, or a step of the framework.
    Stop(Stop),
    /// A follow-up of the question or a probe of the framework, as the bank words it.
    Ask(String),
    /// Own headings that cover no step of the framework.
    Own,
}

/// Every part of these sessions, in the order of their routes, each with the answers of all that came to it. Own headings
/// stand with the steps that the debrief says they cover. The order of the answers is another one in each part, and always
/// the same for the same `coach`.
pub fn parts(sessions: &[&Session], coach: &str) -> Vec<Part> {
    let mut parts: Vec<(Key, Part)> = Vec::new();
    for (number, session) in sessions.iter().enumerate() {
        // Where the part before stands: what only some sessions have comes behind it.
        let mut before = 0;
        for stop in plan::route(session) {
            for key in keys(session, &stop) {
                let section = sheet::at(session, &stop);
                let place = match parts.iter().position(|(other, _)| *other == key) {
                    Some(place) => place,
                    None => {
                        let (title, kind) = (title(session, &key), kind(session, &key));
                        parts.insert(before, (key, Part { title, kind, answers: Vec::new() }));
                        before
                    }
                };
                add(&mut parts[place].1.answers, number, section);
                before = place + 1;
            }
        }
    }
    let shuffled = |(_, mut part): (Key, Part)| {
        let place =
            |number: usize| sha256(format!("{coach}\0{}\0{}", part.title, sessions[number].id).as_bytes());
        part.answers.arrange_by_key(|(number, _)| place(*number));
        part
    };
    parts.into_iter().map(shuffled).collect()
}

/// What a stop is in the column. The wrap-up is no answer, and of a retell nothing is recorded.
fn keys(session: &Session, stop: &Stop) -> Vec<Key> {
    match stop {
        Stop::Clarify | Stop::Plan => vec![Key::Stop(stop.clone())],
        Stop::Step(id) if session.is_own(id) => {
            let covered = session.mapping.iter().filter(|mapping| mapping.heading == *id);
            let steps: Vec<Key> = covered.map(|mapping| step(&mapping.step)).collect();
            if steps.is_empty() { vec![Key::Own] } else { steps }
        }
        Stop::Step(id) => vec![step(id)],
        Stop::FollowUp(id) => {
            let asked = session.follow_ups.iter().find(|follow_up| follow_up.id == *id);
            let ask = asked.map_or("", |follow_up| follow_up.ask.as_str());
            let source = follow_ups::source(session, ask).map_or(ask, |from| from.ask.as_str());
            vec![Key::Ask(source.to_owned())]
        }
        Stop::Retell | Stop::WrapUp => Vec::new(),
    }
}

fn step(id: &StepId) -> Key {
    Key::Stop(Stop::Step(id.clone()))
}

fn title(session: &Session, key: &Key) -> String {
    match key {
        Key::Stop(stop) => plan::title(session, stop),
        Key::Ask(ask) => without_braces(ask),
        Key::Own => "Own headings".to_owned(),
    }
}

fn kind(session: &Session, key: &Key) -> Option<Kind> {
    let Key::Stop(Stop::Step(step)) = key else { return None };
    session.framework.step(step).map(|step| step.kind)
}

/// A template without what each candidate's own words fill in.
fn without_braces(template: &str) -> String {
    let mut words = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        words.push('…');
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    words + rest
}

/// An answer in several pieces is one: each stands below its own heading.
fn add(answers: &mut Vec<(usize, Section)>, number: usize, section: Section) {
    let Some((_, there)) = answers.iter_mut().find(|(other, _)| *other == number) else {
        answers.push((number, section));
        return;
    };
    let heading = section.title;
    let mut passages = section.passages;
    if let Some(first) = passages.first_mut().filter(|first| first.head.is_empty()) {
        first.head = heading;
    }
    there.passages.extend(passages);
    let (used, planned) = section.time.unwrap_or_default();
    there.time = there.time.map(|(u, p)| (u + used, p + planned));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        insight::example,
        model::{
            ItemId,
            question::FollowUpAsk,
            session::{FollowUp, FollowUpKind, Mapping},
        },
    };

    fn session(id: &str, lines: &[&str]) -> Session {
        let mut session = example::session(lines);
        session.id = id.into();
        session
    }

    fn read(sessions: &[Session], coach: &str) -> Vec<Part> {
        parts(&sessions.iter().collect::<Vec<_>>(), coach)
    }

    fn part<'a>(parts: &'a [Part], title: &str) -> &'a Part {
        parts.iter().find(|part| part.title == title).unwrap_or_else(|| panic!("no {title}: {parts:?}"))
    }

    fn said(part: &Part) -> Vec<(usize, String)> {
        let mut said: Vec<(usize, String)> = part
            .answers
            .iter()
            .map(|(number, section)| {
                let lines = section.passages.iter().flat_map(|passage| passage.lines.clone());
                (*number, lines.collect::<Vec<_>>().join(" "))
            })
            .collect();
        said.sort();
        said
    }

    #[test]
    fn one_step_is_read_across_all_and_who_left_it_blank_stands_there_too() {
        let sessions =
            [session("a", &["goal Trust first."]), session("b", &[]), session("c", &["goal Speed."])];
        let parts = read(&sessions, "ann");
        let goal = part(&parts, "Goal");
        let expected = [(0, "Trust first."), (1, ""), (2, "Speed.")];
        assert_eq!(said(goal), expected.map(|(number, text)| (number, text.to_owned())));
        let titles: Vec<&str> = parts.iter().map(|part| part.title.as_str()).collect();
        let place = |title: &str| titles.iter().position(|other| *other == title);
        assert!(place("Context") < place("Goal") && place("Goal") < place("Decide"), "{titles:?}");
    }

    #[test]
    fn the_order_tells_nothing_and_is_always_the_same() {
        let many: Vec<Session> = (0..12).map(|n| session(&format!("s{n}"), &["goal Trust."])).collect();
        let order = |coach: &str, title: &str| -> Vec<usize> {
            part(&read(&many, coach), title).answers.iter().map(|(number, _)| *number).collect()
        };
        assert_eq!(order("ann", "Goal"), order("ann", "Goal"));
        assert_ne!(order("ann", "Goal"), (0..12).collect::<Vec<_>>());
        assert_ne!(order("ann", "Goal"), order("ann", "Decide"), "the third is not the same person again");
        assert_ne!(order("ann", "Goal"), order("ben", "Goal"));
    }

    #[test]
    fn a_follow_up_is_one_however_it_was_filled_in() {
        let mut sessions = [session("a", &[]), session("b", &[])];
        for (session, name) in sessions.iter_mut().zip(["Payers", "Buyers"]) {
            let ask = "Could {north_star} rise while things get worse?".to_owned();
            session.question.follow_ups = vec![FollowUpAsk { ask, listen_for: Vec::new(), when: None }];
            session.follow_ups = vec![FollowUp {
                id: ItemId::from("f1"),
                kind: FollowUpKind::FollowUp,
                after: None,
                ask: format!("Could {name} rise while things get worse?"),
                answer: format!("{name} could."),
                seconds: 30,
            }];
        }
        let parts = read(&sessions, "ann");
        let probe = part(&parts, "Could … rise while things get worse?");
        assert_eq!(said(probe), [(0, "Payers could.".to_owned()), (1, "Buyers could.".to_owned())]);
        let heads: Vec<&str> = probe
            .answers
            .iter()
            .flat_map(|(_, section)| section.passages.first())
            .map(|p| p.head.as_str())
            .collect();
        assert!(heads.contains(&"Could Payers rise while things get worse?"), "as it was asked: {heads:?}");
    }

    #[test]
    fn own_headings_stand_with_the_steps_that_they_cover() {
        let whole = session("a", &["goal Trust first."]);
        let mut own = session("b", &["goal Trust first."]);
        let card = |id: &str, title: &str| plan::Card {
            step: id.into(),
            title: title.to_owned(),
            ..own.opening.plan[0].clone()
        };
        own.opening.plan = vec![card("h1", "What for"), card("h2", "Anything else")];
        own.steps.truncate(2);
        for (step, id) in own.steps.iter_mut().zip(["h1", "h2"]) {
            step.id = id.into();
            step.kind = Kind::Prose;
            step.answer = crate::model::Answer::Prose(format!("Under {id}."));
        }
        own.mapping = vec![Mapping { heading: "h1".into(), step: "goal".into() }];
        let parts = read(&[whole, own], "ann");
        assert_eq!(said(part(&parts, "Goal"))[1], (1, "Under h1.".to_owned()));
        assert_eq!(said(part(&parts, "Own headings")), [(1, "Under h2.".to_owned())]);
    }
}
