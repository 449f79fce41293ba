use document::Article;
use extract::knowledge::marked::Marked;
use extract::{Knowledge, statements};
use syntax::Model;
#[test]
fn diag() {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let (mut none, mut rejected) = (0, 0);
    for cue in knowledge.cues.rows() {
        let m = Marked::read(&cue.example);
        let article = Article::new("test", m.text.clone());
        let parse = model.parse(&article.text);
        let props = statements::proposals(&knowledge, &article, &parse);
        let ok = props.iter().any(|p| m.is_answered_by(&p.statement, cue));
        if ok {
            rejected += 1;
            continue;
        }
        none += 1;
        println!("DIAG\t{}\t{}", cue.name, cue.example);
        for p in &props {
            println!("    {}", crate::cues::show(&m.text, &p.statement));
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
    println!("DIAGSUM none {none} found {rejected}");
}
