//! Scratch.
use document::{Article, CodePoints, Id};
use std::io::{BufRead, Write};
fn main() {
    let status = || {
        std::fs::read_to_string("/proc/self/status")
            .unwrap()
            .lines()
            .find(|l| l.starts_with("VmRSS"))
            .unwrap()
            .to_owned()
    };
    let model = syntax::Model::english().unwrap();
    let before = status();
    let start = std::time::Instant::now();
    let knowledge = extract::Knowledge::embedded().unwrap();
    eprintln!("load {:?} {} -> {}", start.elapsed(), before, status());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut tp, mut ta, mut words) = (std::time::Duration::ZERO, std::time::Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (date, text) = line.split_once('\t').unwrap();
        let text = text.replace("\\n", "\n");
        let mut article = Article::new("x", text);
        article.published = date.parse().ok();
        let t = std::time::Instant::now();
        let parse = model.parse(&article.text);
        tp += t.elapsed();
        words += parse.tokens.len();
        let places = extract::ground::places::find(&knowledge, &article, &parse);
        let t = std::time::Instant::now();
        let grounding = extract::ground::actors::find(&knowledge, &article, &parse, &places);
        ta += t.elapsed();
        let points = CodePoints::new(&article.text);
        for m in grounding.0.rows() {
            let (s, e) = points.range(m.span);
            let c = &grounding.1[m.chain];
            let h = &parse.tokens[m.head];
            let (hs, he) = points.range(h.span);
            writeln!(
                out,
                "{s}\t{e}\t{}\t{:?}\t{hs}\t{he}\t{}\t{}\t{:?}\t{}",
                m.chain.index(),
                m.form,
                c.entity.as_deref().unwrap_or("-"),
                c.code(),
                c.role,
                c.why.join("; ").replace('\n', " ")
            )
            .unwrap();
        }
        writeln!(out, "END").unwrap();
    }
    eprintln!(
        "tokens {words} parse {tp:?} actors {ta:?} ratio {:.3} us/token {:.2}",
        ta.as_secs_f64() / tp.as_secs_f64(),
        ta.as_secs_f64() * 1e6 / words as f64
    );
}
