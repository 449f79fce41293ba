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

// ---- Cards.

const nameOf = (party) => party.name || party.text;
const code = (text) => (text ? element("span", { class: "code" }, ` ${text}`) : null);

function named(parties) {
  return parties.flatMap((party, index) => [index ? ", " : "", nameOf(party), code(party.code)]).filter(Boolean);
}

const nobody = () => element("span", { class: "empty" }, "not named");

function whoToWhom(from, to) {
  const line = element("span", { class: "parties" }, ...(from.length ? named(from) : [nobody()]));
  if (to.length) line.append(" → ", ...named(to));
  return line;
}

function days(time) {
  if (!time) return "";
  if (!time.from) return time.text ?? time.value;
  const range = time.from === time.to ? time.from : `${time.from} to ${time.to}`;
  return time.granularity === "published" ? `${range} (published)` : range;
}

const percent = (value) => `${Math.round(value * 100)} %`;

function shortened(text, most) {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : letters.join("");
}

function eventHeading(record) {
  const type = record.mode ? `${record.type} / ${record.mode}` : record.type;
  const status = [record.status === "actual" ? "" : record.status, record.historical ? "historical" : ""].filter(Boolean);
  const circumstances = [days(record.time), ...record.places.map((place) => place.name)].filter(Boolean).join(" · ");
  return [
    element("span", { class: "what" }, element("span", {}, element("b", {}, type), status.length ? ` · ${status.join(", ")}` : ""), percent(record.confidence)),
    whoToWhom(record.actors, record.recipients),
    element("span", { class: "circumstances" }, circumstances),
  ];
}

function statementHeading(record) {
  const manner = { speech: "SAID", writing: "WROTE", thought: "THOUGHT" }[record.manner];
  const words = shortened(record.content.map((piece) => piece.text).join(" … "), 180);
  return [
    element("span", { class: "what" }, element("span", {}, element("b", {}, manner), ` · ${record.form}`), percent(record.confidence)),
    whoToWhom(record.speaker ? [record.speaker] : [], record.addressees),
    element("span", { class: "words" }, words),
  ];
}

const quoted = (stretch) => `“${stretch.text}”`;

function party(one) {
  const known = [one.name && one.name !== one.text ? `= ${one.name}` : "", one.role, one.entity].filter(Boolean).join(", ");
  return [quoted(one), known ? ` ${known}` : "", code(one.code)].filter(Boolean);
}

const each = (all, show) => all.flatMap((one, index) => [index ? element("br") : null, ...[show(one)].flat()]).filter(Boolean);

function numbers(magnitude) {
  const labels = { dead: "dead", injured: "injured", size: "people", ordinal: "number in a row" };
  return Object.entries(labels).filter(([key]) => magnitude[key] !== null).map(([key, label]) => `${label} ${magnitude[key]}`).join(", ");
}

function eventFields(record) {
  const place = (one) => `${quoted(one)} = ${[one.name, one.admin1, one.country].filter(Boolean).join(", ")} (${one.latitude.toFixed(2)}, ${one.longitude.toFixed(2)})`;
  return [
    ["words", each([record.trigger, ...record.mentions], quoted)],
    ["who", each(record.actors, party)],
    ["to whom", each(record.recipients, party)],
    ["when", record.time ? [record.time.text ? `${quoted(record.time)} = ` : "", `${days(record.time)}, ${record.time.granularity}`] : []],
    ["where", each(record.places, place)],
    ["reported by", each(record.reported_by, party)],
    ["numbers", [numbers(record.magnitude)]],
    ["contexts", [record.contexts.join(", ")]],
    ["scores", [`CAMEO ${record.cameo}, quad ${record.quad}, intensity ${record.intensity}${record.goldstein === null ? "" : `, Goldstein ${record.goldstein}`}`]],
  ];
}

