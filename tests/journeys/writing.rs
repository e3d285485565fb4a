//! What happens to words: undo, renaming, deleting what is referred to, keys that arrive in odd ways, odd texts.

use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// In the metrics, with two stakeholders, two stages and a few metrics that name them.
fn in_metrics() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("stakeholders").types("Consumers<enter>Small shops<ctrl-n>Link card<enter>Pay<ctrl-n>");
    ada.types(
        "Weekly payers @Consumers #Pay<enter>Payment value @Consumers because transfers swamp it<enter>",
    );
    ada.types("Acceptance @\"Small shops\"<enter>");
    ada
}

#[test]
fn renaming_a_stakeholder_rewrites_the_lines_that_name_it_in_one_undo_step() {
    let mut ada = in_metrics();
    let before = ada.metrics();
    ada.types("<ctrl-p><ctrl-p><up><up>");
    assert_eq!(ada.stop(), "stakeholders");
    ada.types("<home>Young <down>");
    assert_eq!(
        ada.metrics(),
        [
            "north_star: Weekly payers @\"Young Consumers\" #Pay",
            "rejected: Payment value @\"Young Consumers\" because transfers swamp it",
            "driver: Acceptance @\"Small shops\"",
        ]
    );
    ada.types("<ctrl-z>");
    assert_eq!(ada.metrics(), before);
    assert_eq!(ada.rows("stakeholders")[0], "Consumers |  | ");
    ada.types("<ctrl-y>");
    assert_eq!(ada.rows("stakeholders")[0], "Young Consumers |  | ");
    assert!(ada.metrics()[0].contains("@\"Young Consumers\""));
}

#[test]
fn a_renamed_stage_takes_its_lines_along_when_the_step_is_left_by_ctrl_n_or_by_leaving() {
    for way in ["<ctrl-n>", "<esc>l", "<ctrl-q>"] {
        let mut ada = in_metrics();
        ada.types("<ctrl-p><up>");
        assert_eq!(ada.stop(), "flow");
        ada.types("<end> at a till").types(way);
        if way != "<ctrl-n>" {
            ada.again().types("<enter>");
        }
        assert_eq!(ada.metrics()[0], "north_star: Weekly payers @Consumers #\"Pay at a till\"", "{way}");
    }
}

#[test]
fn a_renaming_that_is_broken_off_is_whole_in_the_file() {
    let mut ada = in_metrics();
    ada.types("<ctrl-p><ctrl-p><up><up><home>Young ");
    // Saved while the caret still stands in the name, and then the machine dies.
    assert!(
        ada.saved_part("steps").contains("line: 'Weekly payers @\"Young Consumers\" #Pay'"),
        "{}",
        ada.saved()
    );
    ada.again().types("<enter>");
    assert_eq!(ada.rows("stakeholders")[0], "Young Consumers |  | ");
    assert_eq!(ada.metrics()[0], "north_star: Weekly payers @\"Young Consumers\" #Pay");
}

#[test]
fn a_heading_that_is_being_renamed_takes_its_merges_along_into_the_file() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("plan").types("<down><tab><tab>into Context<up><home>");
    let merged = |ada: &Journey| ada.session().opening.plan[1].change.clone();
    assert_eq!(merged(&ada), "into Context");
    ada.types("<backtab><backtab><home>Our ");
    assert_eq!(ada.session().opening.plan[0].title, "Our Context");
    ada.again().types("<enter>");
    assert_eq!(merged(&ada), "into Our Context");
}

#[test]
fn undo_in_a_name_takes_the_whole_renaming_back() {
    let mut ada = in_metrics();
    let before = ada.metrics();
    ada.types("<ctrl-p><ctrl-p><up><up><home>Young and poor <ctrl-z>");
    assert_eq!((ada.rows("stakeholders")[0].as_str(), ada.metrics()), ("Consumers |  | ", before.clone()));
    ada.types("<ctrl-y>!<down>");
    assert_eq!(ada.metrics()[0], "north_star: Weekly payers @\"Young and poor !Consumers\" #Pay");
    ada.types("<ctrl-z><ctrl-z>");
    assert_eq!((ada.rows("stakeholders")[0].as_str(), ada.metrics()), ("Consumers |  | ", before));
    // By way of a name with nothing in it.
    ada.types("<end><ctrl-w><ctrl-z><ctrl-y>Payers<down>");
    assert_eq!(ada.rows("stakeholders")[0], "Payers |  | ");
    assert_eq!(ada.metrics()[0], "north_star: Weekly payers @Payers #Pay");
}

