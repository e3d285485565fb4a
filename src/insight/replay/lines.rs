//! The answer at one stop as lines to read, with what differs from a moment before. Reads two sessions; knows no time.

use std::ops::Range;

use crate::{
    insight::worked::own_lines,
    model::{Session, StepId, Stop},
    text::grapheme,
};

/// A line of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What stands in it.
    pub text: String,
    /// The bytes of it that were just typed, where the line is just changed; empty where something went there.
    pub fresh: Option<Range<usize>>,
}

/// The lines at the stop where `now` stands, and what of them was not so in `before`.
pub fn shown(before: &Session, now: &Session) -> Vec<Shown> {
    let (was, is) = (lines(before, &now.at.stop), lines(now, &now.at.stop));
    let same = |pairs: usize, at: &dyn Fn(usize) -> bool| (0..pairs).take_while(|n| at(*n)).count();
    let shortest = was.len().min(is.len());
    let head = same(shortest, &|n| was[n] == is[n]);
    let tail = same(shortest - head, &|n| was[was.len() - 1 - n] == is[is.len() - 1 - n]);
    let (changed, gone) = (head..is.len() - tail, head..was.len() - tail);
    let fresh = |(number, text): (usize, &String)| {
        let whole = 0..text.len();
        let old = (changed.len() == gone.len()).then(|| was.get(number)).flatten();
        let fresh = old.map_or(whole, |old| difference(old, text));
        Shown { text: text.clone(), fresh: changed.contains(&number).then_some(fresh) }
    };
    is.iter().enumerate().map(fresh).collect()
}

/// What a person wrote at a stop.
fn lines(session: &Session, stop: &Stop) -> Vec<String> {
    let split = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
    match stop {
        Stop::Clarify => own_lines(session, &StepId::from("clarify")),
        Stop::Plan => own_lines(session, &StepId::from("plan")),
        Stop::Step(step) => own_lines(session, step),
        Stop::FollowUp(id) => {
            session.follow_ups.iter().find(|f| f.id == *id).map_or_else(Vec::new, |f| split(&f.answer))
        }
        Stop::Retell => Vec::new(),
        Stop::WrapUp => {
            let (learnt, next) = (&session.wrap_up.learnt, &session.wrap_up.next.constraint);
            [learnt, next].into_iter().flat_map(|text| split(text)).collect()
        }
    }
}

/// The bytes of the new text between what both begin and end with; whole graphemes.
fn difference(old: &str, new: &str) -> Range<usize> {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let start = grapheme::floor(new, head);
    let room = old.len().min(new.len()) - start.min(old.len());
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    start..grapheme::ceil(new, new.len() - tail).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_typed_is_between_what_stood_there() {
        for (old, new, fresh) in [
            ("", "支付", "支付"),
            ("we pay", "we will pay", "will "),
            ("pay pay", "pay", ""),
            ("aaa", "aa", ""),
            ("e", "e\u{301}", "e\u{301}"),
            ("a🙂", "a🙃", "🙃"),
        ] {
            assert_eq!(&new[difference(old, new)], fresh, "{old:?} {new:?}");
        }
    }
}
