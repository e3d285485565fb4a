//! Metric lines by example, and by properties that hold for any line.

use proptest::prelude::*;

use super::*;

fn names() -> Names {
    let rows = |names: &[(&str, &str)]| names.iter().map(|(id, n)| ((*id).into(), (*n).to_owned())).collect();
    Names {
        stakeholders: rows(&[
            ("r1", "Buyers"),
            ("r2", "small sellers"),
            ("r3", "Café owners"),
            ("r4", "商家"),
            ("r5", "5\" screens"),
            ("r6", ""),
            ("r7", "team #1"),
        ]),
        stages: rows(&[("s1", "Pay"), ("s2", "Check out"), ("s3", "结账"), ("s4", "buyers")]),
    }
}

/// The parts that were read, one line: `name | n:… d:… a:… w:… | <= limit | @r1 #s1 | because`.
fn read_as(line: &str, role: Role) -> String {
    let p = parse(line, role, &names());
    let mut out = p.name;
    let mut part = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!(" | {key}{value}"));
        }
    };
    part("agg:", p.aggregate.map(|a| a.to_string()));
    part("n:", p.numerator);
    part("d:", p.denominator);
    part("w:", p.window);
    part("", p.limit.map(|l| format!("{} {}", l.sign.as_str(), l.text)));
    part("@", (!p.stakeholders.is_empty()).then(|| join(&p.stakeholders)));
    part("#", (!p.stages.is_empty()).then(|| join(&p.stages)));
    part("because:", p.because);
    out
}

fn join(ids: &[ItemId]) -> String {
    ids.iter().map(ItemId::as_str).collect::<Vec<_>>().join(",")
}

#[test]
fn lines_read_as_the_contract_says() {
    let table = [
        // Names that look like signs.
        ("", ""),
        ("   ", ""),
        ("A/B sign-ups", "A/B sign-ups"),
        ("C# tutorials", "C# tutorials"),
        ("C# tutorials finished = tutorials / starters", "C# tutorials finished | n:tutorials | d:starters"),
        ("a@b.com sign-ups", "a@b.com sign-ups"),
        ("R&D=cost share", "R&D=cost share"),
        ("<5 s loads", "<5 s loads"),
        ("1,000-order sellers", "1,000-order sellers"),
        ("orders / buyers, weekly", "orders / buyers, weekly"),
        // Measures.
        ("Conversion = orders / visits", "Conversion | n:orders | d:visits"),
        ("Conversion = orders / visits, 7 days", "Conversion | n:orders | d:visits | w:7 days"),
        ("Conversion = orders, returns / visits", "Conversion | n:orders, returns | d:visits"),
        ("Weekly payers = people who pay, 7 days", "Weekly payers | n:people who pay | w:7 days"),
        ("Big sellers = sellers with 1,000 orders", "Big sellers | n:sellers with 1,000 orders"),
        ("x = a / b / c, d, e", "x | n:a | d:b / c, d | w:e"),
        ("x = a = b", "x | n:a = b"),
        ("Orders = count of paid orders / day", "Orders | agg:count | n:paid orders | d:day"),
        ("Speed = p95 of confirm time, weekly", "Speed | agg:p95 | n:confirm time | w:weekly"),
        // The measure is also the name.
        ("p95 of confirm time", "p95 of confirm time | agg:p95 | n:confirm time"),
        ("Median of wait", "Median of wait | agg:median | n:wait"),
        (
            "sum of GMV / buyers, weekly",
            "sum of GMV / buyers, weekly | agg:sum | n:GMV | d:buyers | w:weekly",
        ),
        ("average of  rating <= 3", "average of  rating | agg:average | n:rating | <= 3"),
        ("p100 of time", "p100 of time"),
        ("p05 of time", "p05 of time"),
        ("count of", "count of"),
        ("counts of orders", "counts of orders"),
        ("account of orders", "account of orders"),
        // Limits.
        ("Refund rate <= last quarter + 1 bp", "Refund rate | <= last quarter + 1 bp"),
        ("Refund rate<=5%", "Refund rate<=5%"),
        ("Refunds ≤5 %", "Refunds | <= 5 %"),
        ("Uptime≥99.9%", "Uptime | >= 99.9%"),
        ("Uptime > 99 > 98", "Uptime > 99 | > 98"),
        ("Loads under = loads < 2 s / loads", "Loads under | n:loads < 2 s | d:loads"),
        ("Loads = loads < 2 s / loads >= 90 %", "Loads | n:loads < 2 s | d:loads | >= 90 %"),
        ("Loads = fast / all, weekly >= 90 %", "Loads | n:fast | d:all | w:weekly | >= 90 %"),
        ("Refund rate <=", "Refund rate <="),
        ("<= 5%", "<= 5%"),
        ("x = <= 5", "x | n:<= 5"),
        // References.
        ("Orders @Buyers", "Orders | @r1"),
        ("Orders @buyers #pay", "Orders | @r1 | #s1"),
        ("Orders #BUYERS", "Orders | #s4"),
        ("Orders @small sellers", "Orders | @r2"),
        ("Orders @\"Small  Sellers\" @buyers", "Orders | @r2,r1"),
        ("Orders @“small sellers”", "Orders | @r2"),
        ("Orders @cafe owners", "Orders | @r3"),
        ("Orders @CAFE\u{301} owners", "Orders | @r3"),
        ("Orders @\"5\" screens\"", "Orders | @r5"),
        ("Orders @team #1", "Orders | @r7"),
        ("Orders #check out #\"check out\"", "Orders | #s2,s2"),
        ("Orders @nobody", "Orders @nobody"),
        ("Orders @buyers @nobody", "Orders @buyers @nobody"),
        ("Orders @nobody @buyers", "Orders @nobody | @r1"),
        ("Orders @", "Orders @"),
        ("Orders @\"\"", "Orders @\"\""),
        ("Orders @ buyers", "Orders @ buyers"),
        ("Orders#pay", "Orders#pay"),
        ("@buyers", "@buyers"),
        ("Orders @buyers <= 5", "Orders @buyers | <= 5"),
        ("Conversion = a / b, week <= 5 @buyers #pay", "Conversion | n:a | d:b | w:week | <= 5 | @r1 | #s1"),
        // Chinese, full-width.
        (
            "支付转化率＝完成支付／发起支付，每周＠商家＃结账",
            "支付转化率 | n:完成支付 | d:发起支付 | w:每周 | @r4 | #s3",
        ),
        ("退款率＜＝5%", "退款率 | <= 5%"),
        ("退款率＜=上季度+1bp", "退款率 | <= 上季度+1bp"),
        ("退款率＞5%", "退款率 | > 5%"),
        ("退款率＝退款÷订单≤5%", "退款率 | n:退款 | d:订单 | <= 5%"),
        ("退款率 ＝ 退款 ／ 订单 ， 每周 ≤ 5%", "退款率 | n:退款 | d:订单 | w:每周 | <= 5%"),
        ("订单\u{3000}=\u{3000}已付订单", "订单 | n:已付订单"),
        ("退款率＝", "退款率＝"),
        ("＝退款", "＝退款"),
        ("GMV因为涨", "GMV因为涨"),
    ];
    for (line, expected) in table {
        assert_eq!(read_as(line, Role::Driver), expected, "{line}");
    }
}

