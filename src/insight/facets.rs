//! What a list of questions can be narrowed by, and how many each choice would leave. Searches nothing itself.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::search::{Entry, Status};
use crate::{
    model::{Difficulty, catalogue::Labels},
    sort::{IntoTree as _, Sort as _},
};

/// A kind of label that a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The framework's title.
    Type,
    /// How far one got with it.
    Status,
    /// How hard.
    Difficulty,
    /// Whose product it is.
    Company,
    /// What it trains.
    Skill,
    /// The industries it belongs to.
    Industry,
    /// The topics it touches.
    Topic,
}

impl Facet {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Type, Self::Status, Self::Difficulty, Self::Company, Self::Skill, Self::Industry, Self::Topic];

    /// As shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Status => "Status",
            Self::Difficulty => "Difficulty",
            Self::Company => "Company",
            Self::Skill => "Skill",
            Self::Industry => "Industry",
            Self::Topic => "Topic",
        }
    }

    /// Gives each label of that kind on a question.
    fn each<'a>(self, entry: &Entry<'a>, mut give: impl FnMut(&'a str)) {
        let of = entry.of;
        match self {
            Self::Type => give(of.type_title()),
            Self::Status => {
                let all = Status::ALL.into_iter().filter(|wanted| entry.status.is(*wanted));
                all.for_each(|status| give(status.id()));
            }
            Self::Difficulty => give(of.difficulty().id()),
            Self::Company => of.company().into_iter().for_each(give),
            Self::Skill => of.skills().for_each(give),
            Self::Industry => of.industries().for_each(give),
            Self::Topic => of.topics().for_each(give),
        }
    }

    /// Gives the number of each label of that kind on a question.
    fn each_number(self, entry: &Entry<'_>, mut give: impl FnMut(usize)) {
        let of = match self {
            Self::Status => {
                let all = Status::ALL.into_iter().enumerate();
                return all
                    .filter(|(_, wanted)| entry.status.is(*wanted))
                    .for_each(|(number, _)| give(number));
            }
            Self::Difficulty => return give(entry.of.difficulty() as usize),
            Self::Type => Labels::Type,
            Self::Company => Labels::Company,
            Self::Skill => Labels::Skills,
            Self::Industry => Labels::Industries,
            Self::Topic => Labels::Topics,
        };
        entry.of.numbers(of).for_each(|number| give(number as usize));
    }

    /// The label of a number, on the questions that `any` stands among.
    fn label(self, number: usize, any: Option<&Entry<'_>>) -> String {
        let label = match self {
            Self::Status => Status::ALL.get(number).map(|status| status.id()),
            Self::Difficulty => Difficulty::ALL.get(number).map(|difficulty| difficulty.id()),
            _ => any.and_then(|entry| Some(entry.of.label(u32::try_from(number).ok()?))),
        };
        label.unwrap_or_default().to_owned()
    }

    /// Where a label stands among its kind, where that has an order of its own.
    fn place(self, label: &str) -> usize {
        let order: Vec<&str> = match self {
            Self::Status => Status::ALL.map(Status::id).to_vec(),
            Self::Difficulty => vec!["easy", "medium", "hard"],
            _ => Vec::new(),
        };
        order.iter().position(|known| *known == label).unwrap_or(order.len())
    }
}

/// The labels that were chosen. Within one kind any may hold; across kinds all must.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(BTreeMap<Facet, BTreeSet<String>>);

impl Chosen {
    /// Chooses a label, or lets it go.
    pub fn toggle(&mut self, facet: Facet, label: &str) {
        let labels = self.0.entry(facet).or_default();
        if !labels.remove(label) {
            labels.insert(label.to_owned());
        }
        self.0.retain(|_, labels| !labels.is_empty());
    }

    /// Whether a label is chosen.
    pub fn has(&self, facet: Facet, label: &str) -> bool {
        self.0.get(&facet).is_some_and(|labels| labels.contains(label))
    }

    /// The chosen labels, in the order of their kinds.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(String::as_str)
    }

    /// Whether a question passes.
    pub fn admit(&self, entry: &Entry<'_>) -> bool {
        self.0.keys().all(|facet| self.admit_by(*facet, entry))
    }

    fn admit_by(&self, facet: Facet, entry: &Entry<'_>) -> bool {
        let Some(wanted) = self.0.get(&facet) else { return true };
        let mut admits = false;
        facet.each(entry, |label| admits |= wanted.contains(label));
        admits
    }
}

/// A label, and how many questions it would leave beside what else is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its kind.
    pub facet: Facet,
    /// As it is written.
    pub label: String,
    /// How many questions have it and pass the other kinds.
    pub count: usize,
}

