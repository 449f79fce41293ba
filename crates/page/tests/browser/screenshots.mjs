// Pictures of a page at three widths in both themes, to look at: `node screenshots.mjs PAGE.html`.

import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const browser = await launch();
const file = resolve(process.argv[2]);
mkdirSync("screenshots", { recursive: true });
for (const [width, height] of [[390, 844], [820, 1180], [1440, 900]]) {
  for (const theme of ["light", "dark"]) {
    const { page } = await open(browser, file, { width, height, theme });
    for (const view of ["records", "times", "places", "actors"]) {
      const tab = await page.$(`#tab-${view}`);
      if (!tab && view !== "records") continue;
      await tab?.evaluate((node) => node.click());
      await page.screenshot({ path: `screenshots/${view}-${width}-${theme}.png` });
    }
    await page.close();
  }
}
await browser.close();
