//! How much a session may hold that somebody else wrote and that is to be read on a screen. A person's own is never measured:
//! whatever they typed opens again.

use std::path::Path;

use super::{
    DiskSession, Loaded, read_if,
    yaml::{Mapping, Value},
};
use crate::{error::Problem, model::size::Size};

/// The most bytes of text that are written in it: a long answer has ten thousand.
const TEXT: usize = 1 << 20;
/// The most rows of all steps together.
const ROWS: usize = 10_000;
/// The most of anything else: some of it is compared with all others of its kind.
const ITEMS: usize = 1_000;

/// Reads the bytes of a session's file that others wrote. One that holds more than anybody writes is refused.
pub fn read_foreign(bytes: Vec<u8>, path: &Path) -> Result<Loaded, Problem> {
    let loaded = read_if(bytes, path, |disk| within(path, &counted(disk)))?;
    let text = Size::of_session(&loaded.session).in_text();
    within(path, &[(text, "bytes of text in it", TEXT)])?;
    Ok(loaded)
}

/// How much, of what, and how much there may be.
type Count = (usize, &'static str, usize);

/// What there is in a file, before anything is made of it.
fn counted(disk: &DiskSession) -> [Count; 8] {
    let rows = disk.steps.iter().map(|step| step.rows.as_ref().map_or(0, Vec::len)).sum();
    let metrics = disk.steps.iter().map(|step| step.metrics.as_ref().map_or(0, Vec::len)).sum();
    [
        (rows, "rows", ROWS),
        (metrics, "metrics", ITEMS),
        (disk.steps.len(), "answers", ITEMS),
        (disk.opening.asks.len(), "clarifying questions", ITEMS),
        (disk.opening.plan.len(), "cards in its plan", ITEMS),
        (disk.follow_ups.len(), "follow-ups", ITEMS),
        (list(&disk.framework, "steps"), "steps in its framework", ITEMS),
        (list(&disk.rubric, "dimensions"), "dimensions in its rubric", ITEMS),
    ]
}

/// How long the list under a key is.
fn list(map: &Mapping, key: &str) -> usize {
    map.get(key).and_then(Value::as_sequence).map_or(0, Vec::len)
}

fn within(path: &Path, counts: &[Count]) -> Result<(), Problem> {
    let Some((found, what, most)) = counts.iter().find(|(found, _, most)| found > most) else {
        return Ok(());
    };
    let message = format!("this session has {found} {what}; up to {most} are read");
    let help = "nobody writes that much: ask whose it is for another, or look at it in an editor";
    Err(Problem::of_file(path, message).with_help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            Answer, Row, Session,
            session::Person,
            start::{Options, begin},
        },
        store::{
            bank,
            session_file::{Foreign, read, write},
        },
    };

    fn alipay() -> Session {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        begin((*question).clone(), framework.clone(), rubric.clone(), options)
    }

    /// What is said of a session that somebody sent.
    fn said(change: impl FnOnce(&mut Session)) -> String {
        let mut session = alipay();
        change(&mut session);
        let text = write(&session, &Foreign::default()).unwrap();
        match read_foreign(text.clone().into_bytes(), Path::new("s.yaml")) {
            Ok(_) => String::new(),
            Err(problem) => {
                assert!(read(text.into_bytes(), Path::new("s.yaml")).is_ok(), "one's own opens again");
                problem.to_string()
            }
        }
    }

    #[test]
    fn what_others_sent_holds_as_much_as_anybody_writes() {
        let goal = |session: &mut Session, text: String| {
            session.open_step(&"goal".into());
            session.step_mut(&"goal".into()).unwrap().answer = Answer::Prose(text);
        };
        let context = |session: &mut Session, count: usize| {
            session.open_step(&"context".into());
            let row = |number: usize| Row::new(format!("x{number}").as_str().into());
            session.step_mut(&"context".into()).unwrap().answer = Answer::Rows((0..count).map(row).collect());
        };
        assert_eq!(said(|_| ()), "");
        assert_eq!(said(|session| goal(session, "x".repeat(TEXT / 2))), "");
        let much = said(|session| goal(session, "x".repeat(TEXT + 1)));
        assert!(much.contains("bytes of text in it; up to 1048576 are read"), "{much}");
        assert_eq!(said(|session| context(session, ROWS - 100)), "");
        let many = said(|session| context(session, ROWS + 1));
        assert!(many.contains("rows; up to 10000 are read"), "{many}");
        let planned = said(|session| {
            let card = session.opening.plan[0].clone();
            session.opening.plan = vec![card; ITEMS + 1];
        });
        assert!(planned.contains("1001 cards in its plan"), "{planned}");
    }
}
