//! The questions of a bank: what lists and searches need of each, close together in memory, and the whole of one when it
//! is asked for. Reads no file itself: where the whole questions are is somebody else's knowledge.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::{Difficulty, FrameworkId, Question, QuestionId};
use crate::text::fold::words;

#[cfg(test)]
mod tests;

/// What a list shows of a question and a search looks at.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Head {
    /// The question.
    pub id: QuestionId,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: FrameworkId,
    /// The prompt in one sentence.
    pub title: String,
    /// How hard.
    pub difficulty: Difficulty,
    /// Whose product it is.
    #[serde(default)]
    pub company: Option<String>,
    /// Which product.
    #[serde(default)]
    pub product: Option<String>,
    /// What it trains.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Industries it belongs to.
    #[serde(default)]
    pub industries: Vec<String>,
    /// Topics it touches.
    #[serde(default)]
    pub topics: Vec<String>,
}

impl Head {
    /// Of a question.
    pub fn of(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            kind: question.kind.clone(),
            title: question.title.clone(),
            difficulty: question.difficulty,
            company: question.company.clone(),
            product: question.product.clone(),
            skills: question.skills.clone(),
            industries: question.industries.clone(),
            topics: question.topics.clone(),
        }
    }
}

/// The same, borrowed from a catalogue.
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    rows: &'a Rows,
    row: &'a Row,
}

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

/// The rows of a catalogue, which can be kept in a file. All words stand in one text; a label that many questions share
/// stands in it once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    text: String,
    labels: Vec<Span>,
    /// The labels of the rows, each by its number.
    marks: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    id: Span,
    title: Span,
    /// Every word that can be searched, folded, a blank between them; so many bytes of it are the title's.
    folded: Span,
    folded_title: u32,
    /// Which letters stand in it.
    letters: u64,
    /// By their numbers among the labels.
    kind: u32,
    type_title: u32,
    company: Option<u32>,
    product: Option<u32>,
    difficulty: Difficulty,
    /// Where its labels begin among the marks: skills, industries, topics, and so many of each.
    marks: u32,
    counts: [u32; 3],
    /// Where the whole of it is.
    place: u32,
}

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Span(u32, u32);

impl Span {
    fn range(self) -> Range<usize> {
        let start = self.0 as usize;
        start..start + self.1 as usize
    }
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The heads, each with the place of its whole.
    pub fn heads(&self) -> impl Iterator<Item = (u32, Head)> {
        self.rows.iter().map(|row| (row.place, Listed { rows: self, row }.head()))
    }

    fn get(&self, index: usize) -> Option<Listed<'_>> {
        self.rows.get(index).map(|row| Listed { rows: self, row })
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        self.rows.binary_search_by(|row| self.text(row.id).cmp(id))
    }

    fn text(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn label(&self, number: u32) -> &str {
        self.labels.get(number as usize).map_or("", |span| self.text(*span))
    }
}

/// Makes rows.
#[derive(Debug, Default)]
pub struct Making {
    rows: Rows,
    /// The numbers of the labels.
    labels: HashMap<String, u32>,
}

impl Making {
    /// Goes on with rows that are there.
    fn on(rows: Rows) -> Self {
        let labels =
            (0..).zip(&rows.labels).map(|(number, span)| (rows.text(*span).to_owned(), number)).collect();
        Self { rows, labels }
    }

    /// Adds a question. `type_title` is what its type is called, `place` where the whole of it is: `read` is asked for it.
    pub fn add(&mut self, head: &Head, type_title: &str, place: u32) {
        let folded = folded(head, type_title);
        let labels = [&head.skills, &head.industries, &head.topics];
        let marks = self.rows.marks.len() as u32;
        for label in labels.into_iter().flatten() {
            let number = self.label(label);
            self.rows.marks.push(number);
        }
        let row = Row {
            id: self.text(head.id.as_str()),
            title: self.text(&head.title),
            folded: self.text(&folded.all),
            folded_title: folded.title as u32,
            letters: letters(&folded.all),
            kind: self.label(head.kind.as_str()),
            type_title: self.label(type_title),
            company: head.company.as_ref().map(|company| self.label(company)),
            product: head.product.as_ref().map(|product| self.label(product)),
            difficulty: head.difficulty,
            marks,
            counts: labels.map(|labels| labels.len() as u32),
            place,
        };
        self.rows.rows.push(row);
    }

    /// The rows, in the order of their ids.
    pub fn finish(mut self) -> Rows {
        let mut rows = std::mem::take(&mut self.rows.rows);
        rows.sort_by(|a, b| self.rows.text(a.id).cmp(self.rows.text(b.id)));
        Rows { rows, ..self.rows }
    }

    fn text(&mut self, text: &str) -> Span {
        let start = self.rows.text.len() as u32;
        self.rows.text.push_str(text);
        Span(start, text.len() as u32)
    }

    fn label(&mut self, label: &str) -> u32 {
        if let Some(number) = self.labels.get(label) {
            return *number;
        }
        let number = self.rows.labels.len() as u32;
        let span = self.text(label);
        self.rows.labels.push(span);
        self.labels.insert(label.to_owned(), number);
        number
    }
}

