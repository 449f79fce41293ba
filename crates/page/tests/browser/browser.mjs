// One headless Chromium for all tests: opens pages and keeps what went wrong on them.

import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const NAMES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const launch = () => {
  const executablePath = NAMES.find((name) => name && existsSync(name));
  if (!executablePath) throw new Error("there is no Chromium; install it or name it in CHROMIUM");
  // Within a container there is no second sandbox to be had.
  return puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
};

// Opens a file. `troubles` fills with what a page of ours must never do.
export async function open(browser, file, { width = 1280, height = 900, theme = "light" } = {}) {
  const page = await browser.newPage();
  const url = pathToFileURL(file).href;
  const troubles = [];
  page.on("request", (request) => {
    const isOwn = request.url() === url || request.url() === "data:,";
    if (!isOwn) troubles.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: theme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.goto(url, { waitUntil: "load" });
  return { page, troubles };
}
