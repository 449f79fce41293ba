use super::*;

#[test]
fn an_article_comes_without_its_surroundings() {
    let page = br#"<html lang="en"><head><meta property="og:site_name" content="The Harbour Post">
        <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-06-04T09:00:00Z"}</script></head>
        <body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
        <article><h1>Talks end in Riga</h1><div class="share-bar">Share this story with all of your friends and family today.</div>
        <p>The foreign ministers of Latvia and <a href="/e">Estonia</a> ended two days of talks in Riga on Tuesday.</p>
        <h2>Trade</h2><p>They agreed to reopen the road that had been closed since the spring floods.</p>
        <h2>More on this story</h2></article>
        <div class="comments"><p>I have lived near that road for twenty years and nobody ever asked us what we think of it.</p></div>
        <footer>All rights reserved by the publisher of this newspaper and its partners, 2025.</footer></body></html>"#;
    let article = article("a", page, None, &Limits::default()).unwrap();
    assert_eq!(
        article.text,
        "The foreign ministers of Latvia and Estonia ended two days of talks in Riga on Tuesday.\n\nTrade\n\n\
         They agreed to reopen the road that had been closed since the spring floods."
    );
    assert_eq!(article.title.as_deref(), Some("Talks end in Riga"));
    assert_eq!(article.outlet.as_deref(), Some("The Harbour Post"));
    assert_eq!(article.published.unwrap().to_string(), "2025-06-04");
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn paragraphs_by_line_breaks_are_parted() {
    let page = b"<body><div>The mayor of the town resigned on Friday after the vote.<br><br>His deputy takes over until the autumn election.</div>";
    let article = article("a", page, None, &Limits::default()).unwrap();
    assert_eq!(article.text.split("\n\n").count(), 2, "{}", article.text);
}

#[test]
fn the_declared_encoding_is_used() {
    let page = b"<html><head><meta charset=\"windows-1251\"></head><body><p>The city of \xcc\xee\xf1\xea\xe2\xe0 (Moscow) said it would reopen the bridge on Friday.</p>";
    assert!(article("a", page, None, &Limits::default()).unwrap().text.contains("Москва"));
}

#[test]
fn pages_without_text_are_failures() {
    for page in [&b""[..], b"<html><body><nav>Home</nav></body></html>", b"<p>", b"\0\0\0"] {
        assert!(article("a", page, None, &Limits::default()).is_err());
    }
}

#[test]
fn an_article_is_told_from_what_is_headed_by_something_else() {
    let paragraph = "<p>The minister resigned on Friday after the vote in the chamber.</p>";
    let comment =
        "<div><h3>Reader</h3><p>I have said so for years and nobody ever wanted to hear a word of it.</p></div>";
    // As many parts as a page can have must not take the square of the time.
    let comments = comment.repeat(50_000);
    let page = format!("<body><div><h1>Resigned</h1>{}</div>{comments}", paragraph.repeat(3));
    let article = article("a", page.as_bytes(), None, &Limits::default()).unwrap();
    assert_eq!(article.text.split("\n\n").count(), 3);
}

#[test]
fn text_may_stand_in_the_page_as_data_alone() {
    let page = br#"<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks end",
        "articleBody": "Latvia and Estonia ended two days of talks.\nThey agreed on a road."}</script></head>
        <body><div id="root">Loading</div></body></html>"#;
    let article = article("a", page, None, &Limits::default()).unwrap();
    assert_eq!(article.text, "Latvia and Estonia ended two days of talks.\n\nThey agreed on a road.");
}

#[test]
fn a_link_that_is_never_closed_hides_nothing() {
    let page = b"<body><a href=/>Home<p>The mayor of the town resigned on Friday after the vote.<p>His deputy takes over until autumn.";
    assert!(article("a", page, None, &Limits::default()).unwrap().text.contains("resigned on Friday"));
}
