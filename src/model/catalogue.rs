//! The questions of a bank: what lists and searches need of each, close together in memory, and the whole of one when it
//! is asked for. Reads no file itself: where the whole questions are is somebody else's knowledge.

mod layout;
mod making;
mod rows;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::{FrameworkId, Question, QuestionId};

pub use making::{Making, letters};
pub use rows::{Head, Labels, Listed, Rows};

/// Reads the whole of a question, by its place among those that were put into the catalogue with one and by its id; none
/// where that cannot be read any more.
pub type Read = Arc<dyn Fn(u32, &str) -> Option<Question> + Send + Sync>;

/// The questions, in the order of their ids. A clone shares them.
#[derive(Clone, Default)]
pub struct Catalogue {
    rows: Arc<Rows>,
    /// Questions that are in memory as a whole.
    own: BTreeMap<QuestionId, Arc<Question>>,
    read: Option<Read>,
    /// The one that was read last: a screen asks for it with every frame.
    last: Arc<Mutex<Option<Arc<Question>>>>,
}

impl Catalogue {
    /// Questions that are in memory as a whole; `title` is what a type is called.
    pub fn of<S: AsRef<str>>(
        questions: impl IntoIterator<Item = Question>,
        title: impl Fn(&FrameworkId) -> S,
    ) -> Self {
        let mut making = Making::default();
        let mut own = BTreeMap::new();
        for question in questions {
            making.add(&Head::of(&question).words(title(&question.kind).as_ref()), 0);
            own.insert(question.id.clone(), Arc::new(question));
        }
        Self { rows: Arc::new(making.into()), own, ..Self::default() }
    }

    /// Questions of which each is read when it is asked for.
    pub fn kept(rows: Rows, read: Read) -> Self {
        Self { rows: Arc::new(rows), read: Some(read), ..Self::default() }
    }

    /// Puts a question in, in the place of one of that id if there is one. `type_title` is what its type is called.
    pub fn insert(&mut self, question: Question, type_title: &str) {
        let mut making = self.rows.retain(|id| question.id != *id).go_on();
        making.add(&Head::of(&question).words(type_title), 0);
        self.rows = Arc::new(making.into());
        self.own.insert(question.id.clone(), Arc::new(question));
        self.last = Arc::default();
    }

    /// Leaves out those that are not wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.rows = Arc::new(self.rows.retain(&is_wanted));
        self.own.retain(|id, _| is_wanted(id.as_str()));
    }

    /// The rows alone.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Reads the words that are searched, which a first search would wait for: for a thread.
    pub fn read_words(&self) {
        let _ = self.rows.folded.len();
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What lists need of all of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Listed<'_>> + Clone {
        self.rows.iter()
    }

    /// What lists need of the one at a place in the order of ids.
    pub fn at(&self, index: usize) -> Option<Listed<'_>> {
        self.rows.get(index)
    }

    /// Where one stands in the order of ids.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.rows.place(id)
    }

    /// What lists need of one.
    pub fn get(&self, id: &str) -> Option<Listed<'_>> {
        self.rows.get(self.place(id)?)
    }

    /// Whether there is one of that id.
    pub fn contains(&self, id: &str) -> bool {
        self.place(id).is_some()
    }

    /// The ids, in their order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.iter().map(|listed| listed.id())
    }

    /// The whole of a question; none where there is none, or where it cannot be read any more.
    pub fn whole(&self, id: &str) -> Option<Arc<Question>> {
        if let Some(own) = self.own.get(id) {
            return Some(Arc::clone(own));
        }
        let place = self.get(id)?.place();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.id == *id) {
            return Some(Arc::clone(last));
        }
        // Another question than that is not what was asked for.
        let question = self.read.as_ref()?(place, id).filter(|question| question.id == *id)?;
        Some(Arc::clone(last.insert(Arc::new(question))))
    }

    /// The whole of all of them, one after the other.
    pub fn wholes(&self) -> impl Iterator<Item = Arc<Question>> {
        self.ids().filter_map(|id| self.whole(id))
    }
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.ids().all(|id| self.whole(id) == other.whole(id))
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}
