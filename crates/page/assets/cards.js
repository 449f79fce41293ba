// Records as cards: a heading, and all fields with the reasons below it once it is opened.

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

