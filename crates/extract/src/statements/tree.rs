//! The trees of an article, indexed once so that every question about them
//! takes constant time.

use document::{Id, IdRange, Parse, PartOfSpeech, Span, Token, TokenId};

/// An article's words and trees.
pub(crate) struct Tree<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    /// Dependents of each token, token after token.
    children: Vec<TokenId>,
    /// Where each token's dependents begin in `children`.
    starts: Vec<u32>,
    /// The smallest range that holds a token and all below it.
    reach: Vec<IdRange<TokenId>>,
    /// When a walk through the tree enters and leaves a token.
    visits: Vec<(u32, u32)>,
}

impl<'a> Tree<'a> {
    pub fn new(text: &'a str, parse: &'a Parse) -> Self {
        let (starts, children) = children(parse);
        let mut tree = Tree { text, parse, children, starts, reach: Vec::new(), visits: Vec::new() };
        tree.walk();
        tree
    }

    /// Numbers the tokens of all trees in depth-first order and finds how far
    /// each reaches.
    fn walk(&mut self) {
        let count = self.parse.tokens.len();
        self.reach = (0..count).map(|index| IdRange::new(index..index + 1)).collect();
        self.visits = vec![(0, 0); count];
        let mut clock = 0;
        let mut path: Vec<(TokenId, usize)> = Vec::new();
        for root in self.parse.tokens.ids().filter(|&token| self.parse.tokens[token].head == token) {
            path.push((root, 0));
            while let Some((token, next)) = path.last_mut() {
                let token = *token;
                if *next == 0 {
                    clock += 1;
                    self.visits[token.index()].0 = clock;
                }
                let child = self.children(token).get(*next).copied();
                *next += 1;
                match child {
                    Some(child) => path.push((child, 0)),
                    None => {
                        self.visits[token.index()].1 = clock;
                        path.pop();
                        self.widen_head(token);
                    }
                }
            }
        }
    }

    fn widen_head(&mut self, token: TokenId) {
        let head = self.parse.tokens[token].head;
        let below = self.reach[token.index()];
        let reach = &mut self.reach[head.index()];
        reach.start = reach.start.min(below.start);
        reach.end = reach.end.max(below.end);
    }

    pub fn len(&self) -> usize {
        self.parse.tokens.len()
    }

