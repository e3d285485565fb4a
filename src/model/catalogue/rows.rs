//! The rows of a catalogue: what lists and searches need of each question, borrowed from one text. Knows no whole question
//! but to take its head.

use std::{collections::HashMap, fmt, ops::Range};

use serde::{Deserialize, Serialize};

use crate::{
    model::{Difficulty, FrameworkId, Question, QuestionId},
    text::fold::words,
};

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

/// A kind of label that many questions share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// What their types are called.
    Type,
    /// Whose product it is.
    Company,
    /// What they train.
    Skills,
    /// Industries they belong to.
    Industries,
    /// Topics they touch.
    Topics,
}

/// What a list shows, borrowed from a catalogue.
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    rows: &'a Rows,
    row: &'a Row,
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
        self.iter().map(|listed| (listed.place(), listed.head()))
    }

    /// The one at a place in the order of ids.
    pub fn get(&self, index: usize) -> Option<Listed<'_>> {
        self.rows.get(index).map(|row| Listed { rows: self, row })
    }

    /// Where one stands in the order of ids.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.rows.binary_search_by(|row| self.text(row.id).cmp(id)).ok()
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Listed<'_>> + Clone {
        self.rows.iter().map(move |row| Listed { rows: self, row })
    }

    /// Those that are wanted.
    #[must_use]
    pub fn retain(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let rows = self.rows.iter().filter(|row| is_wanted(self.text(row.id))).cloned().collect();
        Self { rows, ..self.clone() }
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
    pub fn on(rows: Rows) -> Self {
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
        self.marks(which).iter().map(|number| rows.label(*number))
    }

    fn marks(&self, which: usize) -> &'a [u32] {
        let before: u32 = self.row.counts.iter().take(which).sum();
        let start = (self.row.marks + before) as usize;
        let end = start + self.row.counts[which] as usize;
        self.rows.marks.get(start..end).unwrap_or_default()
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

    /// The numbers of its labels of a kind; the same label has the same number in all of a catalogue.
    pub fn numbers(&self, of: Labels) -> impl Iterator<Item = u32> + use<'a> {
        let (one, several) = match of {
            Labels::Type => (Some(self.row.type_title), &[][..]),
            Labels::Company => (self.row.company, &[][..]),
            Labels::Skills => (None, self.marks(0)),
            Labels::Industries => (None, self.marks(1)),
            Labels::Topics => (None, self.marks(2)),
        };
        one.into_iter().chain(several.iter().copied())
    }

    /// The label of that number in its catalogue.
    pub fn label(&self, number: u32) -> &'a str {
        self.rows.label(number)
    }

    /// Every word that can be searched, the title's first: folded, a blank between them.
    pub fn folded(&self) -> &'a str {
        self.rows.text(self.row.folded)
    }

    /// The title's words of it.
    pub fn folded_title(&self) -> &'a str {
        self.folded().get(..self.row.folded_title as usize).unwrap_or_default()
    }

    /// How many bytes of it these take.
    pub fn folded_title_length(&self) -> usize {
        self.row.folded_title as usize
    }

    /// Where the whole of it is, as whoever put it there said.
    pub fn place(&self) -> u32 {
        self.row.place
    }

    /// Which letters stand in it.
    pub fn letters(&self) -> u64 {
        self.row.letters
    }
}

impl fmt::Debug for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Listed").field(&self.id()).field(&self.title()).finish()
    }
}
