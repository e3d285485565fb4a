//! A journal tells what happened, exactly; cut or damaged anywhere, it tells exactly what was before that.

use super::{
    world::{Act, change},
    *,
};
use crate::{
    model::{
        Metric, Role, Value,
        review::Score,
        session::{
            At, Cause, Dismissed, FollowUp, FollowUpKind, Mapping, Opened as Fact, OutOfScope, Pause,
            SelfScore, State as Progress,
        },
    },
    store::journal::{Record, Stop, Told, tell},
};

/// A journal of some words, and where its lines end.
fn journal() -> (Vec<u8>, Vec<usize>) {
    let disk = MemoryDisk::new();
    let mut keeper = keeper(&disk);
    let mut session = tiny();
    keeper.begin(tiny(), Foreign::default()).unwrap();
    for act in
        [Act::Type(0, 0, "Trust 支付宝"), Act::AddRow, Act::InRow(0, "buyers"), Act::Caret(1), Act::Tick(9)]
    {
        change(&mut session, &act);
        keeper.keep(session.clone(), Foreign::default()).unwrap();
    }
    keeper.snapshot_all().unwrap();
    change(&mut session, &Act::Delete(0, 2));
    keeper.keep(session, Foreign::default()).unwrap();
    let bytes = disk.files()[Path::new("/state/journals/s.journal")].clone();
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    (bytes, ends)
}

fn told(bytes: &[u8]) -> Told {
    tell(bytes, &"s".into())
}

/// What is told of the bytes before a line, and of those before the records that this one belongs to.
fn before(bytes: &[u8], start: usize, good: &mut Told) {
    let before = told(&bytes[..start]);
    match before.stop {
        None => *good = before,
        Some(stop) => assert_eq!(before, Told { stop: Some(stop), ..good.clone() }),
    }
}

#[test]
fn cut_at_any_byte_a_journal_tells_all_before_the_line_that_was_cut() {
    let (bytes, ends) = journal();
    let (mut start, mut good) = (0, Told::default());
    for end in ends {
        before(&bytes, start, &mut good);
        for cut in start + 1..end {
            assert_eq!(Record::read(&bytes[start..cut]).unwrap_err(), Stop::Torn);
        }
        for cut in [start + 1, (start + end) / 2, end - 1] {
            assert_eq!(told(&bytes[..cut]), Told { stop: Some(Stop::Torn), ..good.clone() });
        }
        start = end;
    }
    assert!(good.lines.len() > bytes.len() / 2);
}

#[test]
fn with_any_bit_flipped_a_journal_tells_all_before_the_line_that_was_damaged() {
    let (mut bytes, ends) = journal();
    let (mut start, mut flips, mut good) = (0, 0, Told::default());
    for end in ends {
        before(&bytes, start, &mut good);
        for bit in start * 8..end * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            let stop = Record::read(&bytes[start..]).expect_err("damage was read");
            assert_ne!(stop, Stop::Newer);
            if bit % 997 == 0 {
                assert_eq!(told(&bytes), Told { stop: Some(stop), ..good.clone() });
            }
            bytes[bit / 8] ^= 1 << (bit % 8);
            flips += 1;
        }
        start = end;
    }
    println!("{} bytes, {flips} flipped bits", bytes.len());
}

