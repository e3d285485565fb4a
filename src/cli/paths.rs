//! `casebook paths`: where files live.

use super::{context::Context, error::Done, out};

/// One place a line, its name first.
pub fn run(context: &Context) -> Done {
    let places = context.places()?;
    let row = |(name, path): (&str, &std::path::Path)| {
        vec![name.to_owned(), out::line(&path.display().to_string())]
    };
    out::print(&out::table(&places.named().map(row)))
}
