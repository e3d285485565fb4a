//! What must hold in a review, and in what it says of the session that it is of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mistake, Mistakes, RESERVED_STEPS, Spot};
use crate::{
    model::{
        FieldId, ItemId, Part, Place, Review, Session, StepId,
        id::is_bank_id,
        review::{Comment, Reviewed},
    },
    sort::IntoTree as _,
};

/// How much is told of one review.
const MOST: usize = 50;

/// How many names are looked through for the one that was meant: a stranger's file may hold a million.
const NAMES: usize = 64;

/// What is wrong in a review. `session` is what it is of, where that is at hand and as it was then.
pub fn review(review: &Review, session: Option<&Session>) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    if let Reviewed::Session { sha256, .. } = &review.of {
        mistakes.sha256(&root.at("session").at("sha256"), sha256, "the session's file");
    }
    let places = session.map(Places::of);
    for (index, comment) in review.comments.iter().enumerate() {
        if mistakes.0.len() >= MOST {
            return mistakes.0;
        }
        self::comment(comment, places.as_ref(), &root.at("comments").at(index), &mut mistakes);
    }
    if let Some(session) = session {
        dimensions(review, session, &mut mistakes);
    }
    next(review, session, &mut mistakes);
    mistakes.0.truncate(MOST);
    mistakes.0
}

fn comment(comment: &Comment, places: Option<&Places<'_>>, spot: &Spot, mistakes: &mut Mistakes) {
    if comment.text.trim().is_empty() {
        mistakes.add(&spot.at("text"), "this comment says nothing", Some("write a text".to_owned()));
    }
    if let (Some(place), Some(places)) = (&comment.on, places) {
        places.look(place, &spot.at("on"), mistakes);
    }
}

fn dimensions(review: &Review, session: &Session, mistakes: &mut Mistakes) {
    let known: BTreeSet<&str> = session.rubric.dimensions.iter().map(|d| d.id.as_str()).into_tree();
    for id in review.scores.keys().filter(|id| !known.contains(id.as_str())).take(MOST) {
        let spot = Spot::default().at("scores").key(id.as_str());
        mistakes.unknown(&spot, "dimension", id.as_str(), few(known.iter().copied()));
    }
}

fn next(review: &Review, session: Option<&Session>, mistakes: &mut Mistakes) {
    let Some(next) = &review.next else { return };
    let spot = Spot::default().at("next");
    mistakes.minutes(&spot.at("minutes"), next.minutes);
    if let Some(question) = &next.question {
        mistakes.id(&spot.at("question"), question.as_str());
    }
    // The steps of another question are not at hand.
    let session =
        session.filter(|s| next.question.as_ref().is_none_or(|question| *question == s.question.id));
    if let (Some(step), Some(session)) = (&next.step, session)
        && session.is_own(step)
    {
        let known = session.framework.steps.iter().map(|step| step.id.as_str());
        mistakes.unknown(&spot.at("step"), "step", step.as_str(), few(known));
    }
}

/// The names among which the one that was meant is looked for.
fn few<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    names.filter(|name| is_bank_id(name)).take(NAMES)
}

/// What there is in a session for a comment to be on. Gathered once, because a stranger's review may hold a million.
struct Places<'a> {
    steps: BTreeSet<&'a str>,
    /// With the word for the part that each stands in.
    items: BTreeSet<(&'a str, &'a str)>,
    /// Of steps with columns.
    columns: BTreeMap<&'a StepId, BTreeSet<FieldId>>,
}

impl<'a> Places<'a> {
    fn of(session: &'a Session) -> Self {
        let cards = || session.opening.plan.iter().map(|card| card.step.as_str());
        let framework = session.framework.steps.iter().map(|step| step.id.as_str());
        let answered = session.steps.iter().map(|step| step.id.as_str());
        let steps = framework.chain(cards()).chain(answered).chain(RESERVED_STEPS).into_tree();

        let mut items: BTreeSet<(&str, &str)> = cards().map(|id| ("plan", id)).into_tree();
        items.extend(session.opening.asks.iter().map(|ask| ("clarify", ask.id.as_str())));
        items.extend(session.follow_ups.iter().map(|follow_up| ("follow_ups", follow_up.id.as_str())));
        items.extend(session.metrics().map(|(_, metric)| ("debrief", metric.id.as_str())));
        items.extend(session.metrics().map(|(step, metric)| (step.id.as_str(), metric.id.as_str())));
        let rows =
            session.steps.iter().flat_map(|step| step.answer.rows().iter().map(move |row| (step, row)));
        items.extend(rows.map(|(step, row)| (step.id.as_str(), row.id.as_str())));

        let with_rows = session.steps.iter().filter(|step| !step.answer.rows().is_empty());
        let columns = |step: &StepId| session.spec(step).columns().into_iter().map(|c| c.id).into_tree();
        let columns = with_rows.map(|step| (&step.id, columns(&step.id))).into_tree();
        Self { steps, items, columns }
    }

    fn look(&self, place: &Place, spot: &Spot, mistakes: &mut Mistakes) {
        let step = place.part.word();
        if !self.steps.contains(step) {
            return mistakes.unknown(&spot.at("step"), "step", step, few(self.steps.iter().copied()));
        }
        let is_there = |id: &ItemId| self.items.contains(&(step, id.as_str()));
        if let Some(id) = place.id.as_ref().filter(|id| !is_there(id)) {
            // Ids are given by counting, so that none is a slip of another.
            return mistakes.unknown(&spot.at("id"), "item", id.as_str(), []);
        }
        if let (Part::Step(step), Some(field)) = (&place.part, &place.field)
            && let Some(columns) = self.columns.get(step)
            && !columns.contains(field)
        {
            let known = columns.iter().map(FieldId::as_str);
            mistakes.unknown(&spot.at("field"), "field", field.as_str(), few(known));
        }
    }
}
