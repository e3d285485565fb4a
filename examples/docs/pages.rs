//! The pages that follow from the program, as they should be. Knows where they lie; writes nothing.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use super::{findings, keys, picture, rehearsal};

/// What stands around the keys in the README.
const MARKERS: (&str, &str) = ("<!-- keys -->\n", "<!-- /keys -->");

/// A page.
pub struct Page {
    /// From the crate's folder, with slashes.
    pub name: &'static str,
    /// What it should hold.
    pub text: String,
}

/// Every page. The README is read first: only what stands between its markers follows from the program.
pub fn all() -> Result<Vec<Page>> {
    let screen = rehearsal::metrics_half_filled()?;
    Ok(vec![
        Page { name: "docs/keys.md", text: keys::page() },
        Page { name: "docs/findings.md", text: findings::page() },
        Page { name: "docs/practice.svg", text: picture::svg(&screen)? },
        Page { name: "README.md", text: readme()? },
    ])
}

impl Page {
    /// Whether the file holds what it should.
    pub fn is_fresh(&self) -> bool {
        read(self.name).is_ok_and(|text| text == self.text)
    }
}

fn readme() -> Result<String> {
    let text = read("README.md")?;
    let cut = text.split_once(MARKERS.0).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(MARKERS.1)?;
        Some((before, after))
    });
    let (before, after) =
        cut.context("README.md has no <!-- keys --> and <!-- /keys --> on lines of their own")?;
    Ok([before, MARKERS.0, &keys::summary(), MARKERS.1, after].concat())
}

/// A checkout on Windows may have other line ends.
fn read(name: &str) -> Result<String> {
    let path = path(name);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(text.replace("\r\n", "\n"))
}

/// Where a page lies.
pub fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), name].iter().collect()
}
