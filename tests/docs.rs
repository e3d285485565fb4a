//! Holds the pages that follow from the program to what it is: docs/keys.md, docs/practice.svg, the README's keys.

#[path = "../examples/docs/keys.rs"]
mod keys;
#[path = "../examples/docs/pages.rs"]
mod pages;
#[path = "../examples/docs/picture.rs"]
mod picture;
#[path = "../examples/docs/rehearsal.rs"]
mod rehearsal;

#[test]
fn the_pages_are_up_to_date() {
    let pages = pages::all().unwrap();
    let stale: Vec<&str> = pages.iter().filter(|page| !page.is_fresh()).map(|page| page.name).collect();
    assert!(stale.is_empty(), "stale: {}; `cargo run --example docs` writes them anew", stale.join(", "));
}
