//! How large a session may grow: what does not fit is refused while it can still be kept elsewhere. Counts, and changes
//! nothing.

use std::{
    iter::Sum,
    ops::{Add, Sub},
};

use super::{Answer, Edit, Item, Session, Value, card::Card};

/// The most bytes of text that may be written in a session.
pub const TEXT: usize = 8 << 20;

/// The most that they may take in its file: a little less than what is read again, so that there is room for the question,
/// its framework and its rubric.
pub const FILE: usize = 14 << 20;

/// Why something was refused.
pub const TOO_LARGE: &str = "more than 8 MiB would be in this session";

/// How much it is: in bytes of text, and as it stands in a session's file at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    text: usize,
    file: usize,
}

impl Size {
    /// Of a text.
    pub fn of_text(text: &str) -> Self {
        Self::by(|count| (count.text)(text))
    }

    /// Of the answer to a step.
    pub fn of_answer(answer: &Answer) -> Self {
        Self::by(|count| count.answer(answer))
    }

    /// Of what an edit brings in; what it takes away is not counted.
    pub fn of_edit(edit: &Edit) -> Self {
        Self::by(|count| match edit {
            Edit::Splice { inserted, .. } => (count.text)(inserted),
            Edit::Insert { item, .. } => count.item(item),
            Edit::Set { new, .. } => count.value(new),
            Edit::Remove { .. } | Edit::Move { .. } => 0,
        })
    }

    /// Of all that is written in a session.
    pub fn of_session(session: &Session) -> Self {
        Self::by(|count| count.session(session))
    }

    /// The bytes of text.
    pub fn in_text(self) -> usize {
        self.text
    }

    /// The most bytes that it may take in a session's file.
    pub fn in_file(self) -> usize {
        self.file
    }

    /// Whether a session has room for so much more. It is asked at every key, so it looks closely only where it gets tight.
    pub fn fits(self, session: &Session) -> bool {
        let is_room = |all: Self| all.text <= TEXT && all.file <= FILE;
        let at_most = Self { text: PLAIN.session(session), file: AT_MOST.session(session) };
        is_room(at_most + self) || is_room(Self::of_session(session) + self)
    }

    fn by(count: impl Fn(&Count) -> usize) -> Self {
        Self { text: count(&PLAIN), file: count(&WRITTEN) }
    }
}

impl Add for Size {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self { text: self.text.saturating_add(more.text), file: self.file.saturating_add(more.file) }
    }
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), Add::add)
    }
}

impl Sub for Size {
    type Output = Self;

    fn sub(self, less: Self) -> Self {
        Self { text: self.text.saturating_sub(less.text), file: self.file.saturating_sub(less.file) }
    }
}

/// A way to count.
struct Count {
    /// A text.
    text: fn(&str) -> usize,
    /// What an item takes beside its texts.
    item: usize,
}

/// As it was typed.
const PLAIN: Count = Count { text: str::len, item: 0 };
/// As it may stand in a file: an item has an id, the names of its fields and what a metric's line refers to.
const WRITTEN: Count = Count { text: written, item: 500 };
/// The same, were each byte of it one that takes the most: no text has to be looked at.
const AT_MOST: Count = Count { text: |text| text.len().saturating_mul(LARGEST), item: WRITTEN.item };

/// The most bytes that one byte of text may take: a newline, with the blanks before the next line.
const LARGEST: usize = 8;

/// The bytes that a text takes at most. Of a long one most is plain, and told from the rest in passing.
fn written(text: &str) -> usize {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') & !matches!(byte, b'"' | b'\\' | b'\'');
    let (mut bytes, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let block = &rest[..rest.len().min(BLOCK)];
        // Without a branch, so that many bytes are looked at at once.
        if block.iter().fold(true, |plain, byte| plain & is_plain(*byte)) {
            (bytes, at) = (bytes + block.len(), at + block.len());
            continue;
        }
        let mut end = at + block.len();
        while !text.is_char_boundary(end) {
            end += 1;
        }
        bytes += text[at..end].chars().map(character).sum::<usize>();
        at = end;
    }
    bytes
}

/// So many bytes are plain together, or looked at one by one.
const BLOCK: usize = 64;