#[test]
fn a_rejected_line_gives_its_reason_first() {
    let table = [
        ("GMV because it counts = signs / more @buyers", "GMV | because:it counts = signs / more @buyers"),
        ("GMV因为会刷单", "GMV | because:会刷单"),
        ("GMV = sum of orders @buyers because fraud", "GMV | agg:sum | n:orders | @r1 | because:fraud"),
        ("GMV because", "GMV because"),
        ("because", "because"),
        ("GMV becausefraud", "GMV becausefraud"),
    ];
    for (line, expected) in table {
        assert_eq!(read_as(line, Role::Rejected), expected, "{line}");
    }
    assert_eq!(read_as("GMV because fraud", Role::Driver), "GMV because fraud");
}

#[test]
fn exact_names_win_over_loose_ones() {
    let mut names = names();
    names.stakeholders.push((ItemId::from("r9"), "buyers".into()));
    assert_eq!(parse("x @buyers", Role::Driver, &names).stakeholders, [ItemId::from("r9")]);
    assert_eq!(parse("x @Buyers", Role::Driver, &names).stakeholders, [ItemId::from("r1")]);
}

/// The line that reads as `parsed`, with ASCII signs and every reference by the name that its row bears now.
fn print(parsed: &Parsed, names: &Names) -> String {
    let mut line = parsed.name.clone();
    if let Some(counts) = &parsed.numerator {
        let measure = Measure {
            aggregate: parsed.aggregate,
            counts,
            of: parsed.denominator.as_deref(),
            window: parsed.window.as_deref(),
        };
        // Where the measure is also the name, writing it twice would say nothing more.
        if measure.aggregate.is_none() || Measure::read(&parsed.name) != measure {
            let aggregate = measure.aggregate.map(|aggregate| format!("{aggregate} of "));
            line.push_str(&format!(" = {}{counts}", aggregate.unwrap_or_default()));
            for (sign, part) in [(" / ", measure.of), (", ", measure.window)] {
                line.extend(part.iter().flat_map(|part| [sign, part]));
            }
        }
    }
    if let Some(limit) = &parsed.limit {
        line.push_str(&format!(" {} {}", limit.sign.as_str(), limit.text));
    }
    for (sigil, rows, named) in
        [('@', &parsed.stakeholders, &names.stakeholders), ('#', &parsed.stages, &names.stages)]
    {
        for (_, name) in rows.iter().filter_map(|row| named.iter().find(|(id, _)| id == row)) {
            line.push_str(&format!(" {sigil}{}", quoted(name)));
        }
    }
    if let Some(because) = &parsed.because {
        line.push_str(" because ");
        line.push_str(because);
    }
    line
}

