// Writes the outline of the world's land and the borders between countries as two SVG paths, in tenths of a degree:
// x to the east, y to the south. Natural Earth's 1:110m outlines (public domain) in the form of the npm package
// world-atlas, simplified. Run with `npm ci && npm run make` in this folder.

import { readFileSync } from "node:fs";
import { merge, mesh } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const UNITS = 10;
// Corners that span less, in square degrees, are left out.
const LEAST_AREA = 0.35;
// No land further south is drawn: news has no places there.
const SOUTHERN_END = -58;

const file = new URL("node_modules/world-atlas/countries-110m.json", import.meta.url);
const world = simplify(presimplify(JSON.parse(readFileSync(file))), LEAST_AREA);
const countries = world.objects.countries;

// Rings that cross the 180th meridian go on behind it instead of jumping back to the other side.
function unwrapped(points) {
  let shift = 0;
  return points.map(([x], index) => {
    const step = index > 0 ? x - points[index - 1][0] : 0;
    if (Math.abs(step) > 180) shift -= Math.sign(step) * 360;
    return [x + shift, points[index][1]];
  });
}

const unit = (value) => Math.round(value * UNITS);
const pair = (x, y) => (y < 0 ? `${x}${y}` : `${x} ${y}`);

// One line as "Mx yl dx dy dx dy …"; points that fall together are left out.
function path(points, end) {
  const whole = unwrapped(points).map(([x, y]) => [unit(x), unit(-y)]);
  const steps = [];
  for (let index = 1; index < whole.length; index += 1) {
    const [dx, dy] = [whole[index][0] - whole[index - 1][0], whole[index][1] - whole[index - 1][1]];
    if (dx || dy) steps.push(pair(dx, dy));
  }
  const joined = steps.reduce((line, step) => line + (step[0] === "-" || !line ? "" : " ") + step, "");
  return joined ? `M${pair(...whole[0])}l${joined}${end}` : "";
}

const drawn = (ring) => ring.some(([, y]) => y > SOUTHERN_END) && ring.length > 3;
const rings = merge(world, countries.geometries).coordinates.flat().filter(drawn);
const lines = mesh(world, countries, (one, other) => one !== other).coordinates;

process.stdout.write(
  "# Natural Earth's land and borders between countries (public domain), as SVG paths in tenths of a degree.\n" +
    "# Made by crates/page/outline/make.mjs; do not edit.\n" +
    `land\t${rings.map((ring) => path(ring, "z")).join("")}\n` +
    `borders\t${lines.map((line) => path(line, "")).join("")}\n`,
);
