//! Ids from titles. Knows nothing of which are taken.

use crate::{
    model::{FrameworkId, id::is_bank_id},
    text::fold::words,
};

/// The most bytes of an id.
const LONGEST: usize = 64;
/// A number and its sign must fit behind the words.
const ROOM: usize = 6;

/// The words of a text in the letters of ids; nothing where most of them are of another script.
pub fn slug(text: &str) -> String {
    let words = words(text);
    let is_plain = |word: &&String| word.bytes().all(|b| b.is_ascii_alphanumeric());
    let plain: Vec<&String> = words.iter().filter(is_plain).collect();
    let letters =
        |words: &mut dyn Iterator<Item = &String>| -> usize { words.map(|word| word.chars().count()).sum() };
    if letters(&mut plain.iter().copied()) * 2 < letters(&mut words.iter()) {
        return String::new();
    }
    let mut slug = String::new();
    for word in plain {
        let more = word.len() + usize::from(!slug.is_empty());
        if slug.len() + more > LONGEST - ROOM {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The ids that a question may get, the best first, without end.
pub struct Ids {
    base: String,
    /// Whether the base alone is an id that says something.
    is_whole: bool,
    next: u32,
}

impl Ids {
    /// For a title, or for the id that somebody has given. Where neither has letters of ids, the type is numbered.
    pub fn of(given: Option<&str>, title: &str, kind: &FrameworkId) -> Self {
        let given = given.map(|id| if is_bank_id(id) { id.to_owned() } else { slug(id) });
        let base = given.filter(|id| !id.is_empty()).unwrap_or_else(|| slug(title));
        let is_whole = !base.is_empty();
        let base = if is_whole { base } else { kind.to_string() };
        Self { base, is_whole, next: 1 }
    }
}

impl Iterator for Ids {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let number = self.next;
        self.next += 1;
        if number == 1 && self.is_whole {
            return Some(self.base.clone());
        }
        let mark = format!("-{number}");
        let kept: String = self.base.chars().take(LONGEST - mark.len()).collect();
        Some(kept + &mark)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(title: &str) -> String {
        Ids::of(None, title, &"trade-off".into()).next().unwrap()
    }

    #[test]
    fn ids_come_from_titles() {
        for (title, id) in [
            ("Why did rides fall in Malmö?", "why-did-rides-fall-in-malmo"),
            ("Café & Don’t", "cafe-dont"),
            ("如何评价支付宝的成功？", "trade-off-1"),
            ("支付宝 Alipay payment metrics", "alipay-payment-metrics"),
            ("?!", "trade-off-1"),
        ] {
            assert_eq!(first(title), id);
        }
        let two: Vec<String> = Ids::of(None, "Rides", &"x".into()).take(2).collect();
        assert_eq!(two, ["rides", "rides-2"]);
        assert_eq!(Ids::of(Some("Q 12"), "Rides", &"x".into()).next().unwrap(), "q-12");
        assert_eq!(Ids::of(Some("my_id"), "Rides", &"x".into()).next().unwrap(), "my_id");
    }

    proptest! {
        #[test]
        fn every_id_is_of_good_form(title in any::<String>(), given in proptest::option::of(any::<String>())) {
            for id in Ids::of(given.as_deref(), &title, &"trade-off".into()).take(12) {
                prop_assert!(is_bank_id(&id), "{id}");
            }
        }
    }
}
