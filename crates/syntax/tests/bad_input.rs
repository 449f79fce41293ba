//! Input that no newsroom writes: whatever comes, there is no panic, offsets
//! are right, and time grows with the length of the text alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use document::{Article, CodePoints, Parse};
use syntax::Model;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::english().unwrap());

/// A text of about so many bytes.
type Make = fn(usize) -> String;

fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

/// Numbers that look random and are the same in every run (Knuth's linear
/// congruential generator).
fn numbers() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(7u64), |&last| {
        Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    })
    .map(|number| (number >> 33) as u32)
}

/// Marks, arrows, signs of money and pictures without a blank.
fn signs(bytes: usize) -> String {
    let signs = numbers().filter_map(|number| char::from_u32(0x2010 + number % 0xa00));
    signs.filter(|sign| !sign.is_whitespace()).take(bytes / 3).collect()
}

/// Whatever characters there are, without a blank.
fn mixture(bytes: usize) -> String {
    let characters = numbers().filter_map(|number| char::from_u32(number % 0x2_0000));
    characters.filter(|c| !c.is_whitespace()).take(bytes / 3).collect()
}

/// Kinds of text that a rule with a blind spot would read slowly.
const KINDS: &[(&str, Make)] = &[
    ("letters without blanks", |bytes| repeat("abcdefghij", bytes)),
    ("capitals without blanks", |bytes| repeat("ABCDEFGHIJ", bytes)),
    ("digits", |bytes| repeat("1234567890", bytes)),
    ("hyphens inside", |bytes| repeat("ab-", bytes)),
    ("dots inside", |bytes| repeat("ab.", bytes)),
    ("capital and small with dots", |bytes| repeat("aB.", bytes)),
    ("slashes inside", |bytes| repeat("ab/", bytes)),
    ("commas inside", |bytes| repeat("a,b", bytes)),
    ("sums", |bytes| repeat("1+", bytes)),
    ("ellipses inside", |bytes| repeat("ab...", bytes)),
    ("at signs inside", |bytes| repeat("ab@", bytes)),
    ("colons and at signs", |bytes| repeat("a:b@c.", bytes)),
    ("addresses", |bytes| repeat("http://a.example/", bytes)),
    ("opening brackets", |bytes| repeat("(", bytes)),
    ("closing brackets", |bytes| repeat(")", bytes)),
    ("brackets around brackets", |bytes| repeat("(", bytes / 2) + &repeat(")", bytes / 2)),
    ("straight quotation marks", |bytes| repeat("\"", bytes)),
    ("curly quotation marks", |bytes| repeat("“”", bytes)),
    ("apostrophes", |bytes| repeat("'", bytes)),
    ("possessives", |bytes| repeat("'s", bytes)),
    ("contractions", |bytes| repeat("n't", bytes)),
    ("dots", |bytes| repeat(".", bytes)),
    ("dots with blanks", |bytes| repeat(". ", bytes)),
    ("plus signs", |bytes| repeat("+", bytes)),
    ("hyphens", |bytes| repeat("-", bytes)),
    ("underscores", |bytes| repeat("_", bytes)),
    ("signs of money", |bytes| repeat("$", bytes)),
    ("units", |bytes| repeat("km", bytes)),
    ("numbers with units", |bytes| repeat("5km²", bytes)),
    ("at signs", |bytes| repeat("@", bytes)),
    ("emoji", |bytes| repeat("🙂", bytes)),
    ("joined emoji", |bytes| repeat("👩‍👩‍👧", bytes)),
    ("emoticons", |bytes| repeat(":-)", bytes)),
    ("zero-width joiners", |bytes| repeat("\u{200d}", bytes)),
    ("combining marks", |bytes| repeat("\u{301}", bytes)),
    ("right to left", |bytes| repeat("قال الوزير، ", bytes)),
    ("right to left without blanks", |bytes| repeat("الوزير", bytes)),
    ("marks of direction", |bytes| repeat("\u{202e}a\u{202c}", bytes)),
    ("Chinese", |bytes| repeat("外交部发言人", bytes)),
    ("zero bytes", |bytes| repeat("\0", bytes)),
    ("control characters", |bytes| repeat("\u{1}\u{7}\u{1b}", bytes)),
    ("separators", |bytes| repeat("\u{1c}\u{85}\u{2028}", bytes)),
    ("blanks", |bytes| repeat(" ", bytes)),
    ("line breaks", |bytes| repeat("\n", bytes)),
    ("lines of one letter", |bytes| repeat("a\n", bytes)),
    ("replacement characters", |bytes| repeat("\u{fffd}", bytes)),
    ("one word again and again", |bytes| repeat("Minsk ", bytes)),
    ("lower-case words", |bytes| repeat("of the and to ", bytes)),
    ("hosts with colons", |bytes| repeat("a.b:c:", bytes)),
    ("numbers with dots", |bytes| repeat("1.1.", bytes)),
    ("one address with a long path", |bytes| "http://a.example/".to_owned() + &repeat("a/b?c=d&", bytes)),
    ("one address with a long name", |bytes| "http://".to_owned() + &repeat("a", bytes) + ".example"),
    ("a host with a wrong end", |bytes| repeat("ab.cd:ef@", bytes) + "§x"),
    ("signs of all scripts", |bytes| signs(bytes)),
    ("signs and letters of all scripts", |bytes| mixture(bytes)),
    ("new words all the time", |bytes| (0..bytes / 7).map(|number| format!("w{number}x ")).collect()),
];

