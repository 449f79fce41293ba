//! When and where an event happened: the times and places that hang on its
//! words, else on its sentence, else what the text around it says.

use std::ops::Range;

use document::{
    Event, Granularity, Grounding, Id, MentionForm, Participant, Place, PlaceId, Span, Statement, StatementId, Status,
    Table, Time, TimeId, TimeKind,
};

use super::status;
use super::ties::{self, Anchor, Tie};
use crate::ground::actors::Context;

/// The times and places of an article with the words that they hang on.
pub(super) struct Circumstances<'a> {
    context: &'a Context<'a>,
    grounding: &'a Grounding,
    statements: &'a Table<StatementId, Statement>,
    times: Vec<Hanging<'a, TimeId>>,
    places: Vec<Hanging<'a, PlaceId>>,
    dateline: Option<PlaceId>,
}

/// A time or place, by sentence.
struct Hanging<'a, I> {
    sentence: usize,
    id: I,
    anchor: Anchor<'a>,
}

impl<'a> Circumstances<'a> {
    pub fn new(
        context: &'a Context<'a>,
        grounding: &'a Grounding,
        statements: &'a Table<StatementId, Statement>,
        events: &[Event],
    ) -> Self {
        let mut triggers: Vec<usize> = events.iter().map(|event| event.token.index()).collect();
        triggers.sort_unstable();
        let is_trigger = |token: usize| triggers.binary_search(&token).is_ok();
        let times = grounding.times.iter().filter(|(_, time)| can_date(time)).filter_map(|(id, time)| {
            let anchor = ties::anchor(context, time.tokens, is_trigger)?;
            Some(Hanging { sentence: context.sentence(time.tokens.start.index()), id, anchor })
        });
        let places = grounding.places.iter().filter_map(|(id, place)| {
            let anchor = ties::anchor(context, place.tokens, is_trigger)?;
            Some(Hanging { sentence: context.sentence(place.tokens.start.index()), id, anchor })
        });
        let (times, places) = (times.collect(), places.collect());
        Circumstances { context, grounding, statements, times, places, dateline: dateline(context, grounding) }
    }

    /// Sets time and places of an event.
    pub fn set(&self, event: &mut Event) {
        let trigger = ties::trigger_tokens(self.context, event);
        event.time = self.time(event, &trigger);
        event.places = self.places(event, &trigger);
    }

    /// A deed or meeting on a day after the article's is still to come ("called
    /// a march for Tuesday next week"); words are said when the article says so.
    pub fn set_future(&self, event: &mut Event) {
        let starts = event.time.and_then(|time| self.grounding.times[time].range).map(|(first, _)| first);
        let is_later = starts.zip(self.context.article.published).is_some_and(|(starts, published)| starts > published);
        if is_later && event.status == Status::Actual && self.is_deed(event) {
            event.status = Status::Future;
            event.why.push("its day is after the article's".to_owned());
            status::settle_event(&self.context.knowledge.ontology, event);
        }
    }

    fn time(&self, event: &Event, trigger: &Range<usize>) -> Option<TimeId> {
        let words = &self.context.knowledge.circumstances.not_time;
        let said = self.said(event);
        let candidates = in_sentence(&self.times, self.context.sentence(event.token.index())).iter();
        let tied = candidates.filter_map(|hanging| {
            let tie = ties::tie(self.context, event.token.index(), trigger, hanging.anchor, said.as_ref())?;
            let time = &self.grounding.times[hanging.id];
            if words.contains(hanging.anchor.preposition) && time.kind != TimeKind::Interval {
                return None;
            }
            let is_close = tie >= Tie::Governor;
            // What is only vague or long must hang on the event itself.
            let is_exact = time.range.is_some() && time.kind != TimeKind::Duration;
            (is_exact || is_close).then(|| {
                let distance = time.tokens.start.index().abs_diff(event.token.index());
                (is_exact, tie, std::cmp::Reverse(distance), hanging.id)
            })
        });
        tied.max().map(|(.., id)| self.stretch_around(id))
    }

