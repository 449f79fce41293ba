// Pages of reports, used as a reader would: `npm ci && npm test`, with the program built (`cargo build --release`).

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { write } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 820, 1440];
const THEMES = ["light", "dark"];

let browser;
let written;
let opened = [];

before(async () => {
  written = write();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  written?.remove();
});

// Whatever a test does with a page, it must stay quiet and send nothing.
afterEach(async () => {
  const done = opened;
  opened = [];
  for (const { page, troubles } of done) {
    assert.deepEqual(troubles, []);
    await page.close();
  }
});

async function visit(name, options) {
  const one = await open(browser, written.pages[name].file, options);
  opened.push(one);
  return one.page;
}

const data = (page) => page.$eval("#data", (node) => JSON.parse(node.textContent));
const lit = (page, role) =>
  page.$$eval(`#text [data-lit="${role}"]`, (nodes) => nodes.map((node) => node.textContent).join(""));
const shownCards = (page) => page.$$eval(".card", (cards) => cards.filter((card) => !card.hidden).length);

for (const name of ["summit", "conflict", "hostile", "empty"]) {
  test(`${name}: the article stands there letter by letter`, async () => {
    const page = await visit(name);
    assert.equal(await page.$eval("#text", (node) => node.textContent), written.pages[name].text);
  });

  test(`${name}: marks lie where the records say`, async () => {
    const page = await visit(name);
    const { events, places, times } = await data(page);
    const marked = (start, end, mark) =>
      page.$$eval("#text [data-at]", (nodes, from, to, kind) => {
        const inside = (node) => Number(node.dataset.at) >= from && Number(node.dataset.at) < to;
        return nodes.filter((node) => inside(node) && node.classList.contains(kind)).map((node) => node.textContent).join("");
      }, start, end, mark);
    for (const { record } of events) assert.equal(await marked(record.trigger.start, record.trigger.end, "trigger"), record.trigger.text);
    for (const { start, end, text } of times) assert.equal(await marked(start, end, "time"), text);
    const letters = [...written.pages[name].text];
    for (const place of places) {
      for (const [start, end] of place.mentions) assert.equal(await marked(start, end, "place"), letters.slice(start, end).join(""));
    }
  });

  test(`${name}: nothing of the article ran, and the file is small`, async () => {
    const page = await visit(name);
    assert.match(await page.title(), /– Rapporteur$/);
    assert.equal(await page.$$eval("#text img, #text script, #text textarea", (nodes) => nodes.length), 0);
    assert.ok(statSync(written.pages[name].file).size < 300_000);
  });
}

test("pointing at a record lights its evidence", async () => {
  const page = await visit("summit");
  const { events } = await data(page);
  const cards = await page.$$(".card.event");
  assert.equal(cards.length, events.length);
  for (const card of cards) {
    await card.hover();
    const heading = await card.$eval(".what b", (node) => node.textContent.split(" / ")[0]);
    const trigger = await lit(page, "trigger");
    assert.ok(events.some(({ record }) => record.type === heading && record.trigger.text === trigger), `${heading}: ${trigger}`);
  }
  await page.hover("h1");
  assert.equal(await lit(page, "trigger"), "");
});

test("pointing at a marked word points out its records", async () => {
  const page = await visit("summit");
  await page.hover("#text .trigger");
  const related = await page.$$eval(".card.related", (cards) => cards.map((card) => card.querySelector("b").textContent));
  const { events } = await data(page);
  assert.ok(related.some((type) => type.startsWith(events[0].record.type)), related.join());
});

test("a pronoun says whom it stands for", async () => {
  const page = await visit("summit");
  const { actors } = await data(page);
  const [actor] = actors.filter(({ entity, mentions }) => entity && mentions.some(([, , form]) => form === "pronoun"));
  const [start] = actor.mentions.find(([, , form]) => form === "pronoun");
  await page.hover(`#text [data-at="${start}"]`);
  assert.ok((await page.$eval("#meaning", (node) => node.textContent)).startsWith(actor.name));
  await page.hover("h1");
  assert.equal(await page.$eval("#meaning", (node) => node.textContent), "");
});

