"use strict";

// The page of a report: links the marked words of the article with the records beside it. All text comes from the data
// block and goes into the page as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

// ---- The text. Offsets count code points, as in every record.

const pieces = [...document.querySelectorAll("#text [data-at]")].map((node) => {
  const start = Number(node.dataset.at);
  return { node, start, end: start + [...node.textContent].length };
});

// The pieces that lie within a stretch.
function piecesIn(start, end) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < pieces.length && pieces[last].start < end) last += 1;
  return pieces.slice(low, last);
}

const overlaps = (evidence, piece) => evidence.some(([start, end]) => start < piece.end && piece.start < end);

// ---- The records, in the order of the text.

const PRIORITY = ["content", "reporter", "place", "time", "recipient", "addressee", "actor", "speaker", "cue", "trigger"];

function recordsOfReport() {
  const event = ({ record, evidence, parts }) => ({ kind: "event", type: record.type, record, evidence, parts });
  const statement = ({ record, evidence, parts }) => ({ kind: "statement", type: record.form, record, evidence, parts });
  const all = [...data.events.map(event), ...data.statements.map(statement)];
  const position = (one) => (one.evidence.length ? one.evidence[0][0] : 0);
  return all.sort((one, other) => position(one) - position(other));
}

const records = recordsOfReport();

// ---- Light. What is held stays lit when the pointer goes elsewhere.

const state = { held: null, kind: "all", types: new Set(), words: [], at: null };

function light(target) {
  for (const { node } of pieces) delete node.dataset.lit;
  for (const node of document.querySelectorAll(".related, .lit")) node.classList.remove("related", "lit");
  if (!target) return;
  const order = (role) => PRIORITY.indexOf(role);
  const evidence = [...target.evidence].sort((one, other) => order(one[2]) - order(other[2]));
  for (const [start, end, role] of evidence) {
    for (const { node } of piecesIn(start, end)) node.dataset.lit = role;
  }
  for (const record of target.records ?? []) record.card.classList.add("related");
  for (const node of target.nodes ?? []) node.classList.add("lit");
}

// What a marked word lights: the records that rest on it.
function targetOfPiece(piece) {
  const found = records.filter((record) => overlaps(record.evidence, piece));
  const pointed = found.filter((record) => record.evidence.some(([start, end, role]) => role !== "content" && start < piece.end && piece.start < end));
  return { evidence: [[piece.start, piece.end, "trigger"]], records: pointed.length ? pointed : found };
}

const release = () => light(state.held);

function hold(target) {
  state.held = target;
  for (const record of records) record.card.classList.toggle("held", record === target);
  light(target);
}

function scrollToEvidence(target) {
  const [first] = target.evidence;
  const piece = first && piecesIn(first[0], first[1])[0];
  if (piece) piece.node.scrollIntoView({ block: "nearest" });
}

// Lights a target while the pointer or the focus is on a node.
function lights(node, target) {
  node.addEventListener("pointerenter", () => light(target()));
  node.addEventListener("pointerleave", release);
  node.addEventListener("focus", () => light(target()));
  node.addEventListener("blur", release);
}

// ---- All of it.

function start() {
  byId("list").replaceChildren(...records.map(card));
  if (!records.length) byId("list").replaceChildren(element("li", { class: "empty" }, "No event and no statement was found."));
  kindButtons();
  typeButtons();
  byId("find").addEventListener("input", (event) => {
    state.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    applyFilters();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    state.at = null;
    hold(null);
    applyFilters();
  });
  prepareArticle();
  prepareTabs();
  drawTimes();
  drawPlaces();
  drawActors();
  applyFilters();
  // An address may end in the number of a record (#record-3).
  const asked = records.find((one) => `#${one.card.id}` === location.hash);
  if (asked) toggle(asked, asked.card.querySelector("button"));
}
