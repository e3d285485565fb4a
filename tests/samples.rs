//! The sample sessions that coaches calibrate by: that each is a session as the program writes it, and that the review
//! beside it can be believed.
//!
//! `UPDATE_SAMPLES=1 cargo test --test samples` makes sessions and reviews anew from `tests/samples`, with the question as the
//! bank has it. Whoever has scored a sample keeps their copy of it, so a sample that is out in the world keeps its bytes: a
//! changed one is a new one, with an id of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails with the test")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

#[path = "samples/source.rs"]
mod source;

use std::path::{Path, PathBuf};

use casebook::{
    insight::{
        anchor::{self, Found, find},
        findings,
    },
    model::{
        Bank, Session, check,
        hash::{hash, sha256},
        review::{Comment, Review, Score},
    },
    store::{
        bank, review_file,
        session_file::{self, Foreign},
    },
};
use source::Source;

/// One sample: what it was typed from, its session and its review, and the text of both files.
struct Sample {
    source: Source,
    session: Session,
    review: Review,
    texts: [String; 2],
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/samples")
}

fn bank() -> Bank {
    let (bank, problems) = bank::load(&[]);
    assert!(problems.is_empty(), "{problems:?}");
    bank
}

fn all() -> Vec<Sample> {
    Source::all().into_iter().map(read).collect()
}

fn read(source: Source) -> Sample {
    let paths = [
        folder().join(format!("{}.yaml", source.id)),
        folder().join(format!("{}.review-reference.yaml", source.id)),
    ];
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        let bank = bank();
        let (question, framework, rubric) = bank.whole(&source.question).unwrap();
        let session = source.session((*question).clone(), framework.clone(), rubric.clone());
        let text = session_file::write(&session, &Foreign::default()).unwrap();
        let review = source.review(&session, sha256(text.as_bytes()));
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&paths[0], text).unwrap();
        std::fs::write(&paths[1], review_file::write(&review, &Default::default()).unwrap()).unwrap();
    }
    let texts = [0, 1].map(|which| std::fs::read_to_string(&paths[which]).unwrap());
    let session = session_file::read(texts[0].clone().into_bytes(), &paths[0]).unwrap().session;
    let review = review_file::read(texts[1].clone().into_bytes(), &paths[1]).unwrap().review;
    Sample { source, session, review, texts }
}

#[test]
fn a_sample_is_what_the_program_makes_of_its_source() {
    for Sample { source, session, review, texts } in all() {
        // Of the question as it was: a session stands alone, so one that is changed in the bank changes no sample.
        let (question, framework, rubric) =
            (session.question.clone(), session.framework.clone(), session.rubric.clone());
        assert_eq!(session.hash, hash(&question, &framework, &rubric), "{}", session.id);
        let made = source.session(question, framework, rubric);
        let text = session_file::write(&made, &Foreign::default()).unwrap();
        assert!(texts[0] == text, "{} is not of its source: UPDATE_SAMPLES=1 makes it anew", session.id);
        let of = source.review(&made, sha256(text.as_bytes()));
        assert_eq!(review, of, "{}: its review is not of its source", session.id);
        assert_eq!(texts[1], review_file::write(&of, &Default::default()).unwrap());
    }
}

#[test]
fn a_sample_is_scored_by_the_rubric_of_today_and_its_question_is_one_of_the_bank() {
    let bank = bank();
    for Sample { session, .. } in all() {
        let (_, _, rubric) = bank.whole(&session.question.id).unwrap();
        // An anchor that is changed asks for other scores: the reference is to be looked at again.
        assert_eq!(session.rubric, *rubric, "{}: score it anew, by the anchors as they are now", session.id);
        assert_eq!(check::framework(&session.framework, bank.rubrics.keys()), []);
        let frameworks = [(session.framework.id.clone(), session.framework.clone().into())].into();
        let mistakes = check::question(&session.question, &frameworks);
        assert!(mistakes.iter().all(|mistake| mistake.is_warning), "{mistakes:?}");
    }
}

#[test]
fn of_the_strong_one_little_is_to_be_said_and_of_the_weak_one_what_a_coach_would_say() {
    let rules = |of: &Sample| -> Vec<String> {
        findings::of(&of.session, &[])
            .iter()
            .map(|found| format!("{}: {}", found.rule, found.words))
            .collect()
    };
    let (strong, weak): (Vec<Sample>, Vec<Sample>) = all().into_iter().partition(is_strong);
    assert!(!strong.is_empty() && strong.len() == weak.len(), "each question has one of either");
    for sample in &strong {
        assert!(
            rules(sample).len() <= 2 && sample.source.raises.is_empty(),
            "{}: {:#?}",
            sample.session.id,
            rules(sample)
        );
    }
    for sample in &weak {
        let found = rules(sample);
        assert!(sample.source.raises.len() > 1, "{}: {found:#?}", sample.session.id);
        for rule in &sample.source.raises {
            assert!(
                found.iter().any(|found| found.starts_with(rule)),
                "{}: no {rule} in {found:#?}",
                sample.session.id
            );
        }
    }
}