#[test]
fn deleting_what_is_referred_to_leaves_a_mark() {
    let mut ada = in_metrics();
    ada.types("<ctrl-n>Fees drive shops away<tab>accep<tab><ctrl-n><ctrl-p>");
    assert_eq!(ada.rows("risks"), ["Fees drive shops away | Acceptance"]);
    let id = ada.session().metrics().last().unwrap().1.id.clone();
    ada.types("<ctrl-p>").goes_up_to("Acceptance");
    ada.types("<ctrl-end><ctrl-shift-home><backspace><ctrl-n>");
    assert_eq!(ada.metrics().len(), 2);
    ada.sees(&format!("⟨{id} was deleted⟩"));
    assert_snapshot!("a dangling reference", ada.picture());
    assert!(ada.saved_part("steps").contains(&format!("ref: {id}")));
    // It survives leaving, and what was deleted comes back by undo, with all that refers to it.
    ada.types("<ctrl-z>").goes_to("risks");
    assert_eq!(ada.rows("risks"), ["Fees drive shops away | Acceptance"]);
}

/// At the stage "Pay", which the diagnostic in its slot and the North Star's line refer to.
fn at_a_stage_that_is_measured() -> Journey {
    let mut ada = in_metrics();
    ada.goes_to_slot("Pay").types("Payments declined");
    let diagnostic = ada.session().metrics().last().unwrap().1.clone();
    assert!(diagnostic.stage.is_some(), "{diagnostic:?}");
    ada.types("<ctrl-p><up>");
    assert_eq!((ada.stop().as_str(), ada.rows("flow").len()), ("flow", 2));
    ada
}

const WARNING: &str = "2 places refer to what you deleted; Ctrl-Z brings it back.";

#[test]
fn every_way_of_deleting_what_is_referred_to_warns() {
    let empty = "<ctrl-end><ctrl-shift-home><backspace>";
    for way in ["<ctrl-n>", "<up>", "<tab>", "<ctrl-p>"] {
        let mut ada = at_a_stage_that_is_measured();
        ada.types(empty).types(way).sees(WARNING);
        assert_eq!(ada.rows("flow").len(), 1, "{way}");
        // Undo brings it back, and to make the deletion again warns again.
        ada.types("<ctrl-z>");
        assert_eq!(ada.rows("flow"), ["Link card | ", "Pay | "], "{way}");
        ada.types("<ctrl-y>").sees(WARNING);
    }
    let mut ada = at_a_stage_that_is_measured();
    ada.types(empty).clicks("Link card").sees(WARNING);
    let mut ada = at_a_stage_that_is_measured();
    ada.editor = |text| text[..text.rfind("- id:").unwrap()].to_owned();
    ada.types("<ctrl-g>").sees(WARNING);
    assert_eq!(ada.rows("flow").len(), 1);
    // A row that keeps its other fields has lost the name that others call it by.
    let mut ada = at_a_stage_that_is_measured();
    ada.types("<tab>payer<backtab>").types(empty).types("<up>").sees(WARNING);
    assert_eq!(ada.rows("flow")[1], " | payer");
}

#[test]
fn a_warning_comes_at_once_and_once() {
    let mut ada = at_a_stage_that_is_measured();
    ada.types("<ctrl-end><ctrl-shift-home><backspace>").clicks("Link card").sees(WARNING);
    ada.types("x").sees_no(WARNING).types("<ctrl-n>").sees_no(WARNING);
}

#[test]
fn leaving_deletes_nothing() {
    for way in ["<esc>l", "<ctrl-q>"] {
        let mut ada = at_a_stage_that_is_measured();
        ada.types("<ctrl-end><ctrl-shift-home><backspace>").types(way).again().types("<enter>");
        assert_eq!(ada.rows("flow"), ["Link card | ", " | "], "{way}");
        ada.types("Pay");
        assert_eq!(ada.rows("flow"), ["Link card | ", "Pay | "], "{way}");
    }
}

