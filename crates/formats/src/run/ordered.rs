use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How much may be under way between the reader and whoever takes the results.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// How many items.
    pub items: usize,
    /// How much they may weigh together; one item alone may weigh more.
    pub weight: usize,
}

impl Window {
    /// A window that keeps so many threads busy.
    pub fn for_threads(threads: usize) -> Self {
        Window { items: threads * 64, weight: 16 << 20 }
    }
}

/// Works on items on several threads and hands the results on in the order of
/// the items. What lies between reading an item and handing on its result
/// never grows over the window, however long the stream is.
///
/// The items are read by the threads that work, one at a time; `take` runs on
/// the thread that called.
///
/// # Errors
///
/// The first error of `take`; nothing is taken after it.
///
/// # Panics
///
/// Where `work` or the reading of items panics.
pub fn in_order<I, T, E>(
    threads: usize,
    window: Window,
    items: I,
    weigh: impl Fn(&I::Item) -> usize + Sync,
    work: impl Fn(I::Item) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator + Send,
    T: Send,
{
    let items = Mutex::new(items.fuse().enumerate());
    let gate = Gate { state: Mutex::default(), opened: Condvar::new(), window };
    let (sender, results) = mpsc::channel::<(usize, usize, T)>();
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let sender = sender.clone();
            let (items, gate, weigh, work) = (&items, &gate, &weigh, &work);
            scope.spawn(move || {
                let _closes = Closes(gate);
                while gate.enter() {
                    let Some((number, item)) = lock(items).next() else { break };
                    let weight = weigh(&item);
                    gate.load(weight);
                    if sender.send((number, weight, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _closes = Closes(&gate);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, weight, result) in results {
            early.insert(number, (weight, result));
            while let Some((weight, result)) = early.remove(&next) {
                next += 1;
                take(result)?;
                gate.leave(weight);
            }
        }
        Ok(())
    })
}

/// Lets in no more than the window holds.
struct Gate {
    state: Mutex<State>,
    opened: Condvar,
    window: Window,
}

#[derive(Default)]
struct State {
    items: usize,
    weight: usize,
    is_closed: bool,
}

impl Gate {
    /// Waits until there is room; false where the work is over.
    fn enter(&self) -> bool {
        let is_full = |state: &mut State| {
            !state.is_closed && (state.items >= self.window.items || state.weight >= self.window.weight)
        };
        let waited = self.opened.wait_while(lock(&self.state), is_full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.items += 1;
        !state.is_closed
    }

    fn load(&self, weight: usize) {
        lock(&self.state).weight += weight;
    }

    fn leave(&self, weight: usize) {
        let mut state = lock(&self.state);
        state.items -= 1;
        state.weight -= weight;
        self.opened.notify_all();
    }
}

/// Ends the work of all threads when one of them ends: when the items are at
/// their end, at an error, or in a panic.
struct Closes<'a>(&'a Gate);

impl Drop for Closes<'_> {
    fn drop(&mut self) {
        lock(&self.0.state).is_closed = true;
        self.0.opened.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    use super::*;

    const SMALL: Window = Window { items: 4, weight: 100 };

    fn squares(threads: usize, window: Window) -> Vec<usize> {
        let mut all = Vec::new();
        let work = |item: usize| {
            // Some take longer: results come out of order.
            thread::sleep(Duration::from_micros((item % 7 * 50) as u64));
            item * item
        };
        let taken: Result<(), ()> = in_order(
            threads,
            window,
            0..200,
            |_| 30,
            work,
            |result| {
                all.push(result);
                Ok(())
            },
        );
        taken.unwrap();
        all
    }

    #[test]
    fn results_come_in_order() {
        let expected: Vec<usize> = (0..200).map(|item| item * item).collect();
        for threads in [1, 2, 5] {
            assert_eq!(squares(threads, SMALL), expected);
        }
        assert_eq!(squares(3, Window { items: 1, weight: 1 }), expected);
    }

    #[test]
    fn no_more_than_the_window_is_under_way() {
        let (read, taken, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..300).inspect(|_| {
            let under_way = read.fetch_add(1, SeqCst) + 1 - taken.load(SeqCst);
            most.fetch_max(under_way, SeqCst);
        });
        let result: Result<(), ()> = in_order(
            3,
            SMALL,
            items,
            |_| 1,
            |item| item,
            |_| {
                taken.fetch_add(1, SeqCst);
                Ok(())
            },
        );
        result.unwrap();
        assert!(most.load(SeqCst) <= SMALL.items + 1, "{most:?}");
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut count = 0;
        let result = in_order(
            2,
            SMALL,
            0..,
            |_| 1,
            |item| item,
            |item| {
                count += 1;
                if item == 10 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((result, count), (Err("enough"), 11));
    }

    #[test]
    fn a_panic_does_not_hang() {
        let work = |item| if item == 5 { panic!("as planned") } else { item };
        let run = || in_order(2, SMALL, 0..1000, |_| 1, work, |_| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }
}
