//! The files that travel between candidates and coaches: which of them a file is, by its name or else by its keys. Opens
//! none.

use std::path::Path;

use super::yaml;

/// A file that travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Travelling {
    /// `<session>.yaml`
    Session,
    /// `<session>.review-<coach>.yaml`
    Review,
    /// `<session>.reply-<coach>.yaml`
    Reply,
    /// `<name>.assignment.yaml`
    Assignment,
    /// `<session>.timeline.ndjson`
    Timeline,
}

/// In a review's file name, between the session's and the coach's.
pub const REVIEW: &str = ".review-";
/// The same of a reply.
pub const REPLY: &str = ".reply-";
/// How the names of assignments end, before the ending of all YAML.
pub const ASSIGNMENT: &str = ".assignment";
/// How the names of timelines end.
pub const TIMELINE: &str = ".timeline.ndjson";

impl Travelling {
    /// All that are YAML.
    pub const YAML: [Self; 4] = [Self::Session, Self::Review, Self::Reply, Self::Assignment];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Review => "review",
            Self::Reply => "reply",
            Self::Assignment => "assignment",
            Self::Timeline => "timeline",
        }
    }

    /// The most bytes that it may have.
    pub fn limit(self) -> u64 {
        match self {
            Self::Session => yaml::SESSION_LIMIT,
            Self::Review | Self::Reply => yaml::REVIEW_LIMIT,
            Self::Assignment => yaml::BANK_LIMIT,
            Self::Timeline => 64 << 20,
        }
    }

    /// What a file's name says that it is. A session's says nothing.
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy();
        let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
        if name.contains(REVIEW) {
            Some(Self::Review)
        } else if name.contains(REPLY) {
            Some(Self::Reply)
        } else if stem.is_some_and(|stem| stem.ends_with(ASSIGNMENT)) {
            Some(Self::Assignment)
        } else {
            name.ends_with(TIMELINE).then_some(Self::Timeline)
        }
    }

    /// What the keys at its top say that it is. Files of banks bear no number.
    pub fn of_keys(has: impl Fn(&str) -> bool) -> Option<Self> {
        if !has("format") {
            None
        } else if has("question") && has("framework") {
            // It also holds a question, a framework and a rubric.
            Some(Self::Session)
        } else if has("questions") {
            Some(Self::Assignment)
        } else if has("review") {
            Some(Self::Reply)
        } else {
            has("coach").then_some(Self::Review)
        }
    }
}