#[test]
fn the_reference_scores_every_dimension_by_a_passage_that_stands_there() {
    for Sample { session, review, .. } in all() {
        let written: Vec<_> = anchor::written(&session).collect();
        for dimension in &session.rubric.dimensions {
            let scored = &review.scores[&dimension.id];
            assert!(scored.score.number().is_some(), "{}: {}", session.id, dimension.id.as_str());
            if scored.evidence == "absent" {
                assert!(scored.score.number() <= Some(2), "what is absent earns no score");
                continue;
            }
            let place = written.iter().find(|(_, text)| text.contains(&scored.evidence));
            let (place, _) = place.unwrap_or_else(|| panic!("{}: no “{}”", session.id, scored.evidence));
            let on = Some(place.clone());
            let comment = Comment { on, quote: scored.evidence.clone(), ..Comment::default() };
            assert!(matches!(find(&session, &comment), Found::At { range: Some(_), .. }), "{comment:?}");
        }
        assert_eq!(review.scores.len(), session.rubric.dimensions.len());
        assert_eq!(review.comments.len(), 3, "three comments are better than ten");
        for comment in &review.comments {
            assert!(matches!(find(&session, comment), Found::At { range: Some(_), .. }), "{comment:?}");
        }
        assert_eq!(check::review(&review, Some(&session)), []);
        let next = review.next.as_ref().unwrap();
        assert!(session.framework.step(next.step.as_ref().unwrap()).is_some() && next.minutes.is_some());
        assert!(review.verdict.is_some());
    }
}

#[test]
fn a_two_is_mostly_twos_and_a_four_mostly_fours() {
    for sample in all() {
        let (most, others) = if is_strong(&sample) { (4, 3..=4) } else { (2, 1..=3) };
        let scores: Vec<u8> =
            sample.review.scores.values().filter_map(|scored| scored.score.number()).collect();
        assert!(scores.iter().filter(|score| **score == most).count() * 2 > scores.len(), "{scores:?}");
        assert!(scores.iter().all(|score| others.contains(score)), "{scores:?}");
    }
}

#[test]
fn a_sample_can_have_been_typed_in_its_time_and_gives_nothing_away() {
    for Sample { session, texts: [file, _], .. } in all() {
        let seconds = f64::from(session.answer_seconds());
        assert!((19.0..=22.0).contains(&(seconds / 60.0)), "{}: {seconds} seconds", session.id);
        let typed: usize = anchor::written(&session)
            .filter(|(place, _)| session.step(&place.part.word().into()).is_some())
            .map(|(_, text)| text.chars().count())
            .sum();
        // Two and a half keys a second, thinking included, is a fast typist.
        assert!(typed as f64 / seconds < 2.5, "{}: {typed} characters", session.id);
        assert!(session.self_scores.is_empty() && session.wrap_up.lowest.is_none(), "nothing sways a coach");
        let name = session.person.name.clone().unwrap();
        for word in ["strong", "weak", "good", "bad", "reference"] {
            let mark = session.id.as_str().replace(session.question.id.as_str(), "");
            assert!(!format!("{name} {mark}").to_lowercase().contains(word));
        }
        assert!(!file.contains("reference"), "the session knows nothing of the review beside it");
    }
}

/// Whether it is the one that an interviewer takes.
fn is_strong(sample: &Sample) -> bool {
    sample.review.scores.values().any(|scored| scored.score == Score::Four)
}

#[test]
fn samples_beside_a_banks_questions_are_passed_over_and_checked() {
    let home = tempfile::tempdir().unwrap();
    let told = |name: &str| {
        let bank = home.path().join(name);
        let samples = bank.join("deep").join(name);
        std::fs::create_dir_all(&samples).unwrap();
        for entry in std::fs::read_dir(folder()).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, samples.join(path.file_name().unwrap())).unwrap();
        }
        let told = bank::load(std::slice::from_ref(&bank)).1.len();
        let checked = bank::check(&[bank]);
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        (told, checked.holds.into_iter().filter(|(count, _)| *count > 0).collect::<Vec<_>>())
    };
    let samples = Source::all().len();
    let holds = vec![(samples, "session"), (samples, "review")];
    assert_eq!(told("samples"), (0, holds.clone()));
    assert_eq!(told("elsewhere"), (2 * samples, holds), "a session among questions is still told");
}
