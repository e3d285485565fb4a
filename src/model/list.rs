//! What somebody has collected as a table or a list, before it is a bank: cells by the names of their columns.

/// The rows of a table, or the items of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What the columns are called, in order.
    pub columns: Vec<String>,
    /// In the file's order.
    pub entries: Vec<Entry>,
    /// What is in the file and in no entry: the line, and what it is.
    pub left_out: Vec<(usize, String)>,
}

/// One row or item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it begins, from 1.
    pub line: usize,
    /// Column and text, without the empty ones. A column may come back.
    pub cells: Vec<(String, String)>,
}
