// The figures: a line of days, a map, and who dealt with whom. Their places follow from the data alone, so that the same
// report always looks the same.

const SVG = "http://www.w3.org/2000/svg";
// Letters have the same size on every screen; a narrow one gets a narrow figure.
const WIDTH = Math.max(320, Math.min(480, document.documentElement.clientWidth - 34));

function shape(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function points(node, target) {
  node.addEventListener("pointerenter", () => light(target));
  node.addEventListener("pointerleave", release);
  node.addEventListener("click", () => { hold(target); scrollToEvidence(target); });
}

// Keeps the labels that find room; the rest can be read in the list.
class Room {
  constructor() { this.taken = []; }
  take(left, top, width, height) {
    const isFree = this.taken.every(([x, y, w, h]) => left + width < x || x + w < left || top + height < y || y + h < top);
    if (isFree) this.taken.push([left, top, width, height]);
    return isFree;
  }
}

const widthOf = (text) => [...text].length * 7.2;

// ---- Times.

const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / 86400000;

function spansOfTime() {
  const spans = new Map();
  for (const time of data.times) {
    if (!time.from || time.type === "DURATION" || time.type === "SET") continue;
    const key = `${time.from} ${time.to}`;
    if (!spans.has(key)) spans.set(key, { from: time.from, to: time.to, granularity: time.granularity, evidence: [], words: [], nodes: [], records: [] });
    const span = spans.get(key);
    span.evidence.push([time.start, time.end, "time"]);
    span.words.push(time.text);
  }
  const all = [...spans.values()].sort((one, other) => (one.from + one.to < other.from + other.to ? -1 : 1));
  for (const span of all) {
    span.records = records.filter(({ record }) => record.time?.from === span.from && record.time?.to === span.to && record.time.text);
  }
  return all;
}

// A day's place on the line: gaps grow with their logarithm, so that a year 1975 leaves room for last week.
function scaleOfDays(days) {
  const sorted = [...new Set(days)].sort();
  let at = 0;
  const places = new Map();
  sorted.forEach((day, index) => {
    if (index) at += 1 + Math.log2(1 + dayNumber(day) - dayNumber(sorted[index - 1]));
    places.set(day, at);
  });
  const stretch = at ? (WIDTH - 100) / at : 0;
  return (day) => 50 + (at ? places.get(day) * stretch : (WIDTH - 100) / 2);
}

function drawTimes() {
  const spans = spansOfTime();
  const published = data.article.published;
  const days = spans.flatMap((span) => [span.from, span.to]).concat(published ?? []);
  const x = scaleOfDays(days);
  const svg = byId("timeline");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} 110`);
  svg.append(shape("line", { class: "axis", x1: 20, x2: WIDTH - 20, y1: 62, y2: 62 }));
  const room = new Room();
  if (published) {
    svg.append(shape("line", { class: "axis published", x1: x(published), x2: x(published), y1: 66, y2: 90 }));
    const middle = Math.max(66, Math.min(WIDTH - 66, x(published)));
    svg.append(shape("text", { class: "quiet", x: middle, y: 102, "text-anchor": "middle" }, `published ${published}`));
    room.take(middle - 62, 70, 124, 34);
  }
  for (const span of spans) drawSpan(svg, span, x, room);
  byId("timeline").toggleAttribute("hidden", !days.length);
  fillList("time-list", spans.map(timeRow), "The article names no day.");
}

function drawSpan(svg, span, x, room) {
  const [left, right] = [x(span.from), x(span.to)];
  const group = shape("g", {}, shape("title", {}, `${span.words.join(", ")}: ${span.from === span.to ? span.from : `${span.from} to ${span.to}`}`));
  if (right > left) group.append(shape("line", { class: "range", x1: left, x2: right, y1: 62, y2: 62 }));
  group.append(shape("circle", { class: "point", cx: (left + right) / 2, cy: 62, r: 5 }));
  const label = span.granularity === "year" ? span.from.slice(0, 4) : ["month", "season", "quarter"].includes(span.granularity) ? span.from.slice(0, 7) : span.from;
  const middle = Math.max(40, Math.min(WIDTH - 40, (left + right) / 2));
  const line = [46, 86, 30, 14].find((y) => room.take(middle - widthOf(label) / 2, y - 11, widthOf(label), 13));
  if (line) group.append(shape("text", { x: middle, y: line, "text-anchor": "middle" }, label));
  span.nodes.push(group);
  points(group, span);
  svg.append(group);
}

function timeRow(span) {
  const range = span.from === span.to ? span.from : `${span.from} to ${span.to}`;
  const words = [...new Set(span.words)].map((text) => `“${text}”`).join(", ");
  const events = span.records.map(({ record }) => record.type);
  return row(span, [range], [words, events.length ? ` · ${events.join(", ")}` : ""]);
}

// ---- Places.

const MAP_HEIGHT = 320;

function drawPlaces() {
  const places = data.places.map((place) => ({
    ...place,
    nodes: [],
    evidence: place.mentions.map(([start, end]) => [start, end, "place"]),
    records: records.filter(({ record }) => (record.places ?? []).some((one) => one.name === place.name && one.latitude === place.latitude)),
  }));
  const frame = (isWorld) => drawMap(places, isWorld ? WORLD : nearFrame(places));
  byId("map").setAttribute("viewBox", `0 0 ${WIDTH} ${MAP_HEIGHT}`);
  for (const [id, isWorld] of [["map-near", false], ["map-world", true]]) {
    byId(id).addEventListener("click", () => {
      press(byId("map-near"), !isWorld);
      press(byId("map-world"), isWorld);
      frame(isWorld);
    });
  }
  frame(false);
  fillList("place-list", places.map(placeRow), "The article names no place.");
}

const WORLD = { west: -170, east: 190, south: -56, north: 80 };

// A frame with all places in it; where that would be half the world, one around the towns and regions, if there are any.
function nearFrame(places) {
  const frame = frameAround(places);
  const local = places.filter(({ kind }) => !kind.startsWith("PCL"));
  return frame.east - frame.west > 90 && local.length ? frameAround(local) : frame;
}

// The least frame with these places in it, and some land around them.
function frameAround(places) {
  if (!places.length) return WORLD;
  const latitudes = places.map((place) => place.latitude);
  const longitudes = places.map((place) => place.longitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const margin = Math.max(6, (north - south) * 0.18, (east - west) * 0.1);
  return { west: west - margin * 1.4, east: east + margin * 1.4, south: Math.max(-80, south - margin), north: Math.min(84, north + margin) };
}

// Equirectangular, true to shape in the middle of the frame.
function projection({ west, east, south, north }) {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(WIDTH / ((east - west) * squeeze), MAP_HEIGHT / (north - south));
  const left = WIDTH / 2 - ((west + east) / 2) * squeeze * scale;
  const top = MAP_HEIGHT / 2 + ((south + north) / 2) * scale;
  return {
    x: (longitude) => left + longitude * squeeze * scale,
    y: (latitude) => top - latitude * scale,
    // The outline's units are tenths of a degree.
    world: `translate(${left} ${top}) scale(${(squeeze * scale) / 10} ${scale / 10})`,
  };
}

function drawMap(places, frame) {
  const { x, y, world } = projection(frame);
  byId("world").setAttribute("transform", world);
  const room = new Room();
  for (const place of places) room.take(x(place.longitude) - 4, y(place.latitude) - 4, 8, 8);
  const groups = places.map((place) => {
    const group = shape("g", {}, shape("title", {}, place.name), shape("circle", { class: "point", cx: x(place.longitude), cy: y(place.latitude), r: 5 }));
    placeLabel(group, place.name, x(place.longitude), y(place.latitude), room);
    place.nodes = [group];
    points(group, place);
    return group;
  });
  byId("points").replaceChildren(...groups);
}

function placeLabel(group, name, x, y, room) {
  const width = widthOf(name);
  const spots = [[x + 8, y + 4, "start", x + 8], [x - 8, y + 4, "end", x - 8 - width], [x, y - 9, "middle", x - width / 2], [x, y + 18, "middle", x - width / 2]];
  const fits = ([, top, , left]) => left > 2 && left + width < WIDTH - 2 && room.take(left, top - 11, width, 13);
  const spot = spots.find(fits);
  if (spot) group.append(shape("text", { x: spot[0], y: spot[1], "text-anchor": spot[2] }, name));
}

function placeRow(place) {
  const where = [place.admin1, place.country].filter(Boolean).join(", ");
  const point = `${Math.abs(place.latitude).toFixed(2)}° ${place.latitude < 0 ? "S" : "N"}, ${Math.abs(place.longitude).toFixed(2)}° ${place.longitude < 0 ? "W" : "E"}`;
  const number = place.geonames ? ` · GeoNames ${place.geonames}` : "";
  return row(place, [place.name], [`${[where, point].filter(Boolean).join(" · ")}${number} · ${place.mentions.length}×`]);
}

// ---- Actors.

const NETWORK_HEIGHT = 360;
const MOST_NODES = 18;

function edgesOfReport() {
  const edges = new Map();
  const add = (from, to, kind, record) => {
    if (from === to) return;
    const key = [...[from, to].sort((one, other) => one - other), kind].join(" ");
    if (!edges.has(key)) edges.set(key, { from, to, kind, records: [] });
    edges.get(key).records.push(record);
  };
  for (const record of records) {
    const { actors, recipients } = record.parts;
    const kind = record.kind === "statement" ? "speech" : record.record.quad <= 2 ? "cooperation" : "conflict";
    // Where neither side leads, all who took part are actors.
    const targets = recipients.length ? recipients : actors;
    const sources = recipients.length ? actors : actors.slice(0, -1);
    for (const from of sources) for (const to of targets) add(from, to, kind, record);
  }
  return [...edges.values()];
}

function drawActors() {
  const edges = edgesOfReport();
  const actors = data.actors.map((actor, index) => ({
    ...actor,
    index,
    nodes: [],
    evidence: actor.mentions.map(([start, end]) => [start, end, "actor"]),
    records: records.filter(({ parts }) => Object.values(parts).some((part) => part.includes(index))),
  }));
  const weight = (actor) => edges.filter(({ from, to }) => from === actor.index || to === actor.index).reduce((sum, edge) => sum + edge.records.length, 0);
  const ranked = actors.filter((actor) => weight(actor) > 0).sort((one, other) => weight(other) - weight(one) || one.index - other.index);
  drawNetwork(around(ranked.slice(0, MOST_NODES), edges), edges);
  const known = actors.filter((actor) => actor.records.length || actor.entity).sort((one, other) => other.records.length - one.records.length || one.index - other.index);
  fillList("actor-list", known.map(actorRow), "The article names no actor.");
}

// An order around the circle in which those who deal with each other stand near: each next is the one with the most
// ties to those already placed last.
function around(nodes, edges) {
  const ties = (one, other) => edges.filter(({ from, to }) => (from === one.index && to === other.index) || (to === one.index && from === other.index)).length;
  const rest = [...nodes];
  const order = rest.splice(0, 1);
  while (rest.length) {
    const last = order.slice(-2);
    const score = (actor) => last.reduce((sum, placed) => sum + ties(actor, placed), 0);
    const best = rest.reduce((winner, actor, index) => (score(actor) > score(rest[winner]) ? index : winner), 0);
    order.push(...rest.splice(best, 1));
  }
  return order;
}

function drawNetwork(nodes, edges) {
  const svg = byId("network");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${NETWORK_HEIGHT}`);
  svg.toggleAttribute("hidden", !nodes.length);
  document.querySelector(".key").hidden = !nodes.length;
  const [middleX, middleY] = [WIDTH / 2, NETWORK_HEIGHT / 2];
  const places = new Map(nodes.map((actor, index) => {
    const angle = (index / nodes.length) * 2 * Math.PI - Math.PI / 2;
    return [actor.index, { x: middleX + WIDTH * 0.225 * Math.cos(angle), y: middleY + 138 * Math.sin(angle), angle }];
  }));
  for (const edge of edges) drawEdge(svg, edge, places, middleX, middleY);
  for (const actor of nodes) drawNode(svg, actor, places.get(actor.index));
}

