//! Writes the pages that follow from the program: docs/keys.md, docs/findings.md, docs/practice.svg and the keys in README.md.
//!
//! `cargo run --example docs` brings them up to date; `tests/docs.rs` fails while they are not.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::fs;

#[path = "docs/findings.rs"]
mod findings;
#[path = "docs/keys.rs"]
mod keys;
#[path = "docs/pages.rs"]
mod pages;
#[path = "docs/picture.rs"]
mod picture;
#[path = "docs/rehearsal.rs"]
mod rehearsal;

#[expect(clippy::disallowed_macros, reason = "it names pages of ours")]
fn main() -> anyhow::Result<()> {
    for page in pages::all()? {
        let fresh = page.is_fresh();
        if !fresh {
            fs::write(pages::path(page.name), &page.text)?;
        }
        println!("{} {}", if fresh { "as it was " } else { "written   " }, page.name);
    }
    Ok(())
}
