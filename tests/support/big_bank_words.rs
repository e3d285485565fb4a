//! What the questions of a big bank are made of. None of these companies and products exists.

/// First and second words of companies: every pair of them is one.
pub const COMPANIES: (&[&str], &[&str]) = (
    &[
        "Alder",
        "Brücke",
        "Café Lumière",
        "Dunmere",
        "Élan",
        "Fjällräv",
        "Grünwald",
        "Halcyon",
        "Isla",
        "Juniper",
    ],
    &[
        "Bank", "Bikes", "Books", "Cargo", "Clinics", "Energy", "Foods", "Games", "Homes", "Mobile", "Music",
        "Post", "Rail", "Schools", "Travel",
    ],
);

/// The same for products.
pub const PRODUCTS: (&[&str], &[&str]) = (
    &["Family", "Instant", "Live", "Local", "Night", "Open", "Señal", "Team", "Weekend", "小鹿"],
    &["Alerts", "Baskets", "Calls", "Cards", "Checkout", "Desk", "Maps", "Pass", "Pay", "Returns"],
);

/// Titles without their end.
pub const TITLES: &[&str] = &[
    "How would you measure whether {product} works for {company}",
    "What would you build next for {product} at {company}",
    "Which three numbers of {product} would {company}'s board want",
    "Why might orders in {product} have fallen by a fifth",
    "Should {company} charge for {product}",
    "How many people in Zürich use {product} on a Monday",
    "Design {product} for somebody who can't read",
    "How would you improve {product} for people over seventy",
    "Would you delay {product} to repair its résumé upload",
    "What should {company} stop doing",
    "How would you bring {product} to São Paulo",
    "Tell me about a time when you refused {company} a wish",
    "How would you decide between growth and trust in {product}",
    "Design a naïve {product} that fits into six weeks",
    "What would make {company} regret the launch of {product}",
    "How would you find out why couriers leave {company}",
];

/// When that is asked.
pub const OCCASIONS: &[&str] = &[
    "when half of its people are new",
    "in a country where nobody has a card",
    "after a week without a single sale",
    "if the regulator forbids notifications",
    "while a rival gives it away",
    "although the data of March are missing",
    "for a café with two tables",
    "with one engineer and a year's time",
];

/// Titles in Chinese.
pub const CHINESE: &[&str] = &[
    "如何衡量{company}的{product}是否成功？",
    "{product}的订单为什么下降了百分之二十？",
    "如果你负责{product}，下一步会做什么？",
    "{company}应该为{product}收费吗？",
    "怎样让老年人更愿意使用{product}？",
];

/// What everything else is made of.
pub const WORDS: &[&str] = &[
    "people", "who", "come", "back", "within", "seven", "days", "of", "the", "first", "order", "a",
    "courier", "waits", "longer", "than", "before", "because", "shops", "close", "early", "and", "support",
    "answers", "late", "refund", "rate", "rises", "in", "small", "towns", "while", "trust", "falls", "when",
    "price", "changes", "twice", "café", "owners", "résumé", "weekly", "buyers", "sellers", "listing",
    "quality", "habit", "market", "share", "payout", "declined", "card", "retry", "queue", "habits",
    "families", "drivers", "night", "train", "delay", "notice", "open", "rate", "supply", "demand", "margin",
    "budget", "quarter", "launch", "pilot", "支付", "商家",
];
