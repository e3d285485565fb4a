//! Builds anew when the built-in bank changes: the compiler does not see the files that it embeds.

fn main() {
    println!("cargo:rerun-if-changed=questions");
}
