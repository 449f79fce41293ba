use document::Article;
use extract::{Knowledge, statements};
use syntax::Model;
#[test]
fn diag() {
    let Ok(file) = std::env::var("DIAG") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    for line in text.lines().filter(|l| !l.is_empty()) {
        let article = Article::new("test", line);
        let parse = model.parse(&article.text);
        println!("## {line}");
        for p in statements::proposals(&knowledge, &article, &parse) {
            let sum: f32 = p.features.iter().map(|f| knowledge.weights.of(f)).sum();
            println!("    {:.2} {}", 1.0 / (1.0 + (-sum).exp()), crate::cues::show(&article.text, &p.statement));
            if std::env::var("F").is_ok() {
                for f in &p.features {
                    let w = knowledge.weights.of(f);
                    if w.abs() > 0.15 {
                        print!(" [{f} {w:.2}]");
                    }
                }
                println!();
            }
        }
        let t: Vec<String> = parse
            .tokens
            .rows()
            .iter()
            .map(|t| {
                format!(
                    "{}/{}/{}>{}",
                    t.span.of(&article.text),
                    t.tag.as_str(),
                    t.relation.as_str(),
                    parse.tokens[t.head].span.of(&article.text)
                )
            })
            .collect();
        println!("    {}", t.join(" "));
    }
}
