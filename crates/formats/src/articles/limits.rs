/// How much is too much: bounds against input that is damaged or hostile.
/// What goes over one of them is a counted failure of one article (or of the
/// rest of one file), never of the run. All sizes are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest text or page of one article.
    pub article: u64,
    /// The longest line of JSON or row of a table.
    pub line: u64,
    /// The largest record of a web archive, decompressed.
    pub record: u64,
    /// How many times larger than the file its content may be, once there is
    /// more than [`Limits::EXPANSION_FROM`] of it.
    pub expansion: u64,
    /// How deep the elements of a page may stand within each other.
    pub nesting: usize,
}

impl Limits {
    /// Below this size of the content nobody asks how far it was compressed.
    pub const EXPANSION_FROM: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Limits { article: 16 << 20, line: 64 << 20, record: 32 << 20, expansion: 400, nesting: 512 }
    }
}

/// A size for people ("16 MiB").
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}
