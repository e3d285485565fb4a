//! Makes the rows of a catalogue, in the program and when it is built. Knows nothing of questions but their words.

use std::collections::HashMap;

use super::layout::{ID, NONE, NUMBER, ROW, number};
use crate::text::fold::words;

/// What lists need of a question.
pub struct Words<'a> {
    /// The question.
    pub id: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// What that is called.
    pub type_title: &'a str,
    /// The prompt in one sentence.
    pub title: &'a str,
    /// How hard, by its place among all difficulties.
    pub difficulty: u32,
    /// Whose product it is.
    pub company: Option<&'a str>,
    /// Which product.
    pub product: Option<&'a str>,
    /// What it trains, industries it belongs to, topics it touches.
    pub labels: [Vec<&'a str>; 3],
}

/// Rows that are being made: what came of it so far.
#[derive(Debug, Default)]
pub struct Making {
    /// All words that are shown; a label that many questions share stands there once.
    pub text: String,
    /// All words that are searched.
    pub folded: String,
    /// The labels, as stretches of the text.
    pub labels: Vec<u8>,
    /// The labels of the rows, by their numbers.
    pub marks: Vec<u8>,
    /// The rows.
    pub rows: Vec<u8>,
    /// The numbers of the labels.
    numbers: HashMap<String, u32>,
}

impl Making {
    /// Goes on with what is there.
    pub fn on([text, folded]: [String; 2], [labels, marks, rows]: [Vec<u8>; 3]) -> Self {
        let named = labels.chunks_exact(2 * NUMBER).map(|label| stretch(&text, label, 0).to_owned());
        let numbers = named.zip(0..).collect();
        Self { text, folded, labels, marks, rows, numbers }
    }

    /// Adds a question. `place` is where the whole of it is: `read` is asked for it.
    pub fn add(&mut self, question: &Words<'_>, place: u32) {
        let (folded, folded_title) = folded(question);
        let marks = (self.marks.len() / NUMBER) as u32;
        for label in question.labels.iter().flatten() {
            let number = self.label(label);
            self.marks.extend(number.to_le_bytes());
        }
        let mask = letters(&folded);
        let [id, title] = [question.id, question.title].map(|words| put(&mut self.text, words));
        let folded = put(&mut self.folded, &folded);
        let mut label = |label: Option<&str>| label.map_or(NONE, |label| self.label(label));
        let labels = [Some(question.kind), Some(question.type_title), question.company, question.product];
        let [kind, type_title, company, product] = labels.map(&mut label);
        let [skills, industries, topics] = [0, 1, 2].map(|which: usize| question.labels[which].len() as u32);
        // In the order of the layout.
        let row: [u32; ROW / NUMBER] = [
            id.0,
            id.1,
            title.0,
            title.1,
            folded.0,
            folded.1,
            folded_title,
            mask as u32,
            (mask >> 32) as u32,
            kind,
            type_title,
            company,
            product,
            question.difficulty,
            marks,
            skills,
            industries,
            topics,
            place,
        ];
        self.rows.extend(row.into_iter().flat_map(u32::to_le_bytes));
    }

    /// Puts the rows into the order of their ids.
    #[must_use]
    pub fn finish(self) -> Self {
        let mut rows: Vec<&[u8]> = self.rows.chunks_exact(ROW).collect();
        rows.sort_by_key(|row| stretch(&self.text, row, ID));
        let rows = rows.concat();
        Self { rows, ..self }
    }

    fn label(&mut self, label: &str) -> u32 {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        let (start, len) = put(&mut self.text, label);
        self.labels.extend([start, len].into_iter().flat_map(u32::to_le_bytes));
        self.numbers.insert(label.to_owned(), number);
        number
    }
}

/// Puts words behind a text; where they begin, and how many bytes they have.
fn put(text: &mut String, words: &str) -> (u32, u32) {
    let start = text.len() as u32;
    text.push_str(words);
    (start, words.len() as u32)
}

/// The stretch of a text that two numbers say; empty where it has none such.
pub fn stretch<'a>(text: &'a str, numbers: &[u8], at: usize) -> &'a str {
    let (start, len) = (number(numbers, at) as usize, number(numbers, at + 1) as usize);
    text.get(start..start.saturating_add(len)).unwrap_or_default()
}

/// Every word that can be searched, and how many bytes of it are the title's.
fn folded(question: &Words<'_>) -> (String, u32) {
    let mut all = words(question.title).join(" ");
    let title = all.len() as u32;
    let named = question.company.into_iter().chain(question.product);
    let named = named.chain(question.labels.iter().flatten().copied());
    for part in named.chain([question.type_title, question.id]) {
        for word in words(part) {
            all.push(' ');
            all.push_str(&word);
        }
    }
    (all, title)
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