struct Folded {
    all: String,
    /// So many bytes of it are the title's.
    title: usize,
}

fn folded(head: &Head, type_title: &str) -> Folded {
    let mut all = words(&head.title).join(" ");
    let title = all.len();
    let labels = head.skills.iter().chain(&head.industries).chain(&head.topics);
    let named = head.company.iter().chain(&head.product).chain(labels).map(String::as_str);
    for part in named.chain([type_title, head.id.as_str()]) {
        for word in words(part) {
            all.push(' ');
            all.push_str(&word);
        }
    }
    Folded { all, title }
}

/// Which letters stand in a folded text: a bit each for a to z and 0 to 9, the rest share what is left.
pub fn letters(text: &str) -> u64 {
    text.chars().filter(|c| *c != ' ').fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        mask | 1 << bit
    })
}

impl<'a> Listed<'a> {
    /// Its id.
    pub fn id(&self) -> &'a str {
        self.rows.text(self.row.id)
    }

    /// The prompt in one sentence.
    pub fn title(&self) -> &'a str {
        self.rows.text(self.row.title)
    }

    /// The id of its type.
    pub fn kind(&self) -> &'a str {
        self.rows.label(self.row.kind)
    }

    /// What its type is called.
    pub fn type_title(&self) -> &'a str {
        self.rows.label(self.row.type_title)
    }

    /// How hard.
    pub fn difficulty(&self) -> Difficulty {
        self.row.difficulty
    }

    /// Whose product it is.
    pub fn company(&self) -> Option<&'a str> {
        self.row.company.map(|number| self.rows.label(number))
    }

    /// Which product.
    pub fn product(&self) -> Option<&'a str> {
        self.row.product.map(|number| self.rows.label(number))
    }

    /// What it trains.
    pub fn skills(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.labels(0)
    }

    /// Industries it belongs to.
    pub fn industries(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.labels(1)
    }

    /// Topics it touches.
    pub fn topics(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.labels(2)
    }

    fn labels(&self, which: usize) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let rows = self.rows;
        let before: u32 = self.row.counts.iter().take(which).sum();
        let start = (self.row.marks + before) as usize;
        let end = start + self.row.counts[which] as usize;
        rows.marks.get(start..end).unwrap_or_default().iter().map(|number| rows.label(*number))
    }

    /// All of it, not borrowed.
    pub fn head(&self) -> Head {
        let owned = |label: &str| label.to_owned();
        Head {
            id: self.id().into(),
            kind: self.kind().into(),
            title: self.title().to_owned(),
            difficulty: self.difficulty(),
            company: self.company().map(owned),
            product: self.product().map(owned),
            skills: self.skills().map(owned).collect(),
            industries: self.industries().map(owned).collect(),
            topics: self.topics().map(owned).collect(),
        }
    }

    /// Every word that can be searched, the title's first: folded, a blank between them.
    pub fn folded(&self) -> &'a str {
        self.rows.text(self.row.folded)
    }

    /// The title's words of it.
    pub fn folded_title(&self) -> &'a str {
        self.folded().get(..self.row.folded_title as usize).unwrap_or_default()
    }

    /// Which letters stand in it.
    pub fn letters(&self) -> u64 {
        self.row.letters
    }
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
            making.add(&Head::of(&question), title(&question.kind).as_ref(), 0);
            own.insert(question.id.clone(), Arc::new(question));
        }
        Self { rows: Arc::new(making.finish()), own, ..Self::default() }
    }

    /// Questions of which each is read when it is asked for.
    pub fn kept(rows: Rows, read: Read) -> Self {
        Self { rows: Arc::new(rows), read: Some(read), ..Self::default() }
    }

    /// Puts a question in, in the place of one of that id if there is one. `type_title` is what its type is called.
    pub fn insert(&mut self, question: Question, type_title: &str) {
        let mut rows = Rows::clone(&self.rows);
        if let Ok(there) = rows.find(question.id.as_str()) {
            rows.rows.remove(there);
        }
        let mut making = Making::on(rows);
        making.add(&Head::of(&question), type_title, 0);
        self.rows = Arc::new(making.finish());
        self.own.insert(question.id.clone(), Arc::new(question));
        self.last = Arc::default();
    }

    /// Leaves out those that are not wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        let mut rows = Rows::clone(&self.rows);
        let kept = rows.rows.iter().filter(|row| is_wanted(rows.text(row.id))).cloned().collect();
        rows.rows = kept;
        self.rows = Arc::new(rows);
        self.own.retain(|id, _| is_wanted(id.as_str()));
    }

    /// The rows alone.
    pub fn rows(&self) -> &Rows {
        &self.rows
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
        let rows = &*self.rows;
        rows.rows.iter().map(move |row| Listed { rows, row })
    }

    /// What lists need of the one at a place in the order of ids.
    pub fn at(&self, index: usize) -> Option<Listed<'_>> {
        self.rows.get(index)
    }

    /// Where one stands in the order of ids.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.rows.find(id).ok()
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
        let place = self.rows.rows.get(self.place(id)?)?.place;
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

impl fmt::Debug for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Listed").field(&self.id()).field(&self.title()).finish()
    }
}
