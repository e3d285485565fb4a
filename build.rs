//! Builds anew when the built-in bank changes: the compiler does not see the files that it embeds.

#[expect(clippy::disallowed_macros, reason = "this is how a build script talks to Cargo")]
fn main() {
    println!("cargo:rerun-if-changed=questions");
}
