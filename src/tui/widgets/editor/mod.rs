//! The writing surface: prose of any length, wrapped cells, and fields of one line, all by the same code.
//!
//! The editor never owns the text, and never changes it: it says what to change, as a [`Splice`], and its owner does it.

mod deed;
mod layout;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use deed::{Deed, Motion, Outcome, Splice};
pub use layout::Layout;
pub use state::{Editor, Shape};
pub use view::{Echo, Styles};