function statementFields(record) {
  return [
    ["speaker", record.speaker ? party(record.speaker) : []],
    ["to", each(record.addressees, party)],
    ["cue", record.cue ? [quoted(record.cue)] : []],
    ["content", each(record.content, quoted)],
    ["own words", each(record.quotations, quoted)],
    ["relayed by", each(record.relayed_by, party)],
    ["about", [record.about.join(", ")]],
  ];
}

function whyPanel(one) {
  const { record } = one;
  const fields = (one.kind === "event" ? eventFields(record) : statementFields(record)).filter(([, values]) => values.some(Boolean));
  const steps = [record.why.frame, ...record.why.steps].filter(Boolean);
  return element(
    "div",
    { class: "why" },
    element("dl", {}, ...fields.flatMap(([label, values]) => [element("dt", {}, label), element("dd", {}, ...values)])),
    element("h4", {}, "Why"),
    element("ol", {}, ...steps.map((step, index) => element("li", {}, index || one.kind !== "event" ? step : `the frame ${step}`))),
    element("details", {}, element("summary", {}, "The record as JSON"), element("pre", { tabindex: "0" }, JSON.stringify(record, null, 1))),
  );
}

// The words that a search finds, beside those of the heading.
function wordsOf({ trigger, content, actors, recipients, contexts }) {
  const stretches = [trigger, ...(content ?? []), ...(actors ?? []), ...(recipients ?? [])];
  return [...stretches.filter(Boolean).map(({ text }) => text), ...(contexts ?? [])];
}

function card(one, index) {
  const heading = one.kind === "event" ? eventHeading(one.record) : statementHeading(one.record);
  const button = element("button", { type: "button", "aria-expanded": "false" }, ...heading);
  const node = element("li", { class: `card ${one.kind} q${one.record.quad ?? 0}`, id: `record-${index + 1}` }, element("h3", {}, button));
  one.card = node;
  one.text = [node.textContent, ...wordsOf(one.record)].join(" ").toLowerCase();
  lights(button, () => one);
  node.addEventListener("pointerenter", () => light(one));
  node.addEventListener("pointerleave", release);
  button.addEventListener("click", () => toggle(one, button));
  return node;
}

function toggle(one, button) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) one.card.querySelector(".why").remove();
  else one.card.append(whyPanel(one));
  hold(isOpen ? null : one);
  if (!isOpen) scrollToEvidence(one);
}

// ---- Filters.

function isShown(one) {
  if (state.at && !state.at.records.includes(one)) return false;
  if (state.kind !== "all" && one.kind !== state.kind) return false;
  if (state.types.size && !state.types.has(one.type)) return false;
  return state.words.every((word) => one.text.includes(word));
}

