// What a reader does: filters, words of the article by pointer and by keyboard, tabs, lists beside the figures.

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