#[test]
fn printing_uses_ascii_and_the_names_of_now() {
    let print_of = |line: &str, role| print(&parse(line, role, &names()), &names());
    let printed = print_of("支付率＝支付／发起，每周≤5%＠商家＃check out", Role::Driver);
    assert_eq!(printed, "支付率 = 支付 / 发起, 每周 <= 5% @商家 #\"Check out\"");
    assert_eq!(print_of("p95 of time, weekly ≤ 2 s", Role::Driver), "p95 of time, weekly <= 2 s");
    assert_eq!(print_of("GMV因为会刷单", Role::Rejected), "GMV because 会刷单");
}

#[test]
fn renaming_changes_the_references_alone() {
    let table = [
        ("Buyers  = buyers /  visits @buyers", "r1", "Payers", Some("Buyers  = buyers /  visits @Payers")),
        ("x @\"small sellers\"  #pay ", "r2", "shops", Some("x @shops  #pay ")),
        ("  x ＠商家＃结账", "r4", "small shops", Some("  x ＠\"small shops\"＃结账")),
        ("x @buyers @cafe owners @buyers", "r1", "a b", Some("x @\"a b\" @cafe owners @\"a b\"")),
        ("GMV @buyers because @buyers", "r1", "P", Some("GMV @P because @P")),
        ("x @buyers <= 5", "r1", "P", None),
        ("x @buyers", "r1", "  ", None),
        ("x #buyers", "r1", "P", None),
        ("Buyers", "r1", "P", None),
    ];
    for (line, row, new, expected) in table {
        assert_eq!(rename_row(line, &row.into(), new, &names()).as_deref(), expected, "{line}");
    }
}

#[test]
fn renaming_one_row_leaves_its_namesake() {
    let renamed = rename_row("x @buyers #buyers", &"r1".into(), "Payers", &names());
    assert_eq!(renamed.as_deref(), Some("x @Payers #buyers"));
    assert_eq!(rename_row("x #buyers", &"r1".into(), "Payers", &names()), None);
}

#[test]
fn the_reference_at_the_caret_is_what_is_being_typed() {
    // `|` is the caret; the expected text is what a completion replaces.
    let table = [
        ("Orders @|", Some((Sigil::Stakeholder, ""))),
        ("Orders @sel|", Some((Sigil::Stakeholder, "sel"))),
        ("Orders @small se|", Some((Sigil::Stakeholder, "small se"))),
        ("Orders @\"small se|", Some((Sigil::Stakeholder, "\"small se"))),
        ("Orders @\"team #1|", Some((Sigil::Stakeholder, "\"team #1"))),
        ("Orders @a #p|ay", Some((Sigil::Stage, "p"))),
        ("订单＠商|", Some((Sigil::Stakeholder, "商"))),
        ("Orders @\"a b\" |", None),
        ("Orders @a @\"b c\" |", None),
        ("Orders @ |", None),
        ("C#|", None),
        ("@|", None),
        ("Orders|", None),
    ];
    for (marked, expected) in table {
        let caret = marked.find('|').unwrap();
        let line = marked.replace('|', "");
        let found = reference_at(&line, caret).map(|(sigil, range)| (sigil, line[range].to_owned()));
        assert_eq!(found, expected.map(|(s, t)| (s, t.to_owned())), "{marked}");
    }
    assert_eq!(reference_at("商", 1), None);
    assert_eq!(reference_at("x", 9), None);
}

#[test]
fn a_long_line_is_read() {
    for unit in ["x @", "＠", " < ", " = ", "，", " because "] {
        let line = unit.repeat(100_000);
        let parsed = parse(&line, Role::Rejected, &names());
        assert!(parsed.name.len() <= line.len());
    }
}

