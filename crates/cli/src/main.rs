//! cli
fn main() -> anyhow::Result<()> {
    let reader = rapporteur::Reader::english()?;
    let text = std::io::read_to_string(std::io::stdin())?;
    let report = reader.read(rapporteur::Article::new("-", text));
    for token in report.parse.tokens.rows() {
        println!("{}\t{}\t{}\t{}\t{}\t{}", token.span.of(&report.article.text), token.lemma, token.tag, token.part_of_speech, token.relation, rapporteur::Id::index(token.head));
    }
    for name in report.parse.names.rows() {
        println!("{} {}", name.label, name.span.of(&report.article.text));
    }
    Ok(())
}
