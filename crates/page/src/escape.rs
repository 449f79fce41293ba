//! Text of others within HTML and within a script: nothing that it holds may
//! be taken for markup or code.

/// Text as HTML, in an element or in a quoted attribute. A carriage return is
/// written as a reference, because a parser of HTML would drop it.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            // What HTML has no way to write.
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

/// JSON as the content of a `<script>` element: the letters that could end
/// the element or open a comment are written as JSON's own escapes, which
/// changes none of its values.
pub fn script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(html("<b a='1'>\"&\r\0"), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&#13;\u{fffd}");
    }

    proptest! {
        #[test]
        fn json_in_a_script_keeps_its_values(text: String) {
            let escaped = script(&serde_json::to_string(&text).unwrap());
            let is_safe = !escaped.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(is_safe);
            prop_assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
        }
    }
}
