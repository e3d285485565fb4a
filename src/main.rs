//! temporary
fn main() {
    let places = casebook::store::paths::Places::find(
        std::env::var_os("CASEBOOK_HOME").map(std::path::PathBuf::from).as_deref(),
        None,
    )
    .unwrap();
    let (bank, problems) = casebook::store::bank::built_in();
    for p in problems {
        eprintln!("{p}");
    }
    if let Err(e) = casebook::tui::run::run(
        casebook::tui::app::Start::Home,
        casebook::tui::run::Context { bank, places, colour: true },
    ) {
        eprintln!("{e}");
    }
}
