//! temporary
use extract::events::features;
use rapporteur::{Article, Reader, Span};
use serde_json::Value;
use std::fs;
fn main() {
    let reader = Reader::english().unwrap();
    let args: Vec<String> = std::env::args().collect();
    for path in &args[1..] {
        for line in fs::read_to_string(path).unwrap().lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let (kind, text, source, target) = if path.ends_with(".jsonl") {
                let v: Value = serde_json::from_str(line).unwrap();
                let text = v["text"].as_str().unwrap().to_owned();
                let bytes: Vec<u32> = text.char_indices().map(|(b, _)| b as u32).chain([text.len() as u32]).collect();
                let spans = |k: &str| {
                    v[k].as_array()
                        .unwrap()
                        .iter()
                        .map(|p| {
                            Span::new(bytes[p[0].as_u64().unwrap() as usize], bytes[p[1].as_u64().unwrap() as usize])
                        })
                        .collect::<Vec<_>>()
                };
                (v["type"].as_str().unwrap().to_owned(), text.clone(), spans("source"), spans("target"))
            } else {
                let (kind, marked) = line.split_once('\t').unwrap();
                let mut text = String::new();
                let (mut s, mut t) = (vec![], vec![]);
                let mut open = 0;
                for c in marked.chars() {
                    match c {
                        '[' | '<' => open = text.len() as u32,
                        ']' => s.push(Span::new(open, text.len() as u32)),
                        '>' => t.push(Span::new(open, text.len() as u32)),
                        _ => text.push(c),
                    }
                }
                (kind.to_owned(), text, s, t)
            };
            let report = reader.read(Article::new("", text.as_str()));
            let mut f = features(
                reader.knowledge(),
                &report.article,
                &report.parse,
                &report.grounding,
                (&source, &target),
                None,
            );
            f.sort();
            f.dedup();
            let tokens: Vec<Value> = report
                .parse
                .tokens
                .rows()
                .iter()
                .map(|t| {
                    let side = if source.iter().any(|s| s.overlaps(t.span)) {
                        1
                    } else if target.iter().any(|s| s.overlaps(t.span)) {
                        2
                    } else {
                        0
                    };
                    serde_json::json!([
                        t.span.of(&text),
                        t.lemma.as_str(),
                        format!("{:?}", t.part_of_speech),
                        t.relation.as_str(),
                        rapporteur::Id::index(t.head),
                        side
                    ])
                })
                .collect();
            println!(
                "{}",
                serde_json::json!({"file": path, "type": kind, "features": f, "tokens": tokens, "text": text})
            );
        }
    }
}
