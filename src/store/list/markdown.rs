//! A list in Markdown: every item of an outermost list is an entry, with the headings above it.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::line_of;
use crate::model::{List, list::Entry};

/// What the parts of an item are called.
const COLUMNS: [&str; 4] = ["title", "heading", "brief", "link"];

/// The items of all lists of a text.
pub fn list(text: &str) -> List {
    let options =
        Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading {
        text,
        list: List { columns: COLUMNS.map(str::to_owned).to_vec(), ..List::default() },
        headings: Vec::new(),
        heading: None,
        lists: 0,
        skipped: 0,
        item: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reading.take(event, range);
    }
    reading.list
}

struct Reading<'a> {
    text: &'a str,
    list: List,
    /// Those that stand above, the outermost first.
    headings: Vec<(HeadingLevel, String)>,
    /// The one that is being read.
    heading: Option<(HeadingLevel, String)>,
    /// How many lists are open.
    lists: usize,
    /// How many things that hold no entry are open.
    skipped: usize,
    item: Option<Item>,
}

/// An item of an outermost list.
#[derive(Default)]
struct Item {
    start: usize,
    title: String,
    links: Vec<String>,
    /// Where what is more than its first paragraph begins.
    rest: Option<usize>,
    /// How many paragraphs have begun.
    paragraphs: usize,
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match &event {
            Event::Start(Tag::List(_)) => self.lists += 1,
            Event::End(TagEnd::List(_)) => self.lists -= 1,
            _ => {}
        }
        if self.item.is_some() {
            return self.within_item(&event, &range);
        }
        match event {
            Event::Start(Tag::Item) if self.lists == 1 => {
                self.item = Some(Item { start: range.start, ..Item::default() });
            }
            Event::Start(Tag::Heading { level, .. }) => self.heading = Some((level, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, words)) = self.heading.take() {
                    self.headings.retain(|(above, _)| *above < level);
                    self.headings.push((level, words.trim().to_owned()));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, heading)) = &mut self.heading {
                    heading.push_str(&words);
                }
            }
            Event::Start(tag) => self.skip(&tag, &range),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Table
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::MetadataBlock(_),
            ) => self.skipped = self.skipped.saturating_sub(1),
            _ => {}
        }
    }

    /// Says of what stands in no list that it is left out.
    fn skip(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let what = match tag {
            Tag::Paragraph => "text outside of a list",
            Tag::Table(_) => "a table (save it as CSV)",
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => "a block outside of a list",
            _ => return,
        };
        if self.skipped == 0 {
            self.list.left_out.push((line_of(self.text, range.start), what.to_owned()));
        }
        self.skipped += 1;
    }

    fn within_item(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let Some(item) = &mut self.item else { return };
        if matches!(event, Event::End(TagEnd::Item)) && self.lists == 1 {
            if let Some(item) = self.item.take() {
                self.finish(&item, range.end);
            }
            return;
        }
        if item.rest.is_some() {
            return;
        }
        match event {
            Event::Start(Tag::Paragraph) if item.paragraphs == 0 && item.title.is_empty() => {
                item.paragraphs = 1;
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                item.links.push(dest_url.to_string());
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) | Event::End(_) => {}
            Event::Start(_) | Event::Rule => item.rest = Some(range.start),
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => item.title.push_str(words),
            Event::SoftBreak | Event::HardBreak => item.title.push(' '),
            _ => {}
        }
    }

    fn finish(&mut self, item: &Item, end: usize) {
        let mut cells = vec![("title", item.title.trim().to_owned())];
        cells.extend(self.headings.iter().map(|(_, words)| ("heading", words.clone())));
        if let Some(rest) = item.rest {
            // From the beginning of its line, so that the indentation of all lines can be compared.
            let line = self.text[..rest].rfind('\n').map_or(0, |at| at + 1);
            let from = if line > item.start { line } else { rest };
            cells.push(("brief", outdented(&self.text[from..end])));
        }
        cells.extend(item.links.iter().map(|link| ("link", link.clone())));
        let cells = cells.into_iter().filter(|(_, text)| !text.is_empty());
        self.list.entries.push(Entry {
            line: line_of(self.text, item.start),
            cells: cells.map(|(column, text)| (column.to_owned(), text)).collect(),
        });
    }
}

/// The lines without the blanks that all of them begin with.
fn outdented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> =
        text.lines().map(|line| line.get(least..).unwrap_or_default().trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(usize, String)>, Vec<usize>) {
        let list = list(text);
        let cell = |(column, text): &(String, String)| format!("{column}={text}");
        let entry =
            |entry: &Entry| (entry.line, entry.cells.iter().map(cell).collect::<Vec<_>>().join(" | "));
        (list.entries.iter().map(entry).collect(), list.left_out.iter().map(|(line, _)| *line).collect())
    }

    #[test]
    fn items_are_entries_with_their_headings() {
        let text = "# Bank\n\nHello.\n\n## Root cause\n\n- [ ] Why did **rides** `fall`?\n- Two\n  lines, [a link](http://x)\n\n\
                    ## Trade-off\n1. Loose\n\n   More of it.\n\n   - nested\n     - deeper\n\n2. Last\n   1. a\n   2. b\n";
        let (entries, left_out) = read(text);
        assert_eq!(
            entries,
            [
                (7, "title=Why did rides fall? | heading=Bank | heading=Root cause".to_owned()),
                (8, "title=Two lines, a link | heading=Bank | heading=Root cause | link=http://x".to_owned()),
                (12, "title=Loose | heading=Bank | heading=Trade-off | brief=More of it.\n\n- nested\n  - deeper".to_owned()),
                (19, "title=Last | heading=Bank | heading=Trade-off | brief=1. a\n2. b".to_owned()),
            ]
        );
        assert_eq!(left_out, [3]);
    }

    #[test]
    fn odd_texts_are_read_without_a_fuss() {
        assert_eq!(read("").0, []);
        assert_eq!(read("- \n").0, [(1, String::new())]);
        assert_eq!(read("* ```\n  code\n  ```\n").0, [(1, "brief=```\n  code\n  ```".to_owned())]);
        let (entries, left_out) = read("---\ntitle: x\n---\n\n|a|\n|-|\n|b|\n\n+ One\n");
        assert_eq!((entries, left_out), (vec![(9, "title=One".to_owned())], vec![1, 5]));
    }
}
