//! What a person writes is theirs alone on the disk, also what no session has room for.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use crate::{
    harness::Terminal,
    home::{Home, write},
};

/// Every file and folder below one, with its mode.
fn modes(folder: &Path, found: &mut Vec<(String, u32, bool)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        found.push((path.display().to_string(), metadata.permissions().mode() & 0o777, metadata.is_dir()));
        if metadata.is_dir() {
            modes(&path, found);
        }
    }
}

#[test]
fn a_paste_without_room_is_in_a_file_that_the_screen_names() {
    let home = Home::left_at("goal", |s| write(s, "goal", &"words of a line\n".repeat(250_000)));
    let mut t = Terminal::sized(&home, 120, 40);
    t.resume();
    let pasted = "pasted line\n".repeat(400_000);
    t.paste(&pasted);
    t.wait_for("Not pasted: more than 8 MiB would be in this session");
    let folder = home.path().join("state/pasted");
    let kept: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), pasted);
    let name = kept[0].file_name().unwrap().to_str().unwrap();
    assert!(t.screen().has(name), "{}", t.screen());
}

#[test]
fn all_that_a_person_leaves_on_the_disk_is_theirs_alone() {
    let home = Home::new();
    let editor = home.script("printf 'in vain' > \"$1\"; exit 1\n");
    fs::remove_dir_all(home.path().join("data")).unwrap_or_default();
    let mut t = Terminal::with(&home, 80, 24, &[("EDITOR", &editor)]);
    t.wait_for("casebook");
    t.keys("/alipay<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for_caret_on("A question, as you would ask it");
    t.keys("范围?<ctrl-n><ctrl-n><ctrl-n>").wait_for("Goal");
    t.keys("words<ctrl-g>").wait_for("Not taken, but kept in");
    t.wait_for_saved();
    t.keys("<ctrl-q>");
    t.end();
    let mut found = Vec::new();
    for folder in ["data", "state", "config", "cache"].map(|name| home.path().join(name)) {
        if folder.is_dir() {
            found.push((
                folder.display().to_string(),
                fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
                true,
            ));
            modes(&folder, &mut found);
        }
    }
    for part in ["data/sessions/", "config/config.yaml", "state/edit-"] {
        assert!(found.iter().any(|(path, ..)| path.contains(part)), "no {part} in {found:#?}");
    }
    for (path, mode, is_folder) in &found {
        assert_eq!(*mode, if *is_folder { 0o700 } else { 0o600 }, "{path}");
    }
}