    pub fn token(&self, id: TokenId) -> &'a Token {
        &self.parse.tokens[id]
    }

    pub fn word(&self, id: TokenId) -> &'a str {
        self.token(id).span.of(self.text)
    }

    pub fn lemma(&self, id: TokenId) -> &'a str {
        &self.token(id).lemma
    }

    pub fn relation(&self, id: TokenId) -> &'static str {
        self.token(id).relation.as_str()
    }

    pub fn tag(&self, id: TokenId) -> &'static str {
        self.token(id).tag.as_str()
    }

    pub fn class(&self, id: TokenId) -> PartOfSpeech {
        self.token(id).part_of_speech
    }

    pub fn head(&self, id: TokenId) -> TokenId {
        self.token(id).head
    }

    /// The dependents in the order of the text.
    pub fn children(&self, id: TokenId) -> &[TokenId] {
        let (start, end) = (self.starts[id.index()] as usize, self.starts[id.index() + 1] as usize);
        &self.children[start..end]
    }

    /// The first dependent with one of these relations.
    pub fn child(&self, id: TokenId, relations: &[&str]) -> Option<TokenId> {
        self.children(id).iter().copied().find(|&child| relations.contains(&self.relation(child)))
    }

    /// The smallest range that holds the token and all below it.
    pub fn reach(&self, id: TokenId) -> IdRange<TokenId> {
        self.reach[id.index()]
    }

    /// Whether `token` is `ancestor` or depends on it through any number of
    /// heads.
    pub fn is_below(&self, token: TokenId, ancestor: TokenId) -> bool {
        let (enter, leave) = self.visits[ancestor.index()];
        (enter..=leave).contains(&self.visits[token.index()].0)
    }

    /// The sentence's tokens.
    pub fn sentence(&self, id: TokenId) -> IdRange<TokenId> {
        self.parse.sentences[self.token(id).sentence].tokens
    }

    /// Whether the token is a mark or white space.
    pub fn is_mark(&self, id: TokenId) -> bool {
        matches!(self.class(id), PartOfSpeech::Punct | PartOfSpeech::Space)
    }

    /// The token's neighbour before it.
    pub fn previous(&self, id: TokenId) -> Option<TokenId> {
        id.index().checked_sub(1).map(TokenId::from_index)
    }

    /// The token's neighbour behind it.
    pub fn next(&self, id: TokenId) -> Option<TokenId> {
        (id.index() + 1 < self.len()).then(|| TokenId::from_index(id.index() + 1))
    }

    /// The range without marks and white space at its ends.
    pub fn trim(&self, range: IdRange<TokenId>) -> IdRange<TokenId> {
        let (mut start, mut end) = (range.start.index(), range.end.index());
        while start < end && self.is_mark(TokenId::from_index(start)) {
            start += 1;
        }
        while start < end && self.is_mark(TokenId::from_index(end - 1)) {
            end -= 1;
        }
        IdRange::new(start..end)
    }

    /// Whether the token is white space with a line break.
    pub fn is_break(&self, id: TokenId) -> bool {
        self.class(id) == PartOfSpeech::Space && self.word(id).contains('\n')
    }

    /// The part of a range before the first line break that ends a paragraph.
    pub fn first_paragraph(&self, range: IdRange<TokenId>) -> IdRange<TokenId> {
        let end = range.ids().find(|&token| self.ends_paragraph(token)).unwrap_or(range.end);
        self.trim(IdRange { start: range.start, end })
    }

    /// The part of a range around a token that no line break interrupts.
    pub fn paragraph_around(&self, range: IdRange<TokenId>, token: TokenId) -> IdRange<TokenId> {
        let start = range.ids().take_while(|&other| other < token).filter(|&other| self.ends_paragraph(other)).last();
        let start = start.map_or(range.start, |before| TokenId::from_index(before.index() + 1));
        let end = range.ids().find(|&other| other > token && self.ends_paragraph(other)).unwrap_or(range.end);
        self.trim(IdRange { start, end })
    }

    /// The last token between two that ends a paragraph; none where they stand
    /// far apart.
    pub fn paragraph_between(&self, first: TokenId, last: TokenId) -> Option<TokenId> {
        let (first, last) = (first.min(last).index(), first.max(last).index());
        let near = last - first < 60;
        (first..last).rev().map(TokenId::from_index).find(|&token| near && self.ends_paragraph(token))
    }

    fn ends_paragraph(&self, id: TokenId) -> bool {
        let span = self.token(id).span;
        self.is_break(id)
            && (self.word(id).matches('\n').count() > 1
                || super::marks::ends_paragraph(self.text, span.start() as usize))
    }

    /// The bytes of a range of tokens.
    pub fn span(&self, range: IdRange<TokenId>) -> Span {
        match self.parse.tokens.slice(range) {
            [] => Span::default(),
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
        }
    }

    /// The tokens that share a byte with the span.
    pub fn tokens_of(&self, span: Span) -> IdRange<TokenId> {
        let rows = self.parse.tokens.rows();
        let start = rows.partition_point(|token| token.span.end() <= span.start());
        let end = rows.partition_point(|token| token.span.start() < span.end());
        IdRange::new(start..end.max(start))
    }
}

fn children(parse: &Parse) -> (Vec<u32>, Vec<TokenId>) {
    let count = parse.tokens.len();
    let mut starts = vec![0_u32; count + 1];
    let dependents = || parse.tokens.iter().filter(|(id, token)| token.head != *id);
    for (_, token) in dependents() {
        starts[token.head.index() + 1] += 1;
    }
    for index in 0..count {
        starts[index + 1] += starts[index];
    }
    let mut next = starts.clone();
    let mut children = vec![TokenId::default(); starts[count] as usize];
    for (id, token) in dependents() {
        let place = &mut next[token.head.index()];
        children[*place as usize] = id;
        *place += 1;
    }
    (starts, children)
}
