//! What was loaded of one file after the other: looked at, put behind each other, and where in them something stands.

use std::{collections::BTreeMap, mem};

use super::{
    load::{Content, Item, Loaded},
    ready::Ready,
    usable::is_usable,
};
use crate::{
    error::{Level, Problem},
    model::{
        Framework, FrameworkId,
        check::{self, Mistake, Spot},
        later::Later,
    },
};

impl Loaded {
    /// Looks at the questions whose type is one of these, and keeps of each what lists need and where the rest is. A file
    /// of which nothing is left to be looked at is let go.
    pub fn settle(&mut self, frameworks: &BTreeMap<FrameworkId, Later<Framework>>) {
        let items = mem::take(&mut self.items);
        for mut item in items {
            if let Some(question) = item.content.question().filter(|q| frameworks.contains_key(&q.kind)) {
                let mistakes = check::question(question, frameworks);
                let ready = is_usable(&mistakes).then(|| Ready::of(question, self.place(&item))).flatten();
                self.problems.extend(self.told(&item, mistakes));
                let Some(ready) = ready else {
                    self.lost += 1;
                    continue;
                };
                item =
                    Item { content: Content::Ready(Box::new(ready)), document: None, spot: Spot::default() };
            }
            self.items.push(item);
        }
        self.problems.retain(|problem| problem.level == Level::Error);
        if self.items.iter().all(|item| item.document.is_none()) {
            self.documents.clear();
        }
    }

    /// Questions that were looked at before.
    pub fn of_ready(ready: Vec<Ready>) -> Self {
        let content = ready.into_iter().map(|ready| Content::Ready(Box::new(ready)));
        let items = content.map(|content| Item { content, document: None, spot: Spot::default() });
        Self { items: items.collect(), ..Self::default() }
    }

    /// Takes in what others have loaded.
    pub fn append(&mut self, more: Self) {
        let before = self.documents.len();
        self.documents.extend(more.documents);
        let shifted = |item: Item| Item { document: item.document.map(|document| before + document), ..item };
        self.items.extend(more.items.into_iter().map(shifted));
        self.problems.extend(more.problems);
        self.vocabularies.extend(more.vocabularies);
        self.files += more.files;
        self.lost += more.lost;
    }

    /// Where the id of an item stands, as a problem of which nothing is said yet; none of what is built in.
    pub fn place(&self, item: &Item) -> Option<Problem> {
        if let Content::Ready(ready) = &item.content {
            return ready.at.clone();
        }
        let document = self.documents.get(item.document?)?;
        Some(document.problem(&item.spot.at("id"), String::new()))
    }

    /// The mistakes of an item, each where it stands; none of what is built in.
    pub fn told(&self, item: &Item, mistakes: Vec<Mistake>) -> Vec<Problem> {
        let Some(document) = item.document.and_then(|document| self.documents.get(document)) else {
            return Vec::new();
        };
        let spotted = |mistake: Mistake| {
            let spot = item.spot.then(mistake.spot);
            document.mistake(Mistake { spot, ..mistake })
        };
        let problems = mistakes.into_iter().map(spotted);
        problems.filter(|problem| !document.is_made_up((problem.line, problem.col))).collect()
    }
}