    /// The interval that a time bounds, if it does.
    fn stretch_around(&self, id: TimeId) -> TimeId {
        let span = self.grounding.times[id].span;
        let before = (0..id.index()).rev().take(2).map(TimeId::from_index);
        let holds = |id: &TimeId| {
            let time = &self.grounding.times[*id];
            time.kind == TimeKind::Interval && time.span.contains(span)
        };
        before.into_iter().find(holds).unwrap_or(id)
    }

    /// The tokens of the cue by which the event is told.
    fn said(&self, event: &Event) -> Option<Range<usize>> {
        let cue = self.statements.get(event.statement?)?.cue?;
        Some(ties::token_range(self.context, cue))
    }

    fn places(&self, event: &Event, trigger: &Range<usize>) -> Vec<PlaceId> {
        let said = self.said(event);
        let candidates = in_sentence(&self.places, self.context.sentence(event.token.index())).iter();
        let tied: Vec<(Tie, &Hanging<'_, PlaceId>)> = candidates
            .filter(|hanging| self.is_where(event, hanging))
            .filter_map(|hanging| {
                let tie = ties::tie(self.context, event.token.index(), trigger, hanging.anchor, said.as_ref())?;
                Some((tie, hanging))
            })
            .collect();
        let best = tied.iter().map(|&(tie, _)| tie).max();
        let mut found: Vec<PlaceId> =
            tied.iter().filter(|&&(tie, _)| Some(tie) == best).map(|(_, hanging)| hanging.id).collect();
        found.extend(self.recipients(event).filter(|_| best.is_none_or(|best| best < Tie::Loose)));
        if found.is_empty() {
            found.extend(self.beside_actors(event));
        }
        if found.is_empty() {
            found.extend(self.dateline.filter(|&place| self.is_at_dateline(event, place)));
        }
        self.narrow(found)
    }

    /// Whether the words around a place make it one where the event happened.
    fn is_where(&self, event: &Event, hanging: &Hanging<'_, PlaceId>) -> bool {
        let known = &self.context.knowledge.circumstances;
        let anchor = hanging.anchor;
        let place = &self.grounding.places[hanging.id];
        let takes_part = event.actors.iter().chain(&event.recipients).any(|one| self.is_named_by(one, place.span));
        // Words are said anywhere: "condemned the killings in Burma".
        let is_at_object = self.is_deed(event) || known.at_object.contains(event.cameo.as_str());
        if takes_part || anchor.is_in_subject || (anchor.nouns > 0 && !is_at_object) {
            return false;
        }
        match anchor.preposition {
            "" => anchor.is_modifier && anchor.token == event.token.index(),
            preposition => known.is_where(preposition, &event.kind, &event.mode),
        }
    }

    /// Whether an event is done, or a meeting held, rather than said.
    fn is_deed(&self, event: &Event) -> bool {
        matches!(self.context.knowledge.ontology.quad(&event.kind), 2 | 4) || event.kind == "CONSULT"
    }

    /// The places behind "in" or "at" right beside who did a deed ("a court in
    /// Sarajevo convicted"), where nothing else says where.
    fn beside_actors<'b>(&'b self, event: &'b Event) -> impl Iterator<Item = PlaceId> + 'b {
        let is_deed = self.is_deed(event);
        let heads = event.actors.iter().filter(move |_| is_deed).map(|one| one.head.index());
        heads.flat_map(|head| self.behind(head, &["in", "at"]))
    }

    /// The places that hang on a noun by one of these prepositions.
    fn behind(&self, noun: usize, prepositions: &[&str]) -> Vec<PlaceId> {
        let preps = self.context.children(noun, &["prep"]).collect::<Vec<_>>();
        let fits = |&prep: &usize| prepositions.contains(&self.context.token(prep).lemma.as_str());
        let nouns =
            preps.into_iter().filter(fits).flat_map(|prep| self.context.children(prep, &["pobj"]).collect::<Vec<_>>());
        nouns.filter_map(|noun| self.place_at(self.context.token(noun).span)).collect()
    }

    /// The place whose words hold a span.
    fn place_at(&self, span: Span) -> Option<PlaceId> {
        let rows = self.grounding.places.rows();
        let index = rows.partition_point(|place| place.span.end() <= span.start());
        rows.get(index).filter(|place| place.span.contains(span)).map(|_| PlaceId::from_index(index))
    }

    /// Whether a participant's name is, or ends in, the place's.
    fn is_named_by(&self, one: &Participant, place: Span) -> bool {
        let head = self.context.token(one.head.index()).span;
        let own = one.mention.map(|mention| &self.grounding.mentions[mention]);
        place.contains(head)
            || own.is_some_and(|own| {
                own.form == MentionForm::Named && place.contains(self.context.token(own.head.index()).span)
            })
    }

    /// The places among the recipients, for events that happen at them.
    fn recipients<'b>(&'b self, event: &'b Event) -> impl Iterator<Item = PlaceId> + 'b {
        let known = &self.context.knowledge.circumstances;
        let applies = known.at_recipient.has(&event.kind, &event.mode);
        let heads = event.recipients.iter().filter(move |_| applies).map(|one| one.head.index());
        heads.flat_map(|head| {
            // "Shelled Goma", "shelled the port of Goma".
            let own = self.place_at(self.context.token(head).span);
            own.map_or_else(|| self.behind(head, &["of", "in", "at"]), |place| vec![place])
        })
    }

    /// Whether the event happened where the article was written: it opens the
    /// article and is of a kind that happens on the spot.
    fn is_at_dateline(&self, event: &Event, place: PlaceId) -> bool {
        let known = &self.context.knowledge.circumstances;
        let country = self.grounding.places[place].country;
        let mut codes = event.actors.iter().chain(&event.recipients).filter_map(|one| one.mention);
        known.at_dateline.has(&event.kind, &event.mode)
            && self.context.sentence(event.token.index()) <= 1
            && event.status == Status::Actual
            && codes.any(|mention| {
                country.is_some_and(|country| self.grounding.chain_of(mention).countries.contains(&country))
            })
    }

    /// Without the countries and regions of places that are named more
    /// exactly ("Kharkiv, Ukraine").
    fn narrow(&self, mut places: Vec<PlaceId>) -> Vec<PlaceId> {
        places.sort_unstable();
        places.dedup();
        let row = |id: &PlaceId| -> &Place { &self.grounding.places[*id] };
        let all = places.clone();
        let is_country = |place: &Place| place.kind.starts_with("PCL");
        places.retain(|id| {
            let place = row(id);
            let holds = |other: &PlaceId| other != id && !is_country(row(other)) && row(other).country == place.country;
            !(is_country(place) && all.iter().any(holds))
        });
        places
    }
}

fn in_sentence<'b, 'a, I>(all: &'b [Hanging<'a, I>], sentence: usize) -> &'b [Hanging<'a, I>] {
    let start = all.partition_point(|hanging| hanging.sentence < sentence);
    let end = all.partition_point(|hanging| hanging.sentence <= sentence);
    &all[start..end]
}

