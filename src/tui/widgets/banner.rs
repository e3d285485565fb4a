//! What stands above the keys all the while that something is not saved: where, why, and what happens next.

use std::borrow::Cow;

use super::notice::sentence;
use crate::{
    text::{
        display::shown_line,
        width::{cells, shorten},
        wrap::wrap_text,
    },
    tui::effect::Unsaved,
};

/// The lines that say where and why, as far as a path can be shortened for it.
const LINES: usize = 2;
/// What is left of a path in any case.
const LEAST: usize = 24;

/// The lines of the banner for so many cells.
pub fn lines(unsaved: &Unsaved, width: usize) -> Vec<String> {
    let kept = if unsaved.in_journal {
        "What you type is kept in the journal."
    } else {
        "What you type is in memory alone."
    };
    let next = format!(
        "{} Tried again every {} s. {kept} Esc, j keeps a copy elsewhere.",
        sentence(&unsaved.hint),
        unsaved.again.as_secs()
    );
    let all = [what(&shown_line(&unsaved.what), width), shown_line(&next).into_owned()];
    all.iter().flat_map(|text| wrap_text(text, width.max(1))).map(Cow::into_owned).collect()
}

/// Where and why: the reason stands whole, and of the place as much as there is room for.
fn what(words: &str, width: usize) -> String {
    let words = format!("NOT SAVED: {words}");
    let Some((place, reason)) = words.rsplit_once(": ") else { return words };
    // Lines break where they can, and so not all of them is used.
    let room = (width * LINES).saturating_sub(width / 5 + cells(reason) + 2);
    format!("{}: {reason}", shorten(place, room.max(LEAST)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_reason_is_whole_however_long_the_path_is() {
        let reason = "No space left on device (os error 28)";
        let place = format!("cannot write /home/ada/{}/2026-03-02-alipay-bcdf.yaml", "a folder/".repeat(30));
        let unsaved = Unsaved {
            what: format!("{place}: {reason}"),
            hint: "free some space on this disk".to_owned(),
            in_journal: true,
            again: Duration::from_secs(2),
        };
        for width in [58, 78, 118] {
            let lines = lines(&unsaved, width);
            assert!(lines.len() <= 5, "{lines:#?}");
            let together = lines.join(" ");
            for words in
                [reason, "NOT SAVED: cannot write", "bcdf.yaml", "Free some space", "every 2 s", "journal"]
            {
                assert!(together.contains(words), "{words}: {lines:#?}");
            }
        }
    }
}
