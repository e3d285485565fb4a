//! Rows of one step in two attempts: added, left out, changed. Knows no session.

use super::{
    change::{CellChange, Happened, RowChange},
    pairs::Pairs,
    places::{Cell, Item},
};
use crate::text::fold::fold;

/// What became of the rows: in the newer order, those that were left out first.
pub fn changes(older: &[Item<'_>], newer: &[Item<'_>], pairs: &Pairs) -> Vec<RowChange> {
    let gone = older.iter().filter(|item| pairs.newer(item.id).is_none());
    let gone = gone.map(|item| told(Happened::Removed, item, differences(Some(item), None, pairs)));
    let now = newer.iter().filter_map(|item| {
        let was = pairs.older(item.id).and_then(|id| older.iter().find(|old| old.id == id));
        let cells = differences(was, Some(item), pairs);
        let change = if was.is_some() { Happened::Changed } else { Happened::Added };
        (was.is_none() || !cells.is_empty()).then(|| told(change, item, cells))
    });
    gone.chain(now).collect()
}

fn told(change: Happened, item: &Item<'_>, cells: Vec<CellChange>) -> RowChange {
    let name = item.cells.first().map(|cell| cell.text.clone()).unwrap_or_default();
    RowChange { change, id: item.id.clone(), name, cells }
}

/// The fields that are different, in the order of the columns.
fn differences(older: Option<&Item<'_>>, newer: Option<&Item<'_>>, pairs: &Pairs) -> Vec<CellChange> {
    let (old, new) = (older.map_or(&[][..], |item| &item.cells), newer.map_or(&[][..], |item| &item.cells));
    let only_old = old.iter().filter(|cell| !new.iter().any(|n| n.field == cell.field));
    let mut fields: Vec<&Cell<'_>> = new.iter().chain(only_old).collect();
    fields.retain(|cell| {
        let was = old.iter().find(|c| c.field == cell.field);
        let is = new.iter().find(|c| c.field == cell.field);
        match (was, is) {
            (Some(was), Some(is)) => !same(was, is, pairs) && !is_name(was, is, older, newer),
            _ => true,
        }
    });
    let text = |cells: &[Cell<'_>], cell: &Cell<'_>| {
        cells.iter().find(|c| c.field == cell.field).map(|c| c.text.clone())
    };
    let change = |cell: &&Cell<'_>| CellChange {
        field: cell.field.clone(),
        title: cell.title.clone(),
        older: text(old, cell),
        newer: text(new, cell),
    };
    fields.iter().map(change).collect()
}

/// Whether that is the name by which two rows are the same, written another way.
fn is_name(was: &Cell<'_>, is: &Cell<'_>, older: Option<&Item<'_>>, newer: Option<&Item<'_>>) -> bool {
    let first = |item: Option<&Item<'_>>, cell: &Cell<'_>| {
        item.and_then(|item| item.cells.first()).is_some_and(|first| first.field == cell.field)
    };
    first(older, was) && first(newer, is) && fold(&was.text) == fold(&is.text)
}

/// What a reference means counts, and not what that is called now.
fn same(was: &Cell<'_>, is: &Cell<'_>, pairs: &Pairs) -> bool {
    match (was.reference, is.reference) {
        (Some(was), Some(is)) => pairs.same(was, is),
        _ => was.text == is.text,
    }
}