/// Whether an event can be put at such a time.
fn can_date(time: &Time) -> bool {
    match time.kind {
        TimeKind::Date | TimeKind::Time | TimeKind::Interval => {
            time.range.is_some() || time.granularity == Granularity::Vague
        }
        TimeKind::Duration => {
            time.range.is_some_and(|(first, last)| first.until(last).is_ok_and(|span| span.get_days() <= 366))
        }
        TimeKind::Set => false,
    }
}

/// The place of the dateline: the first words of the text, before a dash or an
/// agency in brackets.
fn dateline(context: &Context<'_>, grounding: &Grounding) -> Option<PlaceId> {
    let (id, place) = grounding.places.iter().next()?;
    let text = context.article.text.as_str();
    let opens = text.get(..place.span.start() as usize)?.trim().is_empty();
    let behind: String = text.get(place.span.end() as usize..)?.chars().take(LONGEST_DATELINE).collect();
    let line = behind.split(['.', '\n']).next().unwrap_or_default();
    let is_dateline = behind.trim_start().starts_with(['(', ',', '—', '–', '-'])
        && (line.contains(" - ") || line.contains(" – ") || line.contains('—') || line.contains(") -"));
    (opens && is_dateline).then_some(id)
}

/// Within so many characters behind its place a dateline ends.
const LONGEST_DATELINE: usize = 48;