test("a pressed word shows its records alone, and Escape all again", async () => {
  const page = await visit("summit");
  const all = await shownCards(page);
  await page.click("#text .trigger");
  assert.ok((await shownCards(page)) < all);
  assert.match(await page.$eval("#count", (node) => node.textContent), /at “/);
  await page.keyboard.press("Escape");
  assert.equal(await shownCards(page), all);
});

test("filters by kind, type and words", async () => {
  const page = await visit("summit");
  const { events, statements } = await data(page);
  await page.click("#kinds button:nth-child(2)");
  assert.equal(await shownCards(page), events.length);
  const [type, count] = await page.$eval("#types button", (node) => [node.firstChild.textContent, Number(node.lastChild.textContent)]);
  await page.click("#types button");
  assert.equal(await shownCards(page), count);
  assert.equal(events.filter(({ record }) => record.type === type).length, count);
  await page.click("#kinds button:nth-child(3)");
  assert.equal(await shownCards(page), statements.length);
  await page.click("#kinds button:nth-child(1)");
  await page.type("#find", "stubb visit");
  const shown = await page.$$eval(".card", (cards) => cards.filter((card) => !card.hidden).map((card) => card.textContent));
  assert.ok(shown.length > 0 && shown.length < events.length + statements.length);
  assert.ok(shown.every((text) => /stubb/i.test(text) && /visit/i.test(text)));
});

test("the keyboard reaches words, records and views", async () => {
  const page = await visit("summit");
  await page.focus("#text [tabindex='0']");
  await page.keyboard.press("ArrowRight");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const marks = await page.$$eval("#text [data-at][class]", (nodes) => nodes.map((node) => node.textContent));
  assert.equal(await focused(), marks[1]);
  await page.keyboard.press("End");
  assert.equal(await focused(), marks.at(-1));
  await page.keyboard.press("Escape");
  await page.focus(".card button");
  assert.notEqual((await page.$$("#text [data-lit]")).length, 0);
  await page.keyboard.press("Enter");
  assert.match(await page.$eval(".card .why", (node) => node.textContent), /Why/);
  await page.focus("#tab-records");
  for (const view of ["times", "places", "actors"]) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.$eval(`#${view}`, (node) => node.hidden), false);
  }
});

test("figures show what the lists say", async () => {
  const page = await visit("summit");
  const { places } = await data(page);
  await page.click("#tab-places");
  assert.equal((await page.$$("#points circle")).length, places.length);
  assert.equal((await page.$$("#place-list li")).length, places.length);
  await page.hover("#place-list button");
  assert.notEqual(await lit(page, "place"), "");
  await page.click("#tab-actors");
  assert.ok((await page.$$("#network .node")).length > 1);
  await page.click("#tab-times");
  assert.ok((await page.$$("#timeline .point")).length > 1);
});

test("the index finds reports and leads to them", async () => {
  const page = await visit("index");
  await page.type("#find", "summit");
  assert.equal(await page.$$eval("tbody tr", (rows) => rows.filter((row) => !row.hidden).length), 1);
  assert.equal(await page.$eval("tbody tr:not([hidden]) a", (link) => link.getAttribute("href")), "0003-summit.html");
});

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length}) ${nodes[0].any[0]?.message ?? ""}`);
}

for (const width of WIDTHS) {
  for (const theme of THEMES) {
    test(`axe finds nothing at ${width} pixels, ${theme}`, async () => {
      const page = await visit("summit", { width, theme });
      await page.click(".card button");
      for (const view of ["records", "times", "places", "actors"]) {
        await page.evaluate((name) => document.getElementById(`tab-${name}`).click(), view);
        assert.deepEqual(await violations(page), [], view);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${view} is ${overflow} pixels too wide`);
      }
      const index = await visit("index", { width, theme });
      assert.deepEqual(await violations(index), []);
    });
  }
}

test("on paper every view stands below the article", async () => {
  const page = await visit("summit");
  await page.emulateMediaType("print");
  const hidden = await page.$$eval("[role=tabpanel]", (panels) => panels.filter((panel) => !panel.offsetHeight).length);
  assert.equal(hidden, 0);
});