#[test]
fn undo_goes_back_across_steps_and_redo_forth_again() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("context")
        .types("Rivals<tab>choice<ctrl-n>Pay fast.<ctrl-n>Consumers<ctrl-n>Link<ctrl-n>Payers");
    let steps = ada.session().steps.clone();
    let stops: Vec<String> = (0..6).map(|_| ada.types("<ctrl-z>").stop()).collect();
    assert_eq!(stops, ["metrics", "flow", "stakeholders", "goal", "goal", "context"]);
    ada.types("<ctrl-z>").sees_no("Rivals");
    assert!(ada.session().steps.iter().all(|s| s.answer.is_blank()));
    ada.types("<ctrl-z>").sees("Nothing more to undo.");
    ada.types(&"<ctrl-y>".repeat(7));
    assert_eq!(ada.session().steps, steps);
    ada.types("<ctrl-y>").sees("Nothing to redo.");
    assert_eq!(ada.stop(), "metrics");
}

#[test]
fn the_plan_is_undone_and_an_opened_fact_stays_opened() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<enter><enter>");
    assert_eq!(ada.session().opening.opened.len(), 1);
    ada.types("<ctrl-n><end>!<alt-down><ctrl-n>");
    let moved = |ada: &Journey| ada.session().opening.plan[1].title.clone();
    assert_eq!(moved(&ada), "Context!");
    ada.types("<ctrl-z><ctrl-z><ctrl-z>").sees("Nothing more to undo.");
    assert_eq!(ada.session().opening.opened.len(), 1);
    assert_eq!(ada.session().opening.plan[0].title, "Context");
    assert_eq!(ada.stop(), "plan");
}

#[test]
fn ctrl_c_copies_or_says_how_to_leave() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("one two<ctrl-c>").sees("Ctrl-Q leaves; all is saved.");
    assert!(!ada.gone);
    ada.types("<ctrl-shift-left><ctrl-c>");
    assert_eq!(ada.clipboard, ["two"]);
    ada.types("<end> <ctrl-v>");
    assert_eq!(ada.prose("goal"), "one two two");
    ada.types("<shift-home><ctrl-x>");
    assert_eq!((ada.prose("goal"), ada.clipboard.last().unwrap().as_str()), ("", "one two two"));
    ada.types("<ctrl-v><ctrl-v>");
    assert_eq!(ada.prose("goal"), "one two twoone two two");
    // On a screen without a field it says the same.
    let mut bob = Journey::new();
    bob.types("<ctrl-c>").sees("Ctrl-Q leaves; all is saved.");
    bob.types("<ctrl-z>");
    assert_eq!(bob.slept, 0);
    // And in the search field.
    bob.types("pay<ctrl-c>").sees("Ctrl-Q leaves; all is saved.");
    bob.types("<ctrl-shift-left><ctrl-c><end> <ctrl-v>").sees("/ pay pay");
    assert_eq!(bob.clipboard, ["pay"]);
}

#[test]
fn esc_opens_a_menu_that_takes_letters_and_lets_others_through() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<esc>");
    assert_snapshot!("the menu", ada.picture());
    // A letter of the menu chooses; arrows and Enter do, too.
    ada.types("n");
    assert_eq!(ada.stop(), "stakeholders");
    ada.types("<esc>p<esc><enter>");
    assert_eq!(ada.stop(), "stakeholders");
    ada.types("<esc><down><enter>");
    assert_eq!(ada.stop(), "goal");
    // Any other character closes it and is typed, and so are Esc, b and f.
    ada.types("<esc>q<esc>b<esc>f<esc><esc>支");
    assert_eq!(ada.prose("goal"), "qbf支");
    ada.types("<esc><ctrl-n>");
    assert_eq!(ada.stop(), "stakeholders");
    // What cannot be done now says why.
    ada.types("<ctrl-n>").goes_to("wrap_up").types("<esc>e").sees("only in steps");
}

#[test]
fn an_unbound_alt_character_is_esc_and_then_the_character() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<alt-n>");
    assert_eq!(ada.stop(), "stakeholders");
    ada.types("<alt-p><alt-q><alt-j>").types("x<alt-b><alt-b><alt-b>y");
    assert_eq!(ada.prose("goal"), "yqjx");
    // Alt-f is bound: the word to the right.
    ada.types("<alt-f>z");
    assert_eq!(ada.prose("goal"), "yqjxz");
}

#[test]
fn all_commands_are_found_by_a_few_letters() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<ctrl-k>");
    assert_snapshot!("all commands", ada.picture());
    ada.types("said<enter>");
    assert!(ada.session().step(&"goal".into()).unwrap().said);
    ada.types("<ctrl-k>zzz").sees("Nothing matches.").types("<enter><esc>typed");
    assert_eq!(ada.prose("goal"), "typed");
    ada.types("<ctrl-k>suspend<enter>");
    assert_eq!(ada.slept, 1);
    ada.types("<f1>").sees("Keys that work here").types("<esc>");
}

