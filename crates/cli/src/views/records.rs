//! What coded the records.

/// Program, model and data versions.
pub const VERSION: &str = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));
