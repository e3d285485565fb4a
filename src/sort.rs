//! Sorting, by one function for all that is sorted. The standard library's is made anew for every type and every order: a
//! hundred of them were a twentieth of the program. Only what the search sorts while somebody types stays with it.

use std::cmp::Ordering;

/// What slices can do. All three are stable.
pub trait Sort<T> {
    /// Sorts by the order of the items.
    fn arrange(&mut self)
    where
        T: Ord;

    /// Sorts by an order of one's own.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by something of each item, which is asked for once.
    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

/// What iterators can do.
pub trait IntoTree: Iterator + Sized {
    /// A map or a set of the items, put in one by one: `collect` sorts them first, in its own way for every type.
    fn into_tree<C: Default + Extend<Self::Item>>(self) -> C {
        let mut tree = C::default();
        tree.extend(self);
        tree
    }
}

impl<I: Iterator> IntoTree for I {}

impl<T> Sort<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }

    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = order(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        bring(order, &mut |a, b| self.swap(a, b));
    }

    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let order = order(keys.len(), &mut |a, b| keys[a].cmp(&keys[b]));
        bring(order, &mut |a, b| self.swap(a, b));
    }
}

/// For every place the one whose item belongs there.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Brings the items into that order, along the circles in which they change places.
fn bring(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut here = start;
        loop {
            let from = std::mem::replace(&mut order[here], here);
            if from == start {
                break;
            }
            swap(here, from);
            here = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sort;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, String)>) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            ours.arrange();
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);

            let (mut ours, mut theirs) = (items.clone(), items.clone());
            let by = |a: &(u8, String), b: &(u8, String)| b.0.cmp(&a.0).then(a.1.len().cmp(&b.1.len()));
            ours.arrange_by(by);
            theirs.sort_by(by);
            prop_assert_eq!(&ours, &theirs);

            let (mut ours, mut theirs) = (items.clone(), items);
            ours.arrange_by_key(|item| item.0 / 16);
            theirs.sort_by_key(|item| item.0 / 16);
            prop_assert_eq!(ours, theirs);
        }
    }
}