#[test]
fn a_paste_goes_where_the_caret_is_while_commands_are_open() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<ctrl-k>").pastes("said\r\nand more").types("<enter>");
    assert!(ada.session().step(&"goal".into()).unwrap().said);
    assert_eq!(ada.prose("goal"), "");
    ada.types("<ctrl-k>s").pastes("ai").sees("/ sai").types("<esc>");
    assert_eq!(ada.prose("goal"), "");
    // A paste that begins with an empty line has a first line all the same.
    ada.types("<ctrl-k>").pastes("\n  undo \n").sees("/ undo").types("<esc>");
}

#[test]
fn commands_lead_to_every_question_and_to_ones_own_sessions() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Habit first.<ctrl-k>stockholm").sees("Questions").sees("Bolt");
    assert_snapshot!("a question among the commands", ada.picture());
    ada.types("<enter>").sees("Enter begins.");
    // What was left is saved, and is found among the sessions.
    ada.types("<ctrl-k>").sees("Sessions").types("alipay").sees("in_progress").types("<down><up><enter>");
    assert_eq!(ada.prose("goal"), "Habit first.");
    ada.types("<ctrl-k>stockholm<home><delete><ctrl-w>zzz").sees("Nothing matches.").types("<enter><esc>");
    assert_eq!(ada.stop(), "goal");
}

#[test]
fn two_clicks_select_a_word_and_three_the_line() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Pay in one breath.<enter>And cheaply.");
    ada.clicks("breath").hesitates(300).clicks("breath").types("<ctrl-c>");
    assert_eq!(ada.clipboard, ["breath"]);
    ada.hesitates(300).clicks("breath").types("<ctrl-c>");
    assert_eq!(ada.clipboard.last().unwrap(), "Pay in one breath.");
    // A fourth begins anew, and so does a slow one, or one elsewhere.
    ada.clicks("breath").types("X<ctrl-z>");
    assert_eq!(ada.prose("goal"), "Pay in one breath.\nAnd cheaply.");
    ada.hesitates(500).clicks("cheaply").hesitates(500).clicks("cheaply").types("<ctrl-c>");
    ada.hesitates(500).clicks("And").clicks("cheaply").types("<ctrl-c>");
    assert_eq!(ada.clipboard.len(), 2);
    ada.clicks("cheaply").types("dearly");
    assert_eq!(ada.prose("goal"), "Pay in one breath.\nAnd dearly.");
    // In a row it is the same, also where the first click came from another field.
    ada.types("<ctrl-n>Small shops<tab>less speed<enter>Consumers");
    ada.clicks("speed").clicks("speed").types("cash");
    assert_eq!(ada.rows("stakeholders")[0], "Small shops | less cash | ");
}

#[test]
fn the_completion_has_a_frame_and_hides_no_line_that_is_typed() {
    for (width, height) in [(120, 40), (80, 24), (60, 20)] {
        let mut ada = Journey::practising("alipay-success-metrics");
        ada.resizes(width, height).goes_to("stakeholders");
        ada.types(
            "Consumers<enter>Small shops<enter>消费者<enter>Regulator<enter>Banks<enter>Riders<ctrl-n>",
        );
        ada.types("Link<enter>Pay<enter>Settle<enter>Refund<enter>付款<ctrl-n>");
        ada.types("支付总额支付总额支付总额支付总额支付总额支付总额支付总额<enter>");
        // In each of the slots, down to the last that the pane has.
        for slot in 0..12 {
            ada.types("x payers @");
            let screen = ada.screen();
            let (row, _) = ada.cursor().unwrap();
            let typed = screen.lines().nth(usize::from(row) - 1).unwrap();
            assert!(typed.contains("x payers @"), "slot {slot} at {width}x{height}:\n{screen}");
            let corners = ["┌", "┐", "└", "┘"].map(|corner| screen.matches(corner).count());
            assert_eq!(corners, [1; 4], "slot {slot} at {width}x{height}:\n{screen}");
            assert!(screen.contains("│ ▸ Consumers "), "slot {slot} at {width}x{height}:\n{screen}");
            assert_framed(&screen);
            ada.types("<ctrl-w><ctrl-w><ctrl-w><down>");
        }
    }
}

