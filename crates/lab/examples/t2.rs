use rapporteur::*;
fn main() {
    let k = Knowledge::embedded().unwrap();
    let model = Model::english().unwrap();
    let mut bad = 0;
    for line in std::fs::read_to_string("/tmp/places-src/cases.txt").unwrap().lines() {
        if line.starts_with('#') || line.is_empty() { println!("{line}"); continue; }
        let c: Vec<&str> = line.split('|').collect();
        let s = c[0].find('[').unwrap() as u32; let e = c[0].find(']').unwrap() as u32 - 1;
        let text = c[0].replace(['[', ']'], "");
        let a = Article::new("a", text);
        let p = model.parse(&a.text);
        let places = extract::ground::places::find(&k, &a, &p);
        let f = places.iter().find(|x| x.span.start() < e && s < x.span.end());
        let got = match f { None => "no place".to_owned(), Some(x) => format!("{} | {} | {} | {:.2} {:.2}", x.name, x.country.map_or("-", |c| c.as_str()), x.admin1.as_deref().unwrap_or("-"), x.latitude, x.longitude) };
        let ok = if c[1] == "no place" { f.is_none() } else { f.is_some_and(|x| x.country.map_or("-", |c| c.as_str()) == c[1] && (c[2] == "*" || x.admin1.as_deref().unwrap_or("-") == c[2])) };
        if !ok { bad += 1; let names: Vec<String> = p.names.rows().iter().map(|n| format!("{}:{}", n.span.of(&a.text), n.label)).collect(); println!("BAD want {:?}  {names:?}", &c[1..]); }
        println!("{} | {got}", c[0]);
    }
    eprintln!("{bad} bad");
}