/// Lines made of what the grammar looks at, so that the strange meetings of signs come up.
fn line() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Orders",
        "a",
        "b",
        "count of ",
        "p95 of ",
        "sum of",
        "of",
        " = ",
        "=",
        "＝",
        " / ",
        "/",
        "／",
        "÷",
        ", ",
        ",",
        "，",
        " <= ",
        " < ",
        " > ",
        "<",
        ">",
        "＜",
        "＞",
        "≤",
        "≥",
        "@",
        " @",
        "＠",
        "#",
        " #",
        "＃",
        "buyers",
        "Buyers",
        "\"",
        "“",
        "”",
        "small sellers",
        "\"small sellers\"",
        "商家",
        "结账",
        "team #1",
        "pay",
        " because ",
        "因为",
        " ",
        "  ",
        "\u{3000}",
        "\t",
        "é",
    ];
    let from_pieces =
        proptest::collection::vec(proptest::sample::select(pieces), 0..14).prop_map(|p| p.concat());
    prop_oneof![4 => from_pieces, 1 => any::<String>()]
}

fn role() -> impl Strategy<Value = Role> {
    proptest::sample::select(Role::ALL.to_vec())
}

/// The characters of `line` that are found, in order, in what was read, signs and references included.
fn is_all_there(line: &str, role: Role) -> bool {
    let names = names();
    let parsed = parse(line, role, &names);
    let blanks = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    // The printed line bears every part in its order. References may be spelt loosely, so they are compared as typed.
    let found = references(line, &names, role == Role::Rejected);
    let typed: String = found.iter().map(|r| blanks(&line[r.range.clone()])).collect();
    let without = Parsed { stakeholders: vec![], stages: vec![], ..parsed.clone() };
    let printed = blanks(&print(&without, &names));
    let mut rest = blanks(line);
    for reference in found.iter().rev() {
        let (start, end) = (reference.range.start, reference.range.end);
        let (before, after) = (blanks(&line[..start]), blanks(&line[end..]));
        assert!(before.ends_with(['@', '＠', '#', '＃']));
        let keep = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
        rest = if after.is_empty() || parsed.because.is_some() {
            format!("{}{}", &before[..keep], &rest[before.len() + blanks(&line[start..end]).len()..])
        } else {
            before[..keep].to_owned()
        };
    }
    assert_eq!(parsed.stakeholders.len() + parsed.stages.len(), found.len());
    assert!(typed.is_empty() || !found.is_empty());
    let signs = |s: &str| {
        s.replace('＝', "=")
            .replace(['／', '÷'], "/")
            .replace('，', ",")
            .replace('≤', "<=")
            .replace('≥', ">=")
            .replace('＜', "<")
            .replace('＞', ">")
            .replace("因为", "because")
            .to_lowercase()
    };
    signs(&printed) == signs(&rest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nothing_typed_is_lost(line in line(), role in role()) {
        prop_assert!(is_all_there(&line, role), "{:?}", parse(&line, role, &names()));
    }

    #[test]
    fn what_is_printed_reads_the_same(line in line(), role in role()) {
        let parsed = parse(&line, role, &names());
        let printed = print(&parsed, &names());
        prop_assert_eq!(parse(&printed, role, &names()), parsed, "{}", printed);
    }

    #[test]
    fn renaming_keeps_the_rest(line in line(), new in "[a-z ]{0,8}") {
        let names = names();
        if let Some(renamed) = rename_row(&line, &"r1".into(), &new, &names) {
            let first = references(&line, &names, false).into_iter().chain(references(&line, &names, true))
                .filter(|r| r.row == *"r1").map(|r| r.range.start).min().unwrap();
            prop_assert_eq!(&renamed[..first], &line[..first]);
            let occurrences = renamed.matches(&quoted(&new)).count();
            prop_assert!(occurrences >= 1);
            // Renamed back, it names the same rows as before.
            let mut after = names.clone();
            after.stakeholders[0].1 = new.trim().to_owned();
            let rows = |line: &str| references(line, &names, true).into_iter().map(|r| r.row).collect::<Vec<_>>();
            if let Some(back) = rename_row(&renamed, &"r1".into(), "Buyers", &after) {
                prop_assert_eq!(rows(&back), rows(&line));
            }
        }
    }

    #[test]
    fn the_caret_never_panics(line in line(), at in 0usize..60) {
        if let Some((_, range)) = reference_at(&line, at) {
            prop_assert!(range.end == at && line.get(range).is_some());
        }
    }
}