/// The labels of `entries` of one catalogue, those that the search found, kind by kind: the most frequent first where there is no order
/// of their own. Labels that would leave nothing are left out, unless they are chosen.
pub fn choices<'a>(entries: impl IntoIterator<Item = &'a Entry<'a>>, chosen: &Chosen) -> Vec<Choice> {
    let mut counts: [Vec<usize>; Facet::ALL.len()] = Default::default();
    let mut any = None;
    for entry in entries {
        any = any.or(Some(entry));
        let mut closed = chosen.0.keys().copied().filter(|facet| !chosen.admit_by(*facet, entry));
        // What another kind shuts out does not count here.
        let counted: &[Facet] = match (closed.next(), closed.next()) {
            (None, _) => &Facet::ALL,
            (Some(only), None) => &[only],
            (Some(_), Some(_)) => &[],
        };
        for facet in counted {
            let counts = &mut counts[*facet as usize];
            facet.each_number(entry, |number| {
                if counts.len() <= number {
                    counts.resize(number + 1, 0);
                }
                counts[number] += 1;
            });
        }
    }
    let mut choices: Vec<Choice> = Vec::new();
    for (facet, counts) in Facet::ALL.into_iter().zip(counts) {
        let there = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
        let choice = |(number, count)| Choice { facet, label: facet.label(number, any), count };
        let from = choices.len();
        choices.extend(there.map(choice));
        let there = choices[from..].iter().map(|choice| choice.label.clone()).into_tree::<BTreeSet<_>>();
        let wanted = chosen.0.get(&facet).into_iter().flatten().filter(|label| !there.contains(*label));
        choices.extend(wanted.map(|label| Choice { facet, label: label.clone(), count: 0 }));
    }
    choices.arrange_by_key(|c| (c.facet, c.facet.place(&c.label), Reverse(c.count), c.label.clone()));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Brief, Catalogue, Difficulty, Question};

    fn question(id: &str, kind: &str, company: &str, topics: &[&str]) -> Question {
        Question {
            id: id.into(),
            kind: kind.into(),
            title: id.to_owned(),
            difficulty: if id < "c" { Difficulty::Hard } else { Difficulty::Easy },
            company: (!company.is_empty()).then(|| company.to_owned()),
            product: None,
            skills: Vec::new(),
            industries: Vec::new(),
            topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
            source: None,
            brief: Brief { say: String::new(), facts: Vec::new() },
            steps: BTreeMap::new(),
            follow_ups: Vec::new(),
            variants: Vec::new(),
            weak: None,
        }
    }

    fn catalogue() -> Catalogue {
        let questions = [
            question("a", "Root cause", "Bean", &["growth"]),
            question("b", "Root cause", "Icarus", &["growth", "fares"]),
            question("c", "Trade-off", "Bean", &["growth strategy"]),
            question("d", "Trade-off", "", &[]),
        ];
        Catalogue::of(questions, |kind| if *kind == "Root cause" { "Root cause" } else { "Trade-off" })
    }

    fn entries(catalogue: &Catalogue) -> Vec<Entry<'_>> {
        let statuses = [Status::New, Status::Done, Status::New, Status::Started];
        catalogue.iter().zip(statuses).map(|(of, status)| Entry { of, status }).collect()
    }

    fn left(chosen: &Chosen) -> String {
        entries(&catalogue()).iter().filter(|e| chosen.admit(e)).map(|e| e.of.id().to_owned()).collect()
    }

    fn counts(facet: Facet, chosen: &Chosen) -> Vec<(String, usize)> {
        let catalogue = catalogue();
        let entries = entries(&catalogue);
        let of = choices(&entries, chosen).into_iter().filter(|choice| choice.facet == facet);
        of.map(|choice| (choice.label, choice.count)).collect()
    }

    fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
    }

    #[test]
    fn within_a_kind_any_holds_and_across_kinds_all_must() {
        let mut chosen = Chosen::default();
        assert_eq!(left(&chosen), "abcd");
        chosen.toggle(Facet::Company, "Bean");
        assert_eq!(left(&chosen), "ac");
        chosen.toggle(Facet::Company, "Icarus");
        assert_eq!(left(&chosen), "abc");
        chosen.toggle(Facet::Topic, "growth");
        assert_eq!(left(&chosen), "ab", "a label is meant whole");
        assert_eq!(chosen.labels().collect::<Vec<_>>(), ["Bean", "Icarus", "growth"]);
        chosen.toggle(Facet::Topic, "growth");
        chosen.toggle(Facet::Company, "Bean");
        chosen.toggle(Facet::Company, "Icarus");
        assert_eq!(chosen, Chosen::default());
    }

    #[test]
    fn a_count_says_how_many_a_choice_would_leave() {
        let mut chosen = Chosen::default();
        assert_eq!(counts(Facet::Company, &chosen), pairs(&[("Bean", 2), ("Icarus", 1)]));
        assert_eq!(counts(Facet::Difficulty, &chosen), pairs(&[("easy", 2), ("hard", 2)]), "easy first");
        assert_eq!(counts(Facet::Status, &chosen), pairs(&[("new", 2), ("started", 1), ("done", 1)]));
        chosen.toggle(Facet::Company, "Bean");
        // Its own kind still offers the others, and the other kinds count what it leaves.
        assert_eq!(counts(Facet::Company, &chosen), pairs(&[("Bean", 2), ("Icarus", 1)]));
        assert_eq!(counts(Facet::Topic, &chosen), pairs(&[("growth", 1), ("growth strategy", 1)]));
        chosen.toggle(Facet::Status, "done");
        assert_eq!(left(&chosen), "");
        assert_eq!(
            counts(Facet::Company, &chosen),
            pairs(&[("Icarus", 1), ("Bean", 0)]),
            "what is chosen stays"
        );
        assert_eq!(counts(Facet::Type, &chosen), []);
        let catalogue = catalogue();
        for choice in choices(&entries(&catalogue), &Chosen::default()) {
            let mut one = Chosen::default();
            one.toggle(choice.facet, &choice.label);
            assert_eq!(left(&one).len(), choice.count, "{choice:?}");
        }
    }
}
