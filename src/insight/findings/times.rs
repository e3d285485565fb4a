//! Whether words say over what time: "payments a week", "within 7 days", "每周". It only ever keeps a rule from asking;
//! nothing is asked because of it.

use crate::text::fold;

/// A unit of time, or how often.
const TIMES: &[&str] = &[
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "hourly",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
];
/// The same where no blanks stand between words.
const SIGNS: &[&str] = &["每天", "每日", "每周", "每月", "每季", "每年", "小时内", "天内", "周内", "月内"];

/// Whether a time stands in the words.
pub fn say_when(words: &str) -> bool {
    let is_time = |word: &String| TIMES.contains(&word.as_str());
    fold::words(words).iter().any(is_time) || SIGNS.iter().any(|sign| words.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::say_when;

    #[test]
    fn a_time_is_seen_in_the_words_and_none_where_none_is() {
        for said in [
            "payers with 2+ payments a week",
            "Weekly payers",
            "sold within 28 days",
            "每周付款人",
            "三天内取餐",
        ] {
            assert!(say_when(said), "{said}");
        }
        for open in ["people registered since launch", "daylight savers", "payers", "学生", ""] {
            assert!(!say_when(open), "{open}");
        }
    }
}
