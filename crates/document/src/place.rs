use crate::{IdRange, Label, Span, TokenId, id};

id!(
    /// A place of a [`Grounding`](crate::Grounding).
    PlaceId
);

/// A stretch of text that names a place, and the place of the gazetteer that
/// it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands.
    pub span: Span,
    /// The tokens that the span touches.
    pub tokens: IdRange<TokenId>,
    /// The place's usual name.
    pub name: String,
    /// Its number at GeoNames; `None` for seas, regions and other places that
    /// the gazetteer knows from elsewhere.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-3 code of the country that it lies in; `None` for seas
    /// and for regions over several countries.
    pub country: Option<Label>,
    /// The first-level region that it lies in ("Donetsk Oblast").
    pub admin1: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// GeoNames' feature code: "PPLC" for a capital, "PCLI" for a country,
    /// "ADM1", "RGN", "SEA".
    pub kind: Label,
}
