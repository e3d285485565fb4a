//! Finding questions by a few letters and by filters. Knows neither files nor screens.
//!
//! Words count in any order, without regard to case and accents. What begins with a word comes before what contains it,
//! and that before what has its letters in order; within these, the fuzzy matcher ranks and ids break ties.

use std::{cmp::Reverse, collections::HashMap, panic::resume_unwind, str::FromStr, thread};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::{memchr, memchr_iter, memmem::Finder, memrchr};

use crate::{
    model::{
        Attempt, Catalogue, Difficulty, QuestionId,
        catalogue::{Listed, letters},
    },
    sort::Sort as _,
    text::fold::{fold, words},
};

#[cfg(test)]
mod tests;

/// Longer than anything that people type to find something.
const QUERY: usize = 64;
/// How many the fuzzy matcher ranks, and how long a text it is given: its time grows with both.
const RANKED: usize = 1_500;
const CHOICE: usize = 160;
/// Of fewer it is made sooner than a thread begins.
const MANY: usize = 1_000;

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
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What a list shows of it.
    pub of: Listed<'a>,
    /// How far the candidate got with it.
    pub status: Status,
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
    pub fn admit(&self, entry: &Entry<'_>) -> bool {
        fn any<'a>(wanted: &[String], mut given: impl Iterator<Item = &'a str> + Clone) -> bool {
            wanted.is_empty() || given.any(|given| wanted.iter().any(|wanted| is_label(wanted, given)))
        }
        let of = entry.of;
        let kind = |wanted: &String| of.kind() == wanted.as_str() || fold(wanted) == fold(of.type_title());
        (self.types.is_empty() || self.types.iter().any(kind))
            && any(&self.companies, of.company().into_iter())
            && any(&self.skills, of.skills())
            && any(&self.industries, of.industries())
            && any(&self.topics, of.topics())
            && (self.difficulties.is_empty() || self.difficulties.contains(&of.difficulty()))
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

/// How far a candidate got with the questions that they have begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statuses(HashMap<QuestionId, Status>);

impl Statuses {
    /// From one's own attempts. One step alone is an exercise: it neither begins nor ends a question. What is due is what
    /// the schedule says.
    pub fn of(attempts: &[Attempt], is_due: impl Fn(&QuestionId) -> bool) -> Self {
        let mut statuses = HashMap::<&QuestionId, Status>::new();
        for attempt in attempts.iter().filter(|a| a.only.is_none()) {
            let status = statuses.entry(&attempt.question).or_default();
            if attempt.is_open() {
                *status = Status::Started;
            } else if attempt.is_done() && *status == Status::New {
                *status = if is_due(&attempt.question) { Status::Due } else { Status::Done };
            }
        }
        Self(statuses.into_iter().map(|(id, status)| (id.clone(), status)).collect())
    }

    /// How far they got with one.
    pub fn get(&self, id: &str) -> Status {
        self.0.get(id).copied().unwrap_or_default()
    }
}

/// The questions of a catalogue as entries, in the order of their ids.
pub fn entries<'a>(catalogue: &'a Catalogue, statuses: &Statuses) -> Vec<Entry<'a>> {
    catalogue.iter().map(|of| Entry { of, status: statuses.get(of.id()) }).collect()
}

/// The entries that pass the filters and have every word of the query, the best first; in their own order where
/// nothing is asked.
pub fn search(entries: &[Entry<'_>], query: &str, filters: &Filters) -> Vec<Hit> {
    search_where(entries, query, |entry| filters.admit(entry))
}

/// The same for the entries that `admit` lets through.
pub fn search_where<'a>(entries: &[Entry<'a>], query: &str, admit: impl Fn(&Entry<'a>) -> bool) -> Vec<Hit> {
    search_ranking(RANKED, entries, query, admit)
}

