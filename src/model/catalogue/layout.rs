//! Where what a catalogue knows of a question stands in its row: a row is numbers of four bytes, the smallest byte first, so
//! that it is read where it lies and nothing is made of those that nobody looks at.

/// A number.
pub const NUMBER: usize = 4;
/// No label.
pub const NONE: u32 = u32::MAX;

// Stretches of a text take two numbers: where they begin, and how many bytes they have.

/// The id.
pub const ID: usize = 0;
/// The title.
pub const TITLE: usize = 2;
/// Every word that can be searched, folded, a blank between them: a stretch of a text of their own.
pub const FOLDED: usize = 4;
/// So many bytes of that are the title's.
pub const FOLDED_TITLE: usize = 6;
/// Which letters stand in it: two numbers, the lower half first.
pub const LETTERS: usize = 7;
/// The type, by the number of its label, and so on.
pub const KIND: usize = 9;
/// What the type is called.
pub const TYPE_TITLE: usize = 10;
/// Whose product it is.
pub const COMPANY: usize = 11;
/// Which product.
pub const PRODUCT: usize = 12;
/// How hard, by its place among all difficulties.
pub const DIFFICULTY: usize = 13;
/// Where its labels begin among the marks: skills, industries, topics.
pub const MARKS: usize = 14;
/// How many there are of each.
pub const COUNTS: usize = 15;
/// Where the whole of it is.
pub const PLACE: usize = 18;
/// The bytes of a row.
pub const ROW: usize = 19 * NUMBER;

/// A number of some; nought where there are not so many.
pub fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at * NUMBER..).and_then(|from| from.first_chunk());
    four.map_or(0, |four| u32::from_le_bytes(*four))
}
