//! Finding questions by a few letters and by filters. Knows neither files nor screens.
//!
//! Words count in any order, without regard to case and accents. What begins with a word comes before what contains it,
//! and that before what has its letters in order; within these, the fuzzy matcher ranks and ids break ties.

use std::{cmp::Reverse, str::FromStr};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::{
    model::{Attempt, Bank, Difficulty, FrameworkId, Question, QuestionId},
    text::fold::{fold, words},
};

#[cfg(test)]
mod tests;

/// Longer than anything that people type to find something.
const QUERY: usize = 64;
/// How many the fuzzy matcher ranks, and how long a text it is given: its time grows with both.
const RANKED: usize = 1_500;
const CHOICE: usize = 160;

/// How far a candidate got with a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Never begun.
    #[default]
    New,
    /// An attempt is unfinished.
    Started,
    /// Finished at least once.
    Done,
    /// The same, and its rating says that it is time to practise it again.
    Due,
}

impl Status {
    /// In the order in which filters list them.
    pub const ALL: [Self; 4] = [Self::New, Self::Started, Self::Done, Self::Due];

    /// As on the command line: `new`.
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Started => "started",
            Self::Done => "done",
            Self::Due => "due",
        }
    }

    /// Whether a filter for `wanted` lets it through: what is due is done as well.
    pub fn is(self, wanted: Self) -> bool {
        self == wanted || (self, wanted) == (Self::Due, Self::Done)
    }
}

impl FromStr for Status {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|status| status.id() == s).ok_or(())
    }
}

/// A question as it is listed and searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The question.
    pub id: QuestionId,
    /// Its type.
    pub kind: FrameworkId,
    /// Its type, as shown.
    pub type_title: String,
    /// The prompt in one sentence.
    pub title: String,
    /// How hard.
    pub difficulty: Difficulty,
    /// Whose product it is.
    pub company: Option<String>,
    /// Which product.
    pub product: Option<String>,
    /// What it trains.
    pub skills: Vec<String>,
    /// Industries it belongs to.
    pub industries: Vec<String>,
    /// Topics it touches.
    pub topics: Vec<String>,
    /// How far the candidate got with it.
    pub status: Status,
    /// The title's words, folded, a blank between them.
    folded_title: String,
    /// Every word that can be searched, the title's first.
    folded: String,
    /// Which letters stand in it.
    letters: u64,
}

impl Entry {
    /// Makes a question searchable. `type_title` is its framework's title.
    pub fn new(question: &Question, type_title: &str, status: Status) -> Self {
        let labels = question.skills.iter().chain(&question.industries).chain(&question.topics);
        let named = question.company.iter().chain(&question.product).chain(labels).map(String::as_str);
        let folded_title = words(&question.title).join(" ");
        let mut folded = folded_title.clone();
        for part in named.chain([type_title, question.id.as_str()]) {
            for word in words(part) {
                folded.push(' ');
                folded.push_str(&word);
            }
        }
        Self {
            id: question.id.clone(),
            kind: question.kind.clone(),
            type_title: type_title.to_owned(),
            title: question.title.clone(),
            difficulty: question.difficulty,
            company: question.company.clone(),
            product: question.product.clone(),
            skills: question.skills.clone(),
            industries: question.industries.clone(),
            topics: question.topics.clone(),
            status,
            letters: letters(&folded),
            folded_title,
            folded,
        }
    }
}

/// Which questions are listed at all. Within one kind any may hold; across kinds all must. An empty kind says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Types by id or title.
    pub types: Vec<String>,
    /// Companies.
    pub companies: Vec<String>,
    /// Difficulties.
    pub difficulties: Vec<Difficulty>,
    /// Skills.
    pub skills: Vec<String>,
    /// Industries.
    pub industries: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// How far the candidate got.
    pub statuses: Vec<Status>,
}

impl Filters {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an entry passes.
    pub fn admit(&self, entry: &Entry) -> bool {
        fn any(wanted: &[String], given: &[String]) -> bool {
            wanted.is_empty() || wanted.iter().any(|wanted| given.iter().any(|given| is_label(wanted, given)))
        }
        let kind = |wanted: &String| entry.kind == wanted.as_str() || fold(wanted) == fold(&entry.type_title);
        (self.types.is_empty() || self.types.iter().any(kind))
            && any(&self.companies, entry.company.as_slice())
            && any(&self.skills, &entry.skills)
            && any(&self.industries, &entry.industries)
            && any(&self.topics, &entry.topics)
            && (self.difficulties.is_empty() || self.difficulties.contains(&entry.difficulty))
            && (self.statuses.is_empty() || self.statuses.iter().any(|wanted| entry.status.is(*wanted)))
    }
}

/// Whether every word that is asked for begins a word of the label: "fintech", "financial serv".
pub(super) fn is_label(wanted: &str, label: &str) -> bool {
    let label = words(label);
    words(wanted).iter().all(|wanted| label.iter().any(|word| word.starts_with(wanted)))
}

/// A question that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the entries.
    pub index: usize,
    /// How well the query fits.
    pub tier: Tier,
    /// Within the tier, the more the better.
    pub score: i64,
}

/// How a query fits, by the word that fits least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Words begin with it. Also where nothing was asked.
    Start,
    /// It stands inside of words.
    Inside,
    /// Its letters stand near each other, in order.
    Letters,
}