function drawEdge(svg, edge, places, middleX, middleY) {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (!from || !to) return;
  // Bent towards the middle, each kind by another measure, so that none hides another.
  const bend = { cooperation: 0.25, conflict: 0.45, speech: 0.05 }[edge.kind];
  const x = ((from.x + to.x) / 2) * (1 - bend) + middleX * bend;
  const y = ((from.y + to.y) / 2) * (1 - bend) + middleY * bend;
  const line = shape("path", { class: `edge ${edge.kind}`, d: `M${from.x} ${from.y}Q${x} ${y} ${to.x} ${to.y}`, "stroke-width": Math.min(6, 1 + edge.records.length) });
  line.append(shape("title", {}, edge.records.map(({ type }) => type).join(", ")));
  points(line, { evidence: edge.records.flatMap(({ evidence }) => evidence.filter(([, , role]) => role !== "content")), records: edge.records, nodes: [] });
  svg.append(line);
}

function drawNode(svg, actor, { x, y, angle }) {
  const isMiddle = Math.abs(Math.cos(angle)) < 0.25;
  const anchor = isMiddle ? "middle" : Math.cos(angle) > 0 ? "start" : "end";
  const radius = Math.min(11, 5 + actor.records.length / 2);
  const offset = isMiddle ? 0 : Math.sign(Math.cos(angle)) * (radius + 5);
  const space = isMiddle ? WIDTH / 2 : WIDTH / 2 - Math.abs(x - WIDTH / 2) - radius - 8;
  const label = shortened(actor.name, Math.floor(space / 7.6));
  const group = shape("g", {}, shape("title", {}, `${actor.name} ${actor.code}`),
    shape("circle", { class: "point node", cx: x, cy: y, r: radius }),
    shape("text", { x: x + offset, y: isMiddle ? y + Math.sign(Math.sin(angle)) * 20 + 4 : y + 4, "text-anchor": anchor }, label));
  actor.nodes.push(group);
  points(group, actor);
  svg.append(group);
}

function actorRow(actor) {
  const title = [actor.name, code(actor.code)].filter(Boolean);
  const known = [actor.role, actor.entity].filter(Boolean).join(" · ");
  const counts = `${actor.mentions.length} mentions, ${actor.records.length} records`;
  const line = row(actor, title, [[known, counts].filter(Boolean).join(" · ")]);
  if (actor.why.length) line.firstChild.append(element("small", {}, shortened(actor.why.join("; "), 240)));
  return line;
}
