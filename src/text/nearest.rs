//! "Did you mean": the names nearest to a mistyped one.

use crate::sort::Sort as _;

/// The names that `typed` may have meant, the nearest first; none where nothing is near. At most three.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // What nobody types by mistake would only cost time.
    if typed.chars().count() > 80 {
        return Vec::new();
    }
    let typed = typed.to_lowercase();
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let far = strsim::osa_distance(&typed, &lower);
            let letters = [typed.chars().count(), lower.chars().count()];
            // Of two letters or less, everything would be the beginning of something.
            let begins =
                typed.starts_with(&lower) && letters[1] >= 3 || lower.starts_with(&typed) && letters[0] >= 3;
            let longest = letters[0].max(letters[1]);
            (begins || far * 3 <= longest).then_some((far, name))
        })
        .collect();
    near.arrange();
    near.dedup();
    near.truncate(3);
    near.into_iter().map(|(_, name)| name).collect()
}

/// The name that `typed` differs from by a slip of the keyboard: one letter, or two in a long one.
pub fn slip<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = typed.chars().count();
    let most = match letters {
        0..=4 => return None,
        5..=11 => 1,
        _ => 2,
    };
    names.into_iter().find(|name| {
        name.chars().count().abs_diff(letters) <= most && strsim::osa_distance(typed, name) <= most
    })
}

/// The help that goes with a mistyped name: what was meant, or else what there is.
pub fn did_you_mean<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let near = nearest(typed, names.iter().copied());
    let quote = |names: &[&str]| names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>();
    match (near.as_slice(), names.len()) {
        ([], 0) => None,
        ([], 1..=12) => Some(format!("there is {}", quote(&names).join(", "))),
        ([], _) => None,
        (near, _) => Some(format!("did you mean {}?", quote(near).join(" or "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let ids = ["metrics", "risks", "decide", "stakeholders", "2"];
        for (typed, expected) in [
            ("metrcs", vec!["metrics"]),
            ("Metrics", vec!["metrics"]),
            ("emtrics", vec!["metrics"]),
            ("stake", vec!["stakeholders"]),
            ("xyz", vec![]),
            ("", vec![]),
            ("2.5", vec![]),
        ] {
            assert_eq!(nearest(typed, ids), expected, "{typed}");
        }
    }

    #[test]
    fn help_names_what_there_is_where_nothing_is_near() {
        assert_eq!(did_you_mean("metrcs", ["metrics", "x"]).as_deref(), Some("did you mean \"metrics\"?"));
        assert_eq!(did_you_mean("zzz", ["a", "b"]).as_deref(), Some("there is \"a\", \"b\""));
        assert_eq!(did_you_mean("zzz", []), None);
    }
}