/// The same, of which the fuzzy matcher ranks so many. The first two screens are those of a ranking of all, but for a few
/// queries of three letters that begin no word: they stand in more places than are ranked. A test holds it to that.
pub fn search_ranking<'a>(
    most: usize,
    entries: &[Entry<'a>],
    query: &str,
    admit: impl Fn(&Entry<'a>) -> bool,
) -> Vec<Hit> {
    let query: String = query.chars().take(QUERY).collect();
    let wanted = words(&query);
    let admitted = entries.iter().enumerate().filter(|(_, entry)| admit(entry));
    if wanted.is_empty() {
        return admitted.map(|(index, _)| Hit { index, tier: Tier::Start, score: 0 }).collect();
    }
    let letters = letters(&wanted.concat());
    let wanted: Vec<Wanted<'_>> = wanted.iter().map(|word| Wanted::new(word)).collect();
    let candidates = admitted.filter(|(_, entry)| entry.of.letters() & letters == letters);
    let candidates: Vec<usize> = candidates.map(|(index, _)| index).collect();
    let mut found = shared(&candidates, |candidates| {
        let fit =
            |index: &usize| fits(&entries[*index], &wanted).map(|(tier, spread)| (tier, spread, *index));
        candidates.iter().filter_map(fit).collect()
    });
    if found.len() > most {
        found.sort_unstable();
    }
    let mut hits = shared(&found[..most.min(found.len())], |found| {
        let mut scores = Scores::default();
        let ranked = found.iter().map(|(tier, _, index)| {
            let score = scores.of(&entries[*index], &wanted);
            Hit { index: *index, tier: *tier, score }
        });
        ranked.collect()
    });
    hits.arrange_by(|a, b| {
        let key = |hit: &Hit| (hit.tier, Reverse(hit.score));
        key(a).cmp(&key(b)).then_with(|| entries[a.index].of.id().cmp(entries[b.index].of.id()))
    });
    // Nobody reads on that far: the rest stands behind what was ranked, as it fits.
    let unranked = |&(tier, _, index): &(Tier, usize, usize)| Hit { index, tier, score: i64::MIN };
    hits.extend(found.iter().skip(most).map(unranked));
    hits
}

/// What `work` makes of these, in their order: of many, a thread makes the other half meanwhile, because somebody waits for
/// it with every letter.
fn shared<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    if items.len() < MANY {
        return work(items);
    }
    let (first, second) = items.split_at(items.len() / 2);
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || work(second));
        let mut made = work(first);
        // Without a thread to be had it is made here.
        let other = other.map_or_else(|_| Ok(work(second)), thread::ScopedJoinHandle::join);
        made.extend(other.unwrap_or_else(|panic| resume_unwind(panic)));
        made
    })
}

/// The ids nearest to a mistyped one.
pub fn nearest<'a>(id: &str, ids: impl IntoIterator<Item = &'a str>) -> Vec<QuestionId> {
    let near = crate::text::nearest::nearest(id, ids);
    near.into_iter().map(QuestionId::from).collect()
}

/// How an entry has the words, and how many of them are not in its title, or how far their letters lie apart; `None` where
/// it lacks one. Where the matcher gives the same, this is the same.
fn fits(entry: &Entry<'_>, wanted: &[Wanted<'_>]) -> Option<(Tier, usize)> {
    let (text, title) = (entry.of.folded(), entry.of.folded_title_length());
    let mut worst = Tier::Start;
    let mut spread = 0;
    for word in wanted {
        let (tier, at) = fit(text, word)?;
        worst = worst.max(tier);
        spread += if tier == Tier::Letters { at } else { usize::from(at >= title) };
    }
    Some((worst, spread))
}

/// A word that is looked for.
struct Wanted<'a> {
    word: &'a str,
    finder: Finder<'a>,
    /// Finds it where a word begins that is not the first.
    begins: Finder<'static>,
}

impl<'a> Wanted<'a> {
    fn new(word: &'a str) -> Self {
        Self { word, finder: Finder::new(word), begins: Finder::new(&[" ", word].concat()).into_owned() }
    }
}

fn fit(text: &str, wanted: &Wanted<'_>) -> Option<(Tier, usize)> {
    stands(text, wanted).or_else(|| span(text, wanted.word).map(|span| (Tier::Letters, span)))
}