/// That the frame's sides stand below each other, whatever is beside it.
fn assert_framed(screen: &str) {
    let column = |line: &str, mark: char| line.find(mark).map(|at| casebook::text::width::cells(&line[..at]));
    let mut lines = screen.lines().skip_while(|line| !line.contains('┌'));
    let top = lines.next().unwrap();
    let (left, right) = (column(top, '┌').unwrap(), column(top, '┐').unwrap());
    for line in lines.take_while(|line| !line.contains('└')) {
        let bars = line.match_indices('│').map(|(at, _)| casebook::text::width::cells(&line[..at]));
        let bars: Vec<usize> = bars.collect();
        assert!(bars.contains(&left) && bars.contains(&right), "{line}\n{screen}");
    }
}

#[test]
fn a_small_window_still_takes_what_is_typed() {
    for (width, height) in [(59, 19), (30, 6), (10, 3), (4, 2), (2, 1), (1, 1)] {
        let mut ada = Journey::practising("alipay-success-metrics");
        ada.goes_to("goal").resizes(width, height).types("Kept");
        if width > 20 {
            ada.sees("Too small").sees("Kept");
        }
        ada.types(
            "<ctrl-n>Consumers<tab>speed<ctrl-n><ctrl-n>Payers @Con<tab><ctrl-n><esc><esc><ctrl-k><esc>",
        );
        ada.resizes(80, 24);
        assert_eq!(ada.prose("goal"), "Kept");
        assert_eq!(ada.rows("stakeholders"), ["Consumers | speed | "]);
        assert_eq!(ada.metrics(), ["north_star: Payers @Consumers"]);
    }
}

#[test]
fn every_screen_survives_every_size() {
    for (width, height) in [(1, 1), (3, 2), (20, 5), (60, 20), (61, 24), (300, 100)] {
        let mut ada = Journey::sized(width, height);
        ada.types("alipay<down><up><esc><esc><enter><right><left><down><esc><esc><enter>");
        while ada.session().is_open() {
            ada.types("one<tab>two<enter><f1><esc><esc><esc><ctrl-n>");
            if ada.stop() == "retell" {
                ada.types("<enter>");
            }
        }
        ada.types("<tab><tab><pagedown>s<esc>l").types("s<esc>l<ctrl-q>");
    }
}

#[test]
fn chinese_is_written_and_referred_to() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("stakeholders").types("消费者<tab>快<enter>商家<ctrl-n>绑卡<enter>付款<ctrl-n>");
    ada.types("每周付款两次以上的消费者＝付款人数／绑卡人数，每周＠消<tab>＃付<tab><enter>");
    ada.types("支付总额 因为转账占了大头<enter>");
    assert_eq!(
        ada.metrics(),
        [
            "north_star: 每周付款两次以上的消费者＝付款人数／绑卡人数，每周＠消费者＃付款",
            "rejected: 支付总额 因为转账占了大头"
        ]
    );
    assert_snapshot!("chinese metrics", ada.picture());
    assert_snapshot!("chinese metrics saved", {
        let saved = ada.saved_part("steps");
        saved[saved.find("- id: metrics").unwrap()..saved.find("- id: risks").unwrap()].to_owned()
    });
    ada.types("<ctrl-p><ctrl-p>").goes_to("metrics");
    let mut bob = Journey::new();
    bob.types("支付").sees("Nothing matches");
}

#[test]
fn the_input_method_finds_the_cursor_where_the_text_grows() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal");
    let (line, column) = ada.cursor().unwrap();
    ada.types("支付宝");
    assert_eq!(ada.cursor(), Some((line, column + 6)));
    ada.types("<left>");
    assert_eq!(ada.cursor(), Some((line, column + 4)));
    ada.types("<backspace>");
    assert_eq!(ada.prose("goal"), "支宝");
}

#[test]
fn a_paste_of_100_kb_arrives_whole_and_is_undone_at_once() {
    let pasted = "What would you measure for 支付宝, and why?\r\n".repeat(2_300);
    assert!(pasted.len() > 100_000);
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Before ").pastes(&pasted).types("after");
    let whole = format!("Before {}after", pasted.replace("\r\n", "\n"));
    assert_eq!(ada.prose("goal"), whole);
    assert!(ada.saved_part("steps").contains("支付宝, and why?"));
    ada.types("<ctrl-home><pagedown><up><ctrl-end><ctrl-z><ctrl-z>");
    assert_eq!(ada.prose("goal"), "Before ");
    ada.types("<ctrl-y>").sees("支付宝");
    // Into a row and into a metric it goes as well.
    ada.goes_to("stakeholders").pastes(&pasted).goes_to("metrics").pastes(&pasted);
    assert!(ada.metrics()[0].len() > 90_000);
    ada.types("<ctrl-n><ctrl-p><ctrl-q>").again().types("<enter>");
    assert_eq!(ada.prose("goal").len(), whole.len() - "after".len());
}

