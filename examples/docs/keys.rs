//! The keys as pages: all of them by scope, and those of footer and menu for the README. Knows no file.

use casebook::tui::keymap::{self, Binding, Scope};

const HEAD: &str = "\
# Keys

<!-- Written by `cargo run --example docs` from src/tui/keymap.rs. Change it there. -->

There are no modes: what you type goes into your answer. **Esc** opens a menu of what can be done here; choose with the
arrows and Enter, or with the letter shown. Any other character closes the menu and is typed. **Ctrl-K** finds every
action by its name, **F1** shows the keys of the screen you are on.

The footer writes `^N` for Ctrl-N. While a list of completions is open, the arrows choose in it, and Tab or Enter takes
the chosen one. The mouse works too: click, drag to select, wheel. If your terminal keeps a key for itself, go by Esc.
";

/// docs/keys.md.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for (scope, bindings) in scopes(|_| true) {
        page.push_str(&format!(
            "\n## {}\n\n| key | after Esc | what it does |\n|---|---|---|\n",
            scope.title()
        ));
        for binding in bindings {
            let letter = binding.menu.map_or_else(String::new, |letter| code(&letter.to_string()));
            page.push_str(&format!("| {} | {letter} | {} |\n", keys(binding), binding.label));
        }
    }
    page
}

/// What the README shows: actions that stand in a footer or a menu, a line a scope.
pub fn summary() -> String {
    let mut table = "| where | keys |\n|---|---|\n".to_owned();
    for (scope, bindings) in scopes(|b| b.footer.is_some() || b.menu.is_some()) {
        let shown: Vec<String> = bindings.into_iter().map(brief).collect();
        table.push_str(&format!("| {} | {} |\n", scope.title(), shown.join(" · ")));
    }
    table
}

/// One action for the README, by its first key and by its letter.
fn brief(binding: &Binding) -> String {
    let key = binding.keys.first().map(|key| code(&spelt(key)));
    let letter = binding.menu.map(|letter| code(&format!("Esc {letter}")));
    let ways: Vec<String> = key.into_iter().chain(letter).collect();
    format!("{} {}", ways.join(" or "), binding.label)
}

/// The scopes that have such bindings, in the order of the documentation.
fn scopes(wanted: impl Fn(&Binding) -> bool) -> Vec<(Scope, Vec<&'static Binding>)> {
    let of = |scope: Scope| keymap::all().filter(|b| b.scope == scope && wanted(b)).collect::<Vec<_>>();
    Scope::ALL.into_iter().map(|scope| (scope, of(scope))).filter(|(_, found)| !found.is_empty()).collect()
}

/// Every key of a binding; terminals have two names for some.
fn keys(binding: &Binding) -> String {
    let mut keys: Vec<String> = binding.keys.iter().map(|key| code(&spelt(key))).collect();
    keys.dedup();
    if keys.is_empty() && binding.menu.is_none() {
        keys.push(format!("by its name under {}", code("Ctrl-K")));
    }
    keys.join(", ")
}

/// A key as one says it: the footer's `^N` is Ctrl-N.
fn spelt(key: &str) -> String {
    let shown = keymap::shown(key);
    shown.strip_prefix('^').map_or_else(|| shown.clone(), |letter| format!("Ctrl-{letter}"))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
