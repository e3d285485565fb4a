//! A file of a bank: reading it never panics, and a question that can be practised is begun, saved and read again.

use std::{path::Path, sync::LazyLock};

use casebook::{
    model::{
        Bank, Framework, Rubric,
        session::Person,
        start::{Options, begin},
    },
    store::{
        bank,
        session_file::{self, Foreign},
    },
};

static BUILT_IN: LazyLock<Bank> = LazyLock::new(bank::built_in);

/// Reads `data` as a bank's file, for practice and for its author.
pub fn run(data: &[u8]) {
    let path = Path::new("bank/file.yaml");
    let lent = &*BUILT_IN;
    bank::of_file(path, data.to_vec(), true, lent);
    for (_, question) in bank::of_file(path, data.to_vec(), false, lent).0 {
        let Some(framework) = lent.frameworks.get(&question.kind) else { continue };
        let Some(rubric) = lent.rubrics.get(&framework.rubric) else { continue };
        let options = Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let session = begin(question, Framework::clone(framework), Rubric::clone(rubric), options);
        let written = session_file::write(&session, &Foreign::default()).expect("a session can be written");
        let read = session_file::read(written.into_bytes(), Path::new("s.yaml"));
        assert_eq!(read.expect("what was written can be read").session, session);
    }
}