/// The bytes that a character takes at most, in lines of its own or escaped.
fn character(c: char) -> usize {
    match c {
        '\n' => LARGEST,
        '"' | '\\' | '\'' | '\t' => 2,
        ' '..='~' => 1,
        '\0'..='\u{9f}' => 4,
        '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => 6,
        '\u{a0}'..='\u{ffff}' => 3,
        _ => 10,
    }
}

impl Count {
    fn session(&self, session: &Session) -> usize {
        let opening = &session.opening;
        let asks: usize = opening.asks.iter().map(|ask| self.item + (self.text)(&ask.ask)).sum();
        let cards: usize = opening.plan.iter().map(|card| self.card(card)).sum();
        let steps: usize = session.steps.iter().map(|step| self.item + self.answer(&step.answer)).sum();
        let replies =
            session.follow_ups.iter().map(|f| self.item + (self.text)(&f.ask) + (self.text)(&f.answer));
        let wrap_up = (self.text)(&session.wrap_up.learnt) + (self.text)(&session.wrap_up.next.constraint);
        asks + cards + steps + replies.sum::<usize>() + wrap_up + self.debrief(session)
    }

    fn debrief(&self, session: &Session) -> usize {
        let completed = session.completed.values();
        let evidence = session.self_scores.values().map(|own| &own.evidence);
        let out_of_scope = session.out_of_scope.iter().map(|out| &out.reason);
        let dismissed = session.dismissed.iter().map(|dismissed| &dismissed.reason);
        let texts = completed.chain(evidence).chain(out_of_scope).chain(dismissed);
        texts.map(|text| self.item + (self.text)(text)).sum()
    }

    fn answer(&self, answer: &Answer) -> usize {
        match answer {
            Answer::Prose(text) => (self.text)(text),
            Answer::Rows(rows) => rows.iter().map(|row| self.values(row.fields.values())).sum(),
            Answer::Metrics(metrics) => metrics.iter().map(|metric| self.line(&metric.line)).sum(),
        }
    }

    fn values<'a>(&self, values: impl Iterator<Item = &'a Value>) -> usize {
        self.item + values.map(|value| self.value(value)).sum::<usize>()
    }

    fn value(&self, value: &Value) -> usize {
        match value {
            Value::Text(text) => self.item / 4 + (self.text)(text),
            Value::Flag(_) | Value::Ref(_) => self.item / 4,
        }
    }

    /// A metric's line stands in a file twice: as typed, and in its parts.
    fn line(&self, line: &str) -> usize {
        let again = if self.item > 0 { 2 } else { 1 };
        self.item + again * (self.text)(line)
    }

    fn card(&self, card: &Card) -> usize {
        let texts = [&card.title, &card.minutes, &card.change, &card.reason];
        self.item + texts.map(|text| (self.text)(text)).iter().sum::<usize>()
    }

    fn item(&self, item: &Item) -> usize {
        match item {
            Item::Ask(ask) => self.item + (self.text)(&ask.ask),
            Item::Card(card) => self.card(card),
            Item::Row(row) => self.values(row.fields.values()),
            Item::Metric(metric) => self.line(&metric.line),
            Item::FollowUp(reply) => self.item + (self.text)(&reply.ask) + (self.text)(&reply.answer),
            Item::OutOfScope(out) => self.item + (self.text)(&out.reason),
            Item::Dismissed(dismissed) => self.item + (self.text)(&dismissed.reason),
            Item::Opened(_) | Item::Mapping(_) => self.item,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_counted_as_typed_and_as_it_is_written_at_most() {
        let size = |text| Size::of_text(text);
        assert_eq!(size("ab支😀"), Size { text: 9, file: 15 });
        assert_eq!(size("\n\t\""), Size { text: 3, file: 12 });
        assert_eq!(size("ab") + size("c") - size("abc"), Size::default());
    }

    #[test]
    fn a_long_text_is_counted_like_its_characters() {
        for odd in ["", "\n", "'", "支", "\u{7}", "😀\n\n"] {
            for before in 0..BLOCK + 2 {
                let text = ["x".repeat(before).as_str(), odd, &"y".repeat(BLOCK * 2)].concat();
                assert_eq!(written(&text), text.chars().map(character).sum::<usize>(), "{before} {odd:?}");
                assert!(written(&text) <= (AT_MOST.text)(&text));
            }
        }
    }
}