/// Changes a session in some of the ways in which it can change.
fn change_somehow(session: &mut Session, chance: &mut fastrand::Rng) {
    let texts = ["a", "Trust ", "支付宝", "two\nlines", "", " = x / y, week @ buyers", "🙂"];
    let text = texts[chance.usize(..texts.len())];
    let (one, other) = (chance.usize(..9), chance.usize(..9));
    let metrics = |session: &mut Session, change: &mut dyn FnMut(&mut Vec<Metric>)| {
        if let crate::model::Answer::Metrics(metrics) = &mut session.steps[3].answer {
            change(metrics);
        }
    };
    match chance.usize(..26) {
        0 | 1 => change(session, &Act::Type(one, other, texts[2])),
        2 => change(session, &Act::Delete(one, other)),
        3 | 4 => change(session, &Act::AddRow),
        5 => change(session, &Act::InRow(one, texts[1])),
        6 => change(session, &Act::MoveRow(one, other)),
        7 => change(session, &Act::RemoveRow(one)),
        8 => change(session, &Act::Ask(texts[3])),
        9 => change(session, &Act::Caret(one)),
        10 => change(session, &Act::Tick(one as u32)),
        11 | 12 => {
            let metric = Metric {
                id: session.next_id('m'),
                role: Some(Role::ALL[one % 7]),
                under: None,
                stage: (other > 4).then(|| "r1".into()),
                line: text.to_owned(),
            };
            metrics(session, &mut |metrics| metrics.insert(one % (metrics.len() + 1), metric.clone()));
        }
        13 => metrics(session, &mut |metrics| {
            for metric in metrics.iter_mut().skip(one % 3) {
                (metric.line, metric.under) = (text.to_owned(), Some("m1".into()));
            }
        }),
        14 => metrics(session, &mut |metrics| metrics.reverse()),
        15 => {
            let id = session.next_id('q');
            let (kind, after) = (FollowUpKind::FollowUp, Some("goal".into()));
            let (ask, answer, seconds) = ("Why?".to_owned(), text.to_owned(), 3);
            session.follow_ups.push(FollowUp { id, kind, after, ask, answer, seconds });
        }
        16 => session.follow_ups.iter_mut().for_each(|reply| reply.answer.push_str(text)),
        17 => {
            let cards = &mut session.opening.plan;
            cards.rotate_left(one % 4);
            cards[0].reason = text.to_owned();
            cards[1].minutes = other.to_string();
        }
        18 => {
            session.wrap_up.next.minutes = Some(other as f64 + 0.5);
            session.wrap_up.lowest = Some("d".into());
            session.wrap_up.next.constraint = text.to_owned();
        }
        19 => {
            session.mapping.push(Mapping { heading: format!("h{one}").as_str().into(), step: "goal".into() });
            session.completed.insert(("m1".into(), "entity".into()), text.to_owned());
        }
        20 => {
            session.state = Progress::Finished;
            session.finished = Some(Timestamp::UNIX_EPOCH);
            let at = Timestamp::UNIX_EPOCH;
            session.pauses.push(Pause { at, seconds: other as u32, cause: Cause::Left });
            session.opening.opened.push(Fact { about: "a".to_owned(), asked: true, at: 4 });
        }
        21 => session.at = At { stop: crate::model::Stop::WrapUp, id: None, field: None, offset: other },
        22 => {
            if let crate::model::Answer::Rows(rows) = &mut session.steps[2].answer {
                for row in rows {
                    let value = [Value::Flag(one > 4), Value::Ref("r1".into()), Value::Text(text.to_owned())];
                    row.fields.insert("gains".into(), value[other % 3].clone());
                }
            }
        }
        23 => {
            let own = session.self_scores.entry(if one > 4 { "d" } else { "e" }.into()).or_default();
            own.score = Score::ALL.get(other).map(|(score, _)| *score);
            own.evidence = text.to_owned();
            own.predicted = Score::ALL.get(one).map(|(score, _)| *score);
            session.self_scores.retain(|_, own| *own != SelfScore::default());
        }
        24 => {
            let (stakeholder, reason) = ((one > 4).then(|| "r1".into()), text.to_owned());
            session.out_of_scope.insert(0, OutOfScope { stakeholder, stage: None, reason: reason.clone() });
            session.dismissed.push(Dismissed { rule: "no-limit".to_owned(), about: "m1".to_owned(), reason });
            session.dismissed.rotate_left(1);
        }
        // What no edit tells.
        _ => session.person.name = Some(texts[1].to_owned()),
    }
}

#[test]
fn whatever_became_of_a_session_its_journal_tells_exactly() {
    let mut told_whole = 0;
    for seed in 0..1_000 {
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut old = tiny();
        (0..chance.usize(..12)).for_each(|_| change_somehow(&mut old, &mut chance));
        let base = Loaded { session: old.clone(), foreign: Foreign::default() };
        let mut happened = vec![whole(&base.session, &base.foreign).unwrap()];
        let mut before = old.clone();
        let mut new = old;
        for _ in 0..3 {
            (0..chance.usize(..6)).for_each(|_| change_somehow(&mut new, &mut chance));
            happened.extend(entries(&mut before, &new, &Foreign::default(), true).unwrap());
            assert_eq!(before, new, "seed {seed}");
        }
        told_whole += happened[1..].iter().filter(|entry| matches!(entry, Entry::Session(_))).count();
        let lines = (1..).zip(happened).flat_map(|(seq, entry)| {
            Record { epoch: 1, seq, ms: 0, wall: Timestamp::UNIX_EPOCH, more: false, entry }.line().unwrap()
        });
        let told = told(&lines.collect::<Vec<u8>>());
        assert_eq!(told.stop, None, "seed {seed}");
        let back = told.loaded.unwrap().session;
        assert_eq!(back, new, "seed {seed}");
    }
    println!("1000 sessions, {told_whole} changes told whole");
}
