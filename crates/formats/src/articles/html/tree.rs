use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// The number of a node.
pub type NodeId = usize;

/// A page as a tree; node 0 is the document.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// A node: an element, a stretch of text, or the document.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node that it stands in.
    pub parent: Option<NodeId>,
    /// What stands in it, in order.
    pub children: Vec<NodeId>,
}

/// What a node is.
#[derive(Debug)]
pub enum NodeKind {
    /// The root, a comment, or something else without words.
    Other,
    /// Words.
    Text(String),
    /// An element with its name and attributes.
    Element(QualName, Vec<Attribute>),
}

impl Tree {
    /// The tree of a page.
    ///
    /// # Errors
    ///
    /// Where elements stand within each other deeper than `nesting`: time to
    /// build the tree grows with that depth.
    pub fn parse(page: &str, nesting: usize) -> Result<Tree, String> {
        let sink = Sink { tree: RefCell::new(Tree { nodes: vec![Node::new(NodeKind::Other)] }) };
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = page;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE.max(4)));
            rest = behind;
            parser.process(StrTendril::from_slice(piece));
            if parser.tokenizer.sink.sink.tree.borrow().is_last_deeper_than(nesting) {
                return Err(format!(
                    "elements stand within each other deeper than {nesting}; --max-nesting sets the limit"
                ));
            }
        }
        Ok(parser.finish())
    }

    /// The node with this number.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element's name; "" of what is no element.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].kind {
            NodeKind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let NodeKind::Element(_, attributes) = &self.nodes[id].kind else { return None };
        attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// Every node below `root`, itself first, in the order of the page;
    /// `enter` says which ones are gone into.
    pub fn walk<'a>(
        &'a self,
        root: NodeId,
        mut enter: impl FnMut(NodeId) -> bool + 'a,
    ) -> impl Iterator<Item = NodeId> + 'a {
        let mut open = vec![root];
        std::iter::from_fn(move || {
            loop {
                let id = open.pop()?;
                if enter(id) {
                    open.extend(self.nodes[id].children.iter().rev());
                    return Some(id);
                }
            }
        })
    }

    /// The words below a node, white space as in the page.
    pub fn text(&self, root: NodeId) -> String {
        let mut text = String::new();
        for id in self.walk(root, |_| true) {
            if let NodeKind::Text(words) = &self.nodes[id].kind {
                text.push_str(words);
            }
        }
        text
    }

    fn is_last_deeper_than(&self, nesting: usize) -> bool {
        let mut at = Some(self.nodes.len() - 1);
        for _ in 0..=nesting {
            match at.and_then(|id| self.nodes[id].parent) {
                Some(parent) => at = Some(parent),
                None => return false,
            }
        }
        true
    }

    fn add(&mut self, kind: NodeKind) -> NodeId {
        self.nodes.push(Node::new(kind));
        self.nodes.len() - 1
    }

    fn detach(&mut self, id: NodeId) {
        if let Some(parent) = self.nodes[id].parent.take() {
            // The last child is the likeliest: trees are built and mended at their end.
            let children = &mut self.nodes[parent].children;
            if let Some(place) = children.iter().rposition(|child| *child == id) {
                children.remove(place);
            }
        }
    }

    fn insert(&mut self, parent: NodeId, place: usize, child: NodeOrText<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(words) => {
                let before = place.checked_sub(1).map(|before| self.nodes[parent].children[before]);
                if let Some(NodeKind::Text(known)) = before.map(|before| &mut self.nodes[before].kind) {
                    known.push_str(&words);
                    return;
                }
                self.add(NodeKind::Text(words.to_string()))
            }
        };
        self.nodes[id].parent = Some(parent);
        let children = &mut self.nodes[parent].children;
        children.insert(place.min(children.len()), id);
    }
}

/// How much of a page is parsed before its depth is looked at.
const PIECE: usize = 1 << 12;

impl Node {
    fn new(kind: NodeKind) -> Self {
        Node { kind, parent: None, children: Vec::new() }
    }
}

/// Builds the tree as the parser tells.
struct Sink {
    tree: RefCell<Tree>,
}

/// An element's name, for the parser.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.tree.borrow().nodes[*target].kind {
            NodeKind::Element(name, _) => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.tree.borrow_mut().add(NodeKind::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(NodeKind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(NodeKind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        if let NodeOrText::AppendNode(id) = &child {
            tree.detach(*id);
        }
        let place = tree.nodes[*parent].children.len();
        tree.insert(*parent, place, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.tree.borrow().nodes[*element].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        if let NodeOrText::AppendNode(id) = &child {
            tree.detach(*id);
        }
        let Some(parent) = tree.nodes[*sibling].parent else { return };
        let place = tree.nodes[parent].children.iter().rposition(|child| child == sibling);
        let place = place.unwrap_or(tree.nodes[parent].children.len());
        tree.insert(parent, place, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let NodeKind::Element(_, known) = &mut tree.nodes[*target].kind {
            for attribute in attributes {
                if !known.iter().any(|one| one.name == attribute.name) {
                    known.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        let mut tree = self.tree.borrow_mut();
        let children = std::mem::take(&mut tree.nodes[*node].children);
        for &child in &children {
            tree.nodes[child].parent = Some(*parent);
        }
        tree.nodes[*parent].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_markup_becomes_a_tree() {
        let tree = Tree::parse("<p>One <b>two<p>three</b> &amp; four<table><td>five", 100).unwrap();
        assert_eq!(tree.text(0), "One twothree & fourfive");
    }

    #[test]
    fn deep_pages_are_refused_in_time() {
        let deep = "<div>".repeat(1_000_000);
        assert!(Tree::parse(&deep, 500).unwrap_err().contains("--max-nesting"));
        assert!(Tree::parse(&"<div>".repeat(100), 500).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_a_tree(page in "(<(/?(p|b|a|table|td|template|script|svg|form))>|[a-z&;<]| ){0,60}") {
            let tree = Tree::parse(&page, 500).unwrap();
            for id in 0..tree.len() {
                for &child in &tree.node(id).children {
                    prop_assert_eq!(tree.node(child).parent, Some(id));
                }
            }
        }
    }
}
