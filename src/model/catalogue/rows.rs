//! The rows of a catalogue: what lists and searches need of each question, read where it lies. Knows no whole question but
//! to take its head.

use std::{borrow::Cow, cmp::Ordering, fmt};

use super::{
    layout::{
        COMPANY, COUNTS, DIFFICULTY, FOLDED, FOLDED_TITLE, ID, KIND, LETTERS, MARKS, NONE, NUMBER, PLACE,
        PRODUCT, ROW, TITLE, TYPE_TITLE, number,
    },
    making::{Making, Words, stretch},
};
use crate::model::{Difficulty, FrameworkId, Question, QuestionId, later::Later};

/// What a list shows of a question and a search looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The question.
    pub id: QuestionId,
    /// Its type.
    pub kind: FrameworkId,
    /// The prompt in one sentence.
    pub title: String,
    /// How hard.
    pub difficulty: Difficulty,
    /// Whose product it is.
    pub company: Option<String>,
    /// Which product.
    pub product: Option<String>,
    /// What it trains.
    pub skills: Vec<String>,
    /// Industries it belongs to.
    pub industries: Vec<String>,
    /// Topics it touches.
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

    /// Its words; `type_title` is what its type is called.
    pub fn words<'a>(&'a self, type_title: &'a str) -> Words<'a> {
        let labels = [&self.skills, &self.industries, &self.topics];
        Words {
            id: self.id.as_str(),
            kind: self.kind.as_str(),
            type_title,
            title: &self.title,
            difficulty: self.difficulty as u32,
            company: self.company.as_deref(),
            product: self.product.as_deref(),
            labels: labels.map(|labels| labels.iter().map(String::as_str).collect()),
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
    row: &'a [u8],
}

/// The rows of a catalogue, as [`Making`] makes them; they are in the program, or were read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// All words that are shown.
    pub text: Cow<'static, str>,
    /// All words that are searched: read when somebody searches.
    pub folded: Later<Cow<'static, str>>,
    /// The labels, as stretches of the text.
    pub labels: Cow<'static, [u8]>,
    /// The labels of the rows, by their numbers.
    pub marks: Cow<'static, [u8]>,
    /// The rows, in the order of their ids.
    pub rows: Cow<'static, [u8]>,
}

impl From<Making> for Rows {
    fn from(made: Making) -> Self {
        let Making { text, folded, labels, marks, rows, .. } = made.finish();
        let folded = Cow::from(folded).into();
        Self { text: text.into(), folded, labels: labels.into(), marks: marks.into(), rows: rows.into() }
    }
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The heads, each with the place of its whole.
    pub fn heads(&self) -> impl Iterator<Item = (u32, Head)> {
        self.iter().map(|listed| (listed.place(), listed.head()))
    }

    /// The one at a place in the order of ids.
    pub fn get(&self, index: usize) -> Option<Listed<'_>> {
        let row = self.rows.get(index * ROW..(index + 1) * ROW)?;
        Some(Listed { rows: self, row })
    }

    /// Where one stands in the order of ids.
    pub fn place(&self, id: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.get(middle)?.id().cmp(id) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Listed<'_>> + Clone {
        self.rows.chunks_exact(ROW).map(move |row| Listed { rows: self, row })
    }

    /// Those that are wanted.
    #[must_use]
    pub fn retain(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let wanted = self.iter().filter(|listed| is_wanted(listed.id()));
        let rows = wanted.flat_map(|listed| listed.row).copied().collect();
        Self { rows, ..self.clone() }
    }

    /// More rows are to be put to these.
    pub fn go_on(self) -> Making {
        let Self { text, folded, labels, marks, rows } = self;
        let folded = Cow::clone(&folded).into_owned();
        Making::on([text.into_owned(), folded], [labels, marks, rows].map(Cow::into_owned))
    }

    fn label(&self, number: u32) -> &str {
        self.labels.get(number as usize * 2 * NUMBER..).map_or("", |label| stretch(&self.text, label, 0))
    }
}

impl<'a> Listed<'a> {
    /// Its id.
    pub fn id(&self) -> &'a str {
        self.stretch(ID)
    }

    /// The prompt in one sentence.
    pub fn title(&self) -> &'a str {
        self.stretch(TITLE)
    }

    /// The id of its type.
    pub fn kind(&self) -> &'a str {
        self.rows.label(self.number(KIND))
    }

    /// What its type is called.
    pub fn type_title(&self) -> &'a str {
        self.rows.label(self.number(TYPE_TITLE))
    }

    /// How hard.
    pub fn difficulty(&self) -> Difficulty {
        let place = self.number(DIFFICULTY) as usize;
        Difficulty::ALL.get(place).copied().unwrap_or(Difficulty::Medium)
    }

    /// Whose product it is.
    pub fn company(&self) -> Option<&'a str> {
        self.number_of(COMPANY).map(|number| self.rows.label(number))
    }

    /// Which product.
    pub fn product(&self) -> Option<&'a str> {
        self.number_of(PRODUCT).map(|number| self.rows.label(number))
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
        self.marks(which).map(|number| rows.label(number))
    }

    /// The numbers of its skills, industries or topics.
    fn marks(&self, which: usize) -> impl Iterator<Item = u32> + Clone + use<'a> {
        let count = |which| self.number(COUNTS + which) as usize;
        let start = (self.number(MARKS) as usize + (0..which).map(count).sum::<usize>()) * NUMBER;
        let end = start + count(which) * NUMBER;
        let marks = self.rows.marks.get(start..end).unwrap_or_default();
        marks.chunks_exact(NUMBER).map(|mark| number(mark, 0))
    }

    fn number(&self, at: usize) -> u32 {
        number(self.row, at)
    }

    fn number_of(&self, label: usize) -> Option<u32> {
        Some(self.number(label)).filter(|number| *number != NONE)
    }

    fn stretch(&self, at: usize) -> &'a str {
        stretch(&self.rows.text, self.row, at)
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
            Labels::Type => (Some(self.number(TYPE_TITLE)), None),
            Labels::Company => (self.number_of(COMPANY), None),
            Labels::Skills => (None, Some(self.marks(0))),
            Labels::Industries => (None, Some(self.marks(1))),
            Labels::Topics => (None, Some(self.marks(2))),
        };
        one.into_iter().chain(several.into_iter().flatten())
    }

    /// The label of that number in its catalogue.
    pub fn label(&self, number: u32) -> &'a str {
        self.rows.label(number)
    }

    /// Every word that can be searched, the title's first: folded, a blank between them.
    pub fn folded(&self) -> &'a str {
        stretch(&self.rows.folded, self.row, FOLDED)
    }

    /// The title's words of it.
    pub fn folded_title(&self) -> &'a str {
        self.folded().get(..self.number(FOLDED_TITLE) as usize).unwrap_or_default()
    }

    /// How many bytes of it these take.
    pub fn folded_title_length(&self) -> usize {
        self.number(FOLDED_TITLE) as usize
    }

    /// Where the whole of it is, as whoever put it there said.
    pub fn place(&self) -> u32 {
        self.number(PLACE)
    }

    /// Which letters stand in it.
    pub fn letters(&self) -> u64 {
        u64::from(self.number(LETTERS)) | u64::from(self.number(LETTERS + 1)) << 32
    }
}

impl fmt::Debug for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Listed").field(&self.id()).field(&self.title()).finish()
    }
}