fn parse_timed(text: &str) -> (Parse, Duration) {
    let start = Instant::now();
    let parse = MODEL.parse(text);
    (parse, start.elapsed())
}

fn parse_checked(text: &str) -> Parse {
    let parse = MODEL.parse(text);
    common::check(text, &parse);
    parse
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(parse_checked(""), Parse::default());
    assert_eq!(parse_checked(" ").tokens.len(), 1);
}

#[test]
fn every_kind_of_text_gives_a_sound_parse() {
    for (name, make) in KINDS {
        println!("{name}");
        parse_checked(&make(600));
    }
}

#[test]
fn damaged_bytes_are_replaced_and_offsets_still_right() {
    let article = Article::from_bytes("a", b"\xef\xbb\xbfThe caf\xe9 in Minsk \xff\xfe closed.\xf0\x9f");
    let parse = parse_checked(&article.text);
    let words: Vec<&str> = parse.tokens.rows().iter().map(|token| token.span.of(&article.text)).collect();
    assert_eq!(words[..5], ["The", "caf", "\u{fffd}", "in", "Minsk"]);
    assert_eq!(article.notes.len(), 2);
}

#[test]
fn characters_without_a_width_keep_offsets_right() {
    let text = "Pol\u{ad}ice\u{200b} ar\u{200d}rested \u{202b}الوزير\u{202c} at 👩\u{200d}👩\u{200d}👧 noon\u{0}.";
    let parse = parse_checked(text);
    let points = CodePoints::new(text);
    let noon = parse.tokens.rows().iter().find(|token| token.span.of(text).starts_with("noon")).unwrap();
    let (start, end) = points.range(noon.span);
    assert!(text.chars().skip(start as usize).take((end - start) as usize).collect::<String>().starts_with("noon"));
}

#[test]
fn a_line_of_ten_megabytes_without_a_blank() {
    let text = repeat("abcdefghij", 10 << 20);
    assert_eq!(parse_checked(&text).tokens.len(), 1);
    let text = repeat("нет", 10 << 20);
    assert_eq!(parse_checked(&text).tokens.len(), 1);
}

#[test]
fn a_hundred_thousand_brackets_and_quotation_marks() {
    for mark in ["(", "\""] {
        assert_eq!(parse_checked(&mark.repeat(100_000)).tokens.len(), 100_000);
    }
}

#[test]
fn long_runs_of_marks() {
    assert_eq!(parse_checked(&".".repeat(100_000)).tokens.len(), 1);
    assert_eq!(parse_checked(&"+".repeat(20_000)).tokens.len(), 20_000);
    assert_eq!(parse_checked(&"🙂".repeat(20_000)).tokens.len(), 20_000);
}

/// A text sixteen times as long takes about sixteen times as long; a rule
/// that looks through the rest of the text at each of its steps would take
/// 256 times as long. Whatever else the machine does can make a single
/// measurement slow, but not all of ten.
#[test]
fn time_grows_with_length_alone() {
    let kinds = ["hyphens inside", "ellipses inside", "commas inside", "hosts with colons", "closing brackets"];
    for (name, make) in KINDS.iter().filter(|(name, _)| kinds.contains(name)) {
        let (short, long) = (make(1_000), make(16_000));
        let is_linear = || parse_timed(&long).1 < 80 * parse_timed(&short).1.max(Duration::from_millis(1));
        assert!((0..10).any(|_| is_linear()), "{name}");
    }
}

#[test]
#[ignore = "prints times: cargo test --release -p syntax --test bad_input -- --ignored --nocapture"]
fn times() {
    let setting = |name: &str| std::env::var(name).unwrap_or_default();
    let bytes: usize = setting("BYTES").parse().unwrap_or(100_000);
    parse_timed("A first sentence, so that everything is warm: http://a.example/b.");
    for (name, make) in KINDS.iter().filter(|(name, _)| name.contains(&setting("KIND"))) {
        let times = [1, 2, 4].map(|times| parse_timed(&make(times * bytes)).1.as_secs_f64() * 1e3);
        let factors = [times[1] / times[0], times[2] / times[1]];
        println!("{name:<32}{:>9.1} ms{:>9.1} ms{:>9.1} ms   {factors:.1?}", times[0], times[1], times[2]);
    }
}