#[test]
fn a_paste_is_text_and_never_a_key() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").pastes("a\u{1b}[2J\u{7}b\tc\rd\u{2028}e");
    assert_eq!(ada.prose("goal"), "a[2Jb\tc\nd\ne");
    ada.types("<esc>").pastes("nq");
    assert_eq!(ada.prose("goal"), "a[2Jb\tc\nd\nenq");
}

#[test]
fn a_step_comes_back_from_the_editor_as_one_change() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.editor = |text| text.replace("fast", "in one breath") + "\nAnd cheaply.\n";
    ada.goes_to("goal").types("Pay fast.<ctrl-g>").sees("Taken from the editor");
    assert_eq!(ada.prose("goal").trim_end(), "Pay in one breath.\nAnd cheaply.");
    ada.types("<ctrl-z>");
    assert_eq!(ada.prose("goal"), "Pay fast.");
    ada.editor = |text| text + "- name: Regulator\n  gains: oversight\n";
    ada.types("<ctrl-n>Consumers<tab>speed<ctrl-g>");
    assert_eq!(ada.rows("stakeholders"), ["Consumers | speed | ", "Regulator | oversight | "]);
    ada.editor = |text| text;
    ada.types("<ctrl-g>").sees("Nothing was changed in the editor.");
}

#[test]
fn trailing_blanks_are_kept_until_the_end_and_then_trimmed() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Pay fast.  <enter> and safely ");
    assert_eq!(ada.prose("goal"), "Pay fast.  \n and safely ");
    ada.types("<ctrl-q>").again().types("<enter>");
    assert_eq!(ada.prose("goal"), "Pay fast.  \n and safely ");
    ada.goes_to("wrap_up").types("<ctrl-n>").sees("blanks at the end of 2 lines were trimmed");
    assert_eq!(ada.prose("goal"), "Pay fast.\n and safely");
}

#[test]
fn a_burst_that_ends_with_leaving_is_saved() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("risks").types("Fees<tab>words that name nothing<esc>l").types("<enter>");
    assert_eq!(ada.rows("risks"), ["Fees | words that name nothing"]);
}

#[test]
fn coming_back_to_the_metrics_goes_on_with_the_next_section() {
    let mut ada = in_metrics();
    ada.types("<ctrl-n><ctrl-p>Checkouts won");
    assert_eq!(ada.metrics().last().unwrap(), "driver: Checkouts won");
}

#[test]
fn a_hint_is_seen_however_far_down_one_writes() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("metrics")
        .types("a<enter>b because c<enter>d<enter>e<enter>f<enter><enter>g<enter>h<enter>i");
    ada.sees("↑ more").sees_no("Hint 1").types("<f2>").sees("Hint 1:").sees_no("↑ more");
    // The next key is back where one writes.
    ada.types("j").sees("ij");
}

#[test]
fn enter_on_what_may_be_chosen_is_done_with_it() {
    let mut begin = begin("alipay-success-metrics");
    begin.guide = casebook::model::Guide::Blank;
    let mut ada = Journey::beginning(begin);
    ada.types("<ctrl-n>Who<tab><tab>").sees("↓ chooses: prose is text");
    ada.types("<down><down><enter>Way<tab>25<tab>fl<enter>").sees("Enter on the empty line takes it so.");
    let plan: Vec<(&str, &str)> =
        ada.session().opening.plan.iter().map(|c| (c.title.as_str(), c.change.as_str())).collect();
    assert_eq!(plan, [("Who", "rows"), ("Way", "flow")]);
}

#[test]
fn in_an_interview_nothing_says_what_to_ask_before_one_has_asked() {
    let mut begin = begin("alipay-success-metrics");
    begin.mode = casebook::model::Mode::Interview;
    let mut ada = Journey::beginning(begin);
    ada.types("Which market?<enter>")
        .sees("When you have asked all you want")
        .sees_no("Which part of Alipay");
    ada.types("<enter>").sees("Which part of Alipay").types("<enter>");
    assert_eq!(ada.session().opening.opened.len(), 1);
}
