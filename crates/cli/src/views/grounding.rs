//! Mentions, chains and entities, to be read by people.

use std::fmt::Write;

use rapporteur::{Chain, Report};

/// Every chain with its mentions, in the order of the text.
pub fn show(report: &Report) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}", report.article.id);
    for chain in report.grounding.chains.rows() {
        let _ = writeln!(out, "\n{}", heading(chain));
        for member in &chain.members {
            let _ = writeln!(out, "    with {}", report.grounding.chains[*member].name);
        }
        for id in &chain.mentions {
            let mention = &report.grounding.mentions[*id];
            let words = mention.span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let sentence = report.parse.tokens[mention.head].sentence;
            let form = format!("{:?}", mention.form).to_lowercase();
            let number = rapporteur::Id::index(sentence) + 1;
            let _ = writeln!(out, "  {form:<8} sentence {number:<3} {words}");
        }
    }
    out.push('\n');
    out
}

fn heading(chain: &Chain) -> String {
    let mut parts = vec![chain.name.split_whitespace().collect::<Vec<_>>().join(" ")];
    parts.extend(chain.role.clone());
    let code = chain.code();
    if !code.is_empty() {
        parts.push(code);
    } else if !chain.countries.is_empty() {
        parts.push(chain.countries.iter().map(|country| country.as_str()).collect::<Vec<_>>().join("+"));
    }
    parts.extend(chain.entity.clone());
    parts.join(" · ")
}
