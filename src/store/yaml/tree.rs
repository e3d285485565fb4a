//! Where every value of a YAML text stands. Holds places and keys; what values mean is read elsewhere.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::text::display::steers;

/// Deeper than any file that people write, and not so deep that walking it could overflow.
pub(super) const DEPTH: usize = 128;
/// More values than 4 MiB of sensible text hold.
const NODES: usize = 1_000_000;

/// The first document of a text.
pub(super) struct Tree {
    pub root: Option<Node>,
    /// Where a second document begins: it would be left unread.
    pub second: Option<(usize, usize)>,
    /// Values with a character that steers a terminal: where they begin, their last line, and the character.
    pub steering: Vec<((usize, usize), usize, char)>,
}

/// One value.
pub(super) struct Node {
    /// Line and column, from 1.
    pub at: (usize, usize),
    /// From where to where, in characters.
    pub span: (usize, usize),
    pub kind: Kind,
}

pub(super) enum Kind {
    /// Text, a number, yes or no; whether it is written without quotes, and where it ends.
    Scalar {
        plain: bool,
        end: (usize, usize),
    },
    Alias,
    List(Vec<Node>),
    Map {
        /// In braces.
        flow: bool,
        entries: Vec<Entry>,
    },
}

/// A key and what stands under it.
pub(super) struct Entry {
    pub name: String,
    pub key: Node,
    pub value: Node,
}

/// Why there is no tree.
pub(super) enum NoTree {
    Syntax,
    TooDeep((usize, usize)),
    TooMany,
}

/// A list or a map that is still being read; a map also holds its entries' keys that wait for their value.
struct Open {
    node: Node,
    key: Option<(String, Node)>,
}

impl Tree {
    pub fn read(text: &str) -> Result<Self, NoTree> {
        let mut tree = Self { root: None, second: None, steering: Vec::new() };
        let mut open: Vec<Open> = Vec::new();
        let mut nodes = 0;
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|_| NoTree::Syntax)?;
            let (node, name) = match event {
                Event::Scalar(value, style, ..) => {
                    let plain = style == ScalarStyle::Plain;
                    let end = (span.end.line(), span.end.col() + 1);
                    // No line of a file ends so: it was written as an escape.
                    let steering = value.chars().find(|c| steers(*c) || *c == '\r');
                    let at = (span.start.line(), span.start.col() + 1);
                    tree.steering.extend(steering.map(|c| (at, end.0, c)));
                    (Node::new(span, Kind::Scalar { plain, end }), value.into_owned())
                }
                Event::Alias(_) => (Node::new(span, Kind::Alias), String::new()),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let node = if matches!(event, Event::SequenceStart(..)) {
                        Node::new(span, Kind::List(Vec::new()))
                    } else {
                        let flow = span.end.index() > span.start.index();
                        Node::new(span, Kind::Map { flow, entries: Vec::new() })
                    };
                    if open.len() >= DEPTH {
                        return Err(NoTree::TooDeep(node.at));
                    }
                    open.push(Open { node, key: None });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let Some(mut done) = open.pop() else { continue };
                    done.node.span.1 = span.end.index();
                    (done.node, String::new())
                }
                Event::DocumentStart(_) if tree.root.is_some() => {
                    tree.second = Some((span.start.line(), span.start.col() + 1));
                    break;
                }
                _ => continue,
            };
            nodes += 1;
            if nodes > NODES {
                return Err(NoTree::TooMany);
            }
            match open.last_mut() {
                None => tree.root = Some(node),
                Some(parent) => parent.take(node, name),
            }
        }
        Ok(tree)
    }
}

impl Open {
    fn take(&mut self, node: Node, name: String) {
        match &mut self.node.kind {
            Kind::List(items) => items.push(node),
            Kind::Map { entries, .. } => match self.key.take() {
                None => self.key = Some((name, node)),
                Some((name, key)) => entries.push(Entry { name, key, value: node }),
            },
            Kind::Scalar { .. } | Kind::Alias => {}
        }
    }
}

impl Node {
    fn new(span: Span, kind: Kind) -> Self {
        Self {
            at: (span.start.line(), span.start.col() + 1),
            span: (span.start.index(), span.end.index()),
            kind,
        }
    }

    /// Whether nothing is written there.
    pub fn is_empty(&self) -> bool {
        self.span.0 >= self.span.1 && matches!(self.kind, Kind::Scalar { .. })
    }

    pub fn entries(&self) -> &[Entry] {
        if let Kind::Map { entries, .. } = &self.kind { entries } else { &[] }
    }

    pub fn items(&self) -> &[Self] {
        if let Kind::List(items) = &self.kind { items } else { &[] }
    }

    /// Calls `visit` for this value and every one below it, in the order of the text.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        self.items().iter().for_each(|item| item.walk(visit));
        self.entries().iter().for_each(|entry| entry.value.walk(visit));
    }
}