function applyFilters() {
  let shown = 0;
  for (const one of records) {
    one.card.hidden = !isShown(one);
    shown += one.card.hidden ? 0 : 1;
  }
  const count = byId("count");
  count.textContent = shown === records.length ? `${shown} records` : `${shown} of ${records.length} records`;
  if (state.at) {
    const clear = element("button", { type: "button" }, "show all");
    clear.addEventListener("click", () => { state.at = null; hold(null); applyFilters(); });
    count.append(` at “${shortened(state.at.label, 40)}”`, clear);
  }
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

function press(button, isPressed) {
  button.setAttribute("aria-pressed", String(isPressed));
}

function kindButtons() {
  const labels = [["all", "All", records.length], ["event", "Events", data.events.length], ["statement", "Statements", data.statements.length]];
  const buttons = labels.map(([kind, label, count]) => {
    const button = element("button", { type: "button", "aria-pressed": String(kind === "all") }, label, element("b", {}, String(count)));
    button.addEventListener("click", () => {
      state.kind = kind;
      state.types.clear();
      buttons.forEach((other) => press(other, other === button));
      typeButtons();
      applyFilters();
    });
    return button;
  });
  byId("kinds").replaceChildren(...buttons);
}

// The types of the chosen kind; none pressed means all.
function typeButtons() {
  const kinds = records.filter((one) => state.kind === "all" || one.kind === state.kind);
  const buttons = counted(kinds.map((one) => one.type)).map(([type, count]) => {
    const button = element("button", { type: "button", "aria-pressed": "false" }, type, element("b", {}, String(count)));
    button.addEventListener("click", () => {
      if (!state.types.delete(type)) state.types.add(type);
      press(button, state.types.has(type));
      applyFilters();
    });
    return button;
  });
  byId("types").replaceChildren(...buttons);
}

// ---- The article by pointer and by keyboard: one stop for Tab, arrows from mark to mark.

const marked = pieces.filter(({ node }) => node.classList.length);

function visit(index) {
  const next = marked[Math.max(0, Math.min(marked.length - 1, index))];
  for (const { node } of marked) node.tabIndex = -1;
  next.node.tabIndex = 0;
  next.node.focus();
}

function keepPiece(piece) {
  const target = targetOfPiece(piece);
  if (!target.records.length) return hold(target);
  state.at = { records: target.records, label: piece.node.textContent };
  show("records");
  hold(target);
  applyFilters();
  target.records[0].card.scrollIntoView({ block: "nearest" });
}

// What words stand for: the actor, the day, the place; of mentions within each other, the innermost first.
function meaningsOfReport() {
  const actor = ({ name, code, entity, role }) => [`${name}${code ? ` [${code}]` : ""}`, role, entity].filter(Boolean).join(", ");
  const place = ({ name, admin1, country }) => [name, admin1, country].filter(Boolean).join(", ");
  const all = [
    ...data.actors.flatMap((one) => one.mentions.map(([start, end]) => [start, end, actor(one)])),
    ...data.places.flatMap((one) => one.mentions.map(([start, end]) => [start, end, `place: ${place(one)}`])),
    ...data.times.map((one) => [one.start, one.end, `time: ${days(one)}`]),
  ];
  return all.sort((one, other) => one[1] - one[0] - (other[1] - other[0]));
}

const meanings = meaningsOfReport();

function showMeaning(piece) {
  const found = piece ? meanings.filter(([start, end]) => start <= piece.start && piece.end <= end) : [];
  byId("meaning").textContent = [...new Set(found.map(([, , text]) => text))].slice(0, 3).join(" · ");
}

function onArticleKey(event, piece, index) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) visit(index + step);
  else if (event.key === "Home") visit(0);
  else if (event.key === "End") visit(marked.length - 1);
  else if (event.key === "Enter" || event.key === " ") keepPiece(piece);
  else return;
  event.preventDefault();
}

function prepareArticle() {
  marked.forEach((piece, index) => {
    piece.node.tabIndex = index ? -1 : 0;
    lights(piece.node, () => targetOfPiece(piece));
    for (const name of ["pointerenter", "focus"]) piece.node.addEventListener(name, () => showMeaning(piece));
    for (const name of ["pointerleave", "blur"]) piece.node.addEventListener(name, () => showMeaning(null));
    piece.node.addEventListener("click", () => keepPiece(piece));
    piece.node.addEventListener("keydown", (event) => onArticleKey(event, piece, index));
  });
  for (const box of document.querySelectorAll("[data-mark]")) {
    box.addEventListener("change", () => document.body.classList.toggle(`no-${box.dataset.mark}`, !box.checked));
  }
}

// ---- Tabs.

const tabs = [...document.querySelectorAll("[role=tab]")];

function show(name) {
  for (const tab of tabs) {
    const isChosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

function prepareTabs() {
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => show(tab.getAttribute("aria-controls")));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      show(next.getAttribute("aria-controls"));
      next.focus();
    });
  });
}

// ---- Lists beside the figures.

// A line of a list: pointing at it lights its words and its mark in the figure, pressing it holds them.
function row(target, title, details) {
  const button = element("button", { type: "button" }, ...title, element("small", {}, ...details));
  lights(button, () => target);
  button.addEventListener("click", () => { hold(target); scrollToEvidence(target); });
  return element("li", {}, button);
}

function fillList(id, rows, none) {
  byId(id).replaceChildren(...(rows.length ? rows : [element("li", { class: "empty" }, none)]));
}

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
