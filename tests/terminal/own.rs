//! A bank of one's own: a framework, a rubric and a question in YAML alone, practised in a terminal.

use casebook::model::{Answer, Role, State};
use portable_pty::CommandBuilder;

use crate::{
    harness::Terminal,
    home::{Home, rows},
};

const FRAMEWORK: &str = "id: pilot
title: Pilot
opening: yes
rubric: pilot
steps:
  - {id: bet, title: Bet, minutes: 2, prompt: What do you bet on?, hints: [Who would miss it?]}
  - id: people
    title: People
    kind: rows
    minutes: 4
    fields:
      - {id: name, title: Who}
      - {id: mood, title: Mood, type: choice, choices: [eager, wary]}
      - {id: pays, title: Pays, type: yes/no}
  - id: path
    title: Path
    kind: flow
    minutes: 3
    fields:
      - {id: name, title: Station}
      - {id: who, title: Who, type: row, rows_of: people}
  - id: signs
    title: Signs
    kind: metrics
    minutes: 6
    stakeholders: people
    stages: path
    slots: {north_star: 1, rejected: 0, driver: 1, counter: 0, guardrail: 1}
  - id: stop
    title: Stop
    kind: rows
    minutes: 2
    fields:
      - {id: when, title: When}
      - {id: seen, title: Seen in, type: metric}
";

const RUBRIC: &str = "id: pilot
title: Pilot
dimensions:
  - {id: nerve, title: Nerve, anchors: [none, some, enough, plenty]}
";

const QUESTION: &str = "id: night-tram
type: pilot
title: Would you run a tram through the night?
difficulty: easy
brief:
  say: Would you run a tram through the night?
  facts: [{about: Money, answer: One line for one winter.}]
follow_ups:
  - {ask: \"What if {north_star} falls?\", when: {has: north_star}, listen_for: [a plan]}
";

#[test]
fn a_framework_in_yaml_alone_is_practised_to_its_debrief() {
    let home = Home::new();
    let bank = home.path().join("bank");
    for (name, text) in
        [("frameworks/pilot.yaml", FRAMEWORK), ("rubrics/pilot.yaml", RUBRIC), ("night-tram.yaml", QUESTION)]
    {
        std::fs::create_dir_all(bank.join(name).parent().unwrap()).unwrap();
        std::fs::write(bank.join(name), text).unwrap();
    }
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["--bank", bank.to_str().unwrap(), "practice", "night-tram"]);
    let mut t = Terminal::running(command, &home, 80, 24);
    t.wait_for("Enter begins").has("Pilot");
    t.keys("<enter>").wait_for("A question, as you would ask it");
    t.keys("Whose money?<enter><enter><enter>").wait_for("One line for one winter.");
    t.keys("<ctrl-n>").wait_for("Enter takes the plan");
    t.keys("<enter>").wait_for("What do you bet on?");
    t.keys("<f2>").wait_for("Who would miss it?");
    t.keys("Night shifts.").wait_for_caret_behind("Night shifts.");
    t.keys("<ctrl-n>").wait_for("Mood");
    t.keys("Nurses<tab>ea").wait_for("▸ eager");
    t.keys("<tab><tab>y").wait_for("▸ yes");
    t.keys("<tab><enter>Neighbours<tab>wary<ctrl-n>").wait_for("Station");
    t.keys("Wait<tab>nur").wait_for("▸ Nurses");
    t.keys("<tab><enter>Ride<ctrl-n>").wait_for("North Star");
    t.keys("Riders = count of riders, a night @Nur<enter>").wait_for("Guardrails");
    t.keys("<enter>").wait_for("Diagnostics");
    t.keys("Waits = p90 of minutes<enter><enter>Noise <lt>= 45 dB").wait_for_caret_behind("45 dB");
    t.keys("<ctrl-n>").wait_for("Seen in");
    t.keys("Complaints double<tab>noi").wait_for("▸ Noise");
    t.keys("<tab><ctrl-n>").wait_for("What if Riders falls?");
    t.keys("Fewer trips.<ctrl-n>").wait_for("90 seconds");
    t.keys("<enter>").wait_for("Where was I lowest?");
    t.keys("<right>").wait_for("Nerve");
    t.keys("<ctrl-n>").wait_for("Finished and saved");
    t.wait_for("Overview");
    t.keys("<ctrl-q>");
    assert!(t.end().success());

    let session = home.session();
    assert_eq!((session.state, session.framework.id.as_str()), (State::Finished, "pilot"));
    assert_eq!(session.answer(&"bet".into()).map(Answer::text), Some("Night shifts."));
    assert_eq!(rows(&session, "people")[0], ["Nurses", "eager", "yes"]);
    assert_eq!(rows(&session, "path")[0], ["Wait", "Nurses"]);
    assert_eq!(rows(&session, "stop")[0], ["Complaints double", "Noise"]);
    let roles: Vec<Option<Role>> = session.metrics().map(|(_, metric)| metric.role).collect();
    assert_eq!(roles, [Some(Role::NorthStar), Some(Role::Diagnostic), Some(Role::Guardrail)]);
}
