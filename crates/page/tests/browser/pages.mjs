// The pages under test, written by the program itself into a folder that is thrown away.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../../..");
const program = process.env.RAPPORTEUR ?? join(root, "target/release/rapporteur");

export function write() {
  const folder = mkdtempSync(join(tmpdir(), "rapporteur-pages-"));
  const read = (...options) => execFileSync(program, ["read", "--published", "2025-03-03", ...options], { cwd: root });
  const empty = join(folder, "empty.txt");
  writeFileSync(empty, "");
  const texts = {
    summit: join(root, "examples/summit.txt"),
    conflict: join(root, "examples/conflict.txt"),
    hostile: join(here, "hostile.txt"),
    empty,
  };
  const pages = {};
  for (const [name, text] of Object.entries(texts)) {
    pages[name] = { file: join(folder, `${name}.html`), text: readFileSync(text, "utf8") };
    read(text, "--html", pages[name].file);
  }
  const index = join(folder, "reports");
  read(join(root, "examples"), "--html", index);
  pages.index = { file: join(index, "index.html"), text: "" };
  return { pages, remove: () => rmSync(folder, { recursive: true }) };
}