/// How far one's own attempts at a question got. One step alone is an exercise: it neither begins nor ends a question.
/// What is due is what the schedule says.
pub fn status(id: &QuestionId, attempts: &[Attempt], is_due: bool) -> Status {
    let of = |a: &&Attempt| a.question == *id && a.only.is_none();
    if attempts.iter().filter(of).any(Attempt::is_open) {
        Status::Started
    } else if attempts.iter().filter(of).any(Attempt::is_done) {
        if is_due { Status::Due } else { Status::Done }
    } else {
        Status::New
    }
}

/// The questions of a bank as entries, in the order of their ids; `status` says how far the candidate got with one.
pub fn entries(bank: &Bank, status: impl Fn(&QuestionId) -> Status) -> Vec<Entry> {
    let questions = bank.questions.values();
    questions.map(|of| Entry::new(of, bank.type_title(&of.kind), status(&of.id))).collect()
}

/// The entries that pass the filters and have every word of the query, the best first; in their own order where
/// nothing is asked.
pub fn search(entries: &[Entry], query: &str, filters: &Filters) -> Vec<Hit> {
    search_where(entries, query, |entry| filters.admit(entry))
}

/// The same for the entries that `admit` lets through.
pub fn search_where(entries: &[Entry], query: &str, admit: impl Fn(&Entry) -> bool) -> Vec<Hit> {
    let query: String = query.chars().take(QUERY).collect();
    let wanted = words(&query);
    let admitted = entries.iter().enumerate().filter(|(_, entry)| admit(entry));
    if wanted.is_empty() {
        return admitted.map(|(index, _)| Hit { index, tier: Tier::Start, score: 0 }).collect();
    }
    let letters = letters(&wanted.concat());
    let mut found: Vec<_> = admitted
        .filter(|(_, entry)| entry.letters & letters == letters)
        .filter_map(|(index, entry)| fits(entry, &wanted).map(|(tier, spread)| (tier, spread, index)))
        .collect();
    if found.len() > RANKED {
        found.sort_unstable();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut hits: Vec<Hit> = found
        .into_iter()
        .enumerate()
        .map(|(place, (tier, spread, index))| {
            // Nobody reads on that far, so the rest only stays behind what was ranked.
            let unranked = i64::from(i32::MIN) - i64::try_from(spread).unwrap_or_default();
            let score = if place < RANKED { score(&matcher, &entries[index], &wanted) } else { unranked };
            Hit { index, tier, score }
        })
        .collect();
    hits.sort_by(|a, b| {
        let key = |hit: &Hit| (hit.tier, Reverse(hit.score));
        key(a).cmp(&key(b)).then_with(|| entries[a.index].id.cmp(&entries[b.index].id))
    });
    hits
}

/// The ids nearest to a mistyped one.
pub fn nearest<'a>(id: &str, ids: impl IntoIterator<Item = &'a QuestionId>) -> Vec<QuestionId> {
    let near = crate::text::nearest::nearest(id, ids.into_iter().map(QuestionId::as_str));
    near.into_iter().map(QuestionId::from).collect()
}

/// How an entry has the words, and how far they lie from its title and apart; `None` where it lacks one.
fn fits(entry: &Entry, wanted: &[String]) -> Option<(Tier, usize)> {
    let mut worst = Tier::Start;
    let mut spread = 0;
    for word in wanted {
        let (tier, at) = fit(&entry.folded, word)?;
        worst = worst.max(tier);
        spread += at;
    }
    Some((worst, spread))
}

fn fit(text: &str, word: &str) -> Option<(Tier, usize)> {
    let mut inside = None;
    for (at, _) in text.match_indices(word) {
        if text[..at].ends_with(' ') || at == 0 {
            return Some((Tier::Start, at));
        }
        inside = inside.or(Some((Tier::Inside, at)));
    }
    inside.or_else(|| span(text, word).map(|span| (Tier::Letters, span)))
}

/// The shortest stretch of a few words that has the letters in order, where it is not much longer than they are: over
/// a long text, nearly everything has every letter somewhere.
fn span(text: &str, word: &str) -> Option<usize> {
    let letters: Vec<char> = word.chars().collect();
    let first = *letters.first().filter(|_| letters.len() > 1)?;
    let longest = letters.len() * 2;
    text.match_indices(first)
        .filter_map(|(at, _)| {
            let mut rest = letters.iter().peekable();
            for (far, c) in text[at..].chars().take(longest).enumerate() {
                if rest.peek() == Some(&&c) {
                    rest.next();
                }
                if rest.peek().is_none() {
                    return Some(far);
                }
            }
            None
        })
        .min()
}

/// What the fuzzy matcher says of each word, in the title if it is there and else in everything.
fn score(matcher: &SkimMatcherV2, entry: &Entry, wanted: &[String]) -> i64 {
    let cut = |text: &str| text.chars().take(CHOICE).collect::<String>();
    let (title, all) = (cut(&entry.folded_title), cut(&entry.folded));
    let of = |word: &String| {
        let in_title = matcher.fuzzy_match(&title, word).map(|score| score * 2);
        in_title.or_else(|| matcher.fuzzy_match(&all, word)).unwrap_or_default()
    };
    wanted.iter().map(of).sum()
}

/// Which letters stand in a folded text: a bit each for a to z and 0 to 9, the rest share what is left.
fn letters(text: &str) -> u64 {
    text.chars().filter(|c| *c != ' ').fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        mask | 1 << bit
    })
}