/// Where a word stands as it is: the first of its places that fits best.
fn stands(text: &str, wanted: &Wanted<'_>) -> Option<(Tier, usize)> {
    let begins = || wanted.begins.find(text.as_bytes()).map(|blank| blank + 1);
    let start = if text.starts_with(wanted.word) { Some(0) } else { begins() };
    start
        .map(|at| (Tier::Start, at))
        .or_else(|| wanted.finder.find(text.as_bytes()).map(|at| (Tier::Inside, at)))
}

/// The shortest stretch of a few words that has the letters in order, where it is not much longer than they are: over
/// a long text, nearly everything has every letter somewhere. Of a text in which the word itself does not stand.
fn span(text: &str, word: &str) -> Option<usize> {
    if text.is_ascii() && word.is_ascii() {
        let starts = memchr_iter(*word.as_bytes().first()?, text.as_bytes());
        return shortest(starts.map(|at| &text.as_bytes()[at..]), word.as_bytes());
    }
    let (text, word): (Vec<char>, Vec<char>) = (text.chars().collect(), word.chars().collect());
    let first = word.first()?;
    let starts = text.iter().enumerate().filter(|(_, letter)| *letter == first);
    shortest(starts.map(|(at, _)| &text[at..]), &word)
}

/// The same, from each of the places where the first letter stands.
fn shortest<'a, T: PartialEq + 'a>(starts: impl Iterator<Item = &'a [T]>, word: &[T]) -> Option<usize> {
    // One letter alone has no order.
    let rest = word.get(1..).filter(|rest| !rest.is_empty())?;
    let mut shortest = None;
    // Behind the shortest so far none is looked for.
    let mut longest = 2 * word.len();
    for text in starts {
        let window = text.get(..longest).unwrap_or(text);
        let mut left = rest;
        for (far, letter) in window.iter().enumerate().skip(1) {
            if left.first() == Some(letter) {
                left = &left[1..];
            }
            if left.is_empty() {
                (shortest, longest) = (Some(far), far);
                break;
            }
            // More letters than places are left.
            if left.len() >= window.len() - far {
                break;
            }
        }
        // Nearer than with one letter between them they stand nowhere.
        if longest <= word.len() {
            break;
        }
    }
    shortest
}

/// What the fuzzy matcher says of each word where it stands, twice as much in the title. Where only its letters do, in the
/// title if they are all there, and else in everything.
struct Scores<'a> {
    matcher: SkimMatcherV2,
    /// What was said of words in which one stands that is looked for: many questions have the same.
    said: HashMap<(&'a str, &'a str), i64>,
}

impl Default for Scores<'_> {
    fn default() -> Self {
        Self { matcher: SkimMatcherV2::default().ignore_case(), said: HashMap::new() }
    }
}

impl<'a> Scores<'a> {
    fn of(&mut self, entry: &Entry<'a>, wanted: &[Wanted<'a>]) -> i64 {
        let (title, all) = (entry.of.folded_title(), entry.of.folded());
        let mut sum = 0;
        for wanted in wanted {
            sum += match stands(all, wanted) {
                Some((_, at)) => {
                    let bytes = all.as_bytes();
                    let start = memrchr(b' ', &bytes[..at]).map_or(0, |blank| blank + 1);
                    let end = memchr(b' ', &bytes[at..]).map_or(all.len(), |blank| at + blank);
                    let (word, matcher) = (&all[start..end], &self.matcher);
                    let said = self.said.entry((word, wanted.word));
                    let weight = if at < title.len() { 2 } else { 1 };
                    *said.or_insert_with(|| say(matcher, word, wanted.word).unwrap_or_default()) * weight
                }
                None => {
                    let in_title = say(&self.matcher, title, wanted.word).map(|score| score * 2);
                    in_title.or_else(|| say(&self.matcher, all, wanted.word)).unwrap_or_default()
                }
            };
        }
        sum
    }
}

/// What the matcher says of the beginning of a text.
fn say(matcher: &SkimMatcherV2, text: &str, word: &str) -> Option<i64> {
    let end = match text.get(..CHOICE) {
        Some(begins) if begins.is_ascii() => CHOICE,
        _ => text.char_indices().nth(CHOICE).map_or(text.len(), |(end, _)| end),
    };
    matcher.fuzzy_match(&text[..end], word)
}
