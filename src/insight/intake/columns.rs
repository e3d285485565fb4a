//! What the columns of a list mean: by their names, or as somebody says. Looks into no cell.

use std::collections::BTreeMap;

use super::{plain, slug};
use crate::text::nearest::did_you_mean;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// What the id should be.
    Id,
    /// The type, by id or title.
    Type,
    /// The prompt in one sentence.
    Title,
    /// easy, medium or hard.
    Difficulty,
    /// Whose product it is.
    Company,
    /// Which product.
    Product,
    /// What it trains.
    Skills,
    /// Industries it belongs to.
    Industries,
    /// Topics it touches.
    Topics,
    /// What the interviewer says.
    Say,
    /// A heading above a list: a type, a difficulty or a topic.
    Heading,
    /// Anything else, under a key that begins with `x-`.
    Free(String),
}

/// A key as `--map` names it, and the names by which columns are known to hold it, as they are compared.
const NAMES: [(&str, Key, &[&str]); 11] = [
    ("id", Key::Id, &["key", "slug", "编号"]),
    ("type", Key::Type, &["question type", "framework", "kind", "类型", "题型"]),
    ("title", Key::Title, &["question", "questions", "prompt", "interview question", "问题", "题目", "标题"]),
    ("difficulty", Key::Difficulty, &["level", "难度"]),
    ("company", Key::Company, &["companies", "公司"]),
    ("product", Key::Product, &["products", "产品"]),
    ("skills", Key::Skills, &["skill", "技能", "能力"]),
    ("industries", Key::Industries, &["industry", "行业"]),
    ("topics", Key::Topics, &["topic", "tag", "tags", "category", "categories", "主题", "标签"]),
    ("brief", Key::Say, &["say", "context", "background", "description", "details", "背景", "描述"]),
    ("heading", Key::Heading, &[]),
];

/// Names of columns whose texts are kept as notes.
const NOTES: [&str; 9] =
    ["notes", "note", "answer", "answers", "sample answer", "model answer", "答案", "备注", "笔记"];

/// What each column of a list holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Columns(BTreeMap<String, Key>);

/// Why columns cannot be understood: what is wrong, and what to do.
pub type Wrong = (String, String);

impl Columns {
    /// Those of these names. `maps` say for some what they hold.
    pub fn of(names: &[String], maps: &[(String, String)]) -> Result<Self, Wrong> {
        let mut keys = BTreeMap::new();
        for (column, key) in maps {
            let name = names.iter().find(|name| plain(name) == plain(column) || *name == column);
            let name = name.ok_or_else(|| no_column(column, names))?;
            keys.insert(name.clone(), named(key)?);
        }
        for name in names {
            if !keys.contains_key(name) {
                keys.insert(name.clone(), meant(name));
            }
        }
        let mut columns = Self(keys);
        columns.part(names, maps);
        if columns.0.values().any(|key| *key == Key::Title) {
            Ok(columns)
        } else {
            let what = format!("no column holds the question; there is {}", quoted(names));
            Err((what, "say which one does: --map COLUMN=title".to_owned()))
        }
    }

    /// What a column holds.
    pub fn key(&self, column: &str) -> Key {
        self.0.get(column).cloned().unwrap_or_else(|| Key::Free(free(column)))
    }

    /// "Title" and "Question" side by side: the first is the title, and the other is what the interviewer says.
    fn part(&mut self, names: &[String], maps: &[(String, String)]) {
        let is_mapped = |name: &String| maps.iter().any(|(column, _)| plain(column) == plain(name));
        let mapped = names.iter().find(|name| is_mapped(name) && self.0.get(*name) == Some(&Key::Title));
        let titles = names.iter().filter(|name| self.0.get(*name) == Some(&Key::Title));
        let first = mapped.or(titles.clone().next()).cloned();
        let others: Vec<String> = titles.filter(|name| Some(*name) != first.as_ref()).cloned().collect();
        for name in others {
            self.0.insert(name, Key::Say);
        }
    }
}

/// The key that a column's name means.
fn meant(name: &str) -> Key {
    let name_words = plain(name);
    let known =
        NAMES.iter().find(|(key, _, names)| name_words == *key || names.contains(&name_words.as_str()));
    match known {
        Some((_, key, _)) => key.clone(),
        None if NOTES.contains(&name_words.as_str()) => Key::Free("x-notes".to_owned()),
        None => Key::Free(free(name)),
    }
}

/// The key that `--map` names.
fn named(key: &str) -> Result<Key, Wrong> {
    if let Some(name) = key.strip_prefix("x-") {
        return Ok(Key::Free(free(name)));
    }
    let known = NAMES.iter().find(|(name, ..)| *name == key);
    known.map(|(_, key, _)| key.clone()).ok_or_else(|| {
        let names = NAMES.iter().map(|(name, ..)| *name);
        let hint = did_you_mean(key, names).unwrap_or_else(|| "free keys begin with x-".to_owned());
        (format!("\"{key}\" is no key of a question"), hint)
    })
}

fn no_column(column: &str, names: &[String]) -> Wrong {
    let hint = did_you_mean(column, names.iter().map(String::as_str));
    (
        format!("there is no column \"{column}\""),
        hint.unwrap_or_else(|| format!("there is {}", quoted(names))),
    )
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The free key for a column.
pub fn free(column: &str) -> String {
    let name = slug(column);
    format!("x-{}", if name.is_empty() { "column" } else { &name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &[&str], maps: &[(&str, &str)]) -> Result<Vec<Key>, Wrong> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let maps: Vec<_> = maps.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Columns::of(&names, &maps).map(|columns| names.iter().map(|name| columns.key(name)).collect())
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let free = |name: &str| Key::Free(name.to_owned());
        let cases: &[(&[&str], &[Key])] = &[
            (
                &["QUESTION", "Skill", "Tags", "Answer"],
                &[Key::Title, Key::Skills, Key::Topics, free("x-notes")],
            ),
            (&["问题", "难度", "公司"], &[Key::Title, Key::Difficulty, Key::Company]),
            (&["Title", "Question"], &[Key::Title, Key::Say]),
            (&["title", "Asked in (year)", "？"], &[Key::Title, free("x-asked-in-year"), free("x-column")]),
        ];
        for (names, expected) in cases {
            assert_eq!(keys(names, &[]).unwrap(), *expected, "{names:?}");
        }
    }

    #[test]
    fn a_map_goes_before_a_name() {
        assert_eq!(keys(&["Text", "Title"], &[("text", "title")]).unwrap(), [Key::Title, Key::Say]);
        assert_eq!(
            keys(&["Q", "Round"], &[("Q", "title"), ("Round", "x-round")]).unwrap()[1],
            Key::Free("x-round".into())
        );
        assert!(keys(&["Q"], &[]).unwrap_err().1.contains("--map"));
        assert!(
            keys(&["Prompts"], &[("Prompt", "title")]).unwrap_err().1.contains("did you mean \"Prompts\"?")
        );
        assert!(keys(&["Q"], &[("Q", "tilte")]).unwrap_err().1.contains("did you mean \"title\"?"));
    }
}
