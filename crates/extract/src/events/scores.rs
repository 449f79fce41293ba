//! Quad class, PLOVER's intensity, and the Goldstein value.

use document::Event;

use crate::knowledge::ontology::Ontology;

/// Sets the scores that the codebooks give an event's type, mode and code.
pub(super) fn set(ontology: &Ontology, event: &mut Event) {
    event.quad = ontology.quad(&event.kind);
    event.intensity = ontology.intensity(&event.kind, &event.mode);
    event.goldstein = ontology.goldstein(&event.cameo);
}
