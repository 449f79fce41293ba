//! Runs of `code`: where the records go, in which form, and how it is told.

mod destination;
mod progress;
mod summary;

pub use destination::{Destination, Format};
pub use progress::Progress;
pub use summary::{tell, tell_skipped};
