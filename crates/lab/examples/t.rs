use rapporteur::*;
use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let arts = lab::articles::read(std::path::Path::new(&path), Some(400)).unwrap();
    let model = Model::english().unwrap();
    let t0 = Instant::now();
    let k = Knowledge::embedded().unwrap();
    println!("knowledge {:?}", t0.elapsed());
    let words: usize = arts.iter().map(|a| a.text.split_whitespace().count()).sum();
    let t = Instant::now();
    let parses: Vec<Parse> = arts.iter().map(|a| model.parse(&a.text)).collect();
    let p = t.elapsed();
    let t = Instant::now();
    let mut n = 0;
    let mut out = String::new();
    for (a, p) in arts.iter().zip(&parses) {
        let places = extract::ground::places::find(&k, a, p);
        n += places.len();
        for x in &places {
            use std::fmt::Write;
            let s = x.span.start() as usize;
            let mut b = s.saturating_sub(45);
            while !a.text.is_char_boundary(b) {
                b -= 1;
            }
            let mut e = (x.span.end() as usize + 30).min(a.text.len());
            while !a.text.is_char_boundary(e) {
                e += 1;
            }
            writeln!(
                out,
                "{}\t{} {} {} {:.1} {:.1}\t{}[{}]{}",
                a.id,
                x.name,
                x.kind,
                x.country.map_or("-", |c| c.as_str()),
                x.latitude,
                x.longitude,
                a.text[b..s].replace('\n', " "),
                x.span.of(&a.text),
                a.text[x.span.end() as usize..e].replace('\n', " ")
            )
            .unwrap();
        }
    }
    let d = t.elapsed();
    println!(
        "{words} words parse {p:?} places {d:?} {n} ratio {:.3} us/word {:.2}",
        d.as_secs_f64() / p.as_secs_f64(),
        d.as_secs_f64() * 1e6 / words as f64
    );
    std::fs::write("/tmp/places-src/news.txt", out).unwrap();
}
