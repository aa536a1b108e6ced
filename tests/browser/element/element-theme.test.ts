import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ElementStage, openElementStage, setAttributes, waitForReady } from "../fixtures/element-stage.ts";

let stage: ElementStage;

beforeAll(async () => {
  stage = await openElementStage();
});

afterAll(() => stage?.close());

const TEXT = { "#1d2126": "light", "#eceae6": "dark" } as const;

/** Light or dark, by the title that Vega has drawn and by the surface that is behind it. */
const readThemes = (page: Page): Promise<string[]> =>
  page.$$eval(
    "ndpeek-viewer",
    (viewers, names) =>
      viewers.map((viewer) => {
        const root = viewer.shadowRoot!;
        const title = root.querySelector(".ndpeek-frame .role-title text")!.getAttribute("fill")!;
        const surface = getComputedStyle(root.querySelector(".viewer")!).backgroundColor;
        return `${names[title as keyof typeof names] ?? title} on ${surface === "rgb(255, 255, 255)" ? "light" : surface === "rgb(29, 33, 38)" ? "dark" : surface}`;
      }),
    TEXT,
  );

const LIGHT = "light on light";
const DARK = "dark on dark";

const viewer = '<ndpeek-viewer rows="5" loading="eager"></ndpeek-viewer>';

/** What docs tools and frameworks write on a part of the page, and what it means. */
const WORDS: readonly (readonly [attribute: string, theme: string])[] = [
  ['data-theme="dark"', DARK],
  ['data-theme="light"', LIGHT],
  ['data-bs-theme="dark"', DARK],
  ['data-md-color-scheme="slate"', DARK],
  ['data-md-color-scheme="default"', LIGHT],
  ['data-color-mode="dark"', DARK],
  ['data-mode="DARK"', DARK],
  ['data-jp-theme-light="false"', DARK],
  ['data-jp-theme-light="true"', LIGHT],
  ['class="dark"', DARK],
  ['class="dark-mode"', DARK],
  ['class="theme-dark other"', DARK],
  ['class="quarto-dark"', DARK],
  ['class="light"', LIGHT],
  ['class="quarto-light"', LIGHT],
  // One that says nothing of either.
  ['data-theme="auto" class="darkroom"', LIGHT],
];

describe("theme=auto", () => {
  test("follows the word of the nearest part of the page that has one, before what is seen and what the system has", async () => {
    const page = WORDS.map(([attribute]) => `<section ${attribute}>${viewer}</section>`).join("");
    const nested = `<div class="dark"><div data-theme="light"><p>${viewer}</p></div>${viewer}</div><div class="back">${viewer}</div>`;
    const { page: opened, noise } = await stage.open({ body: page + nested, style: ".back { background: #123 }" });
    await waitForReady(opened, WORDS.length + 3);
    expect(await readThemes(opened)).toEqual([...WORDS.map(([, theme]) => theme), LIGHT, DARK, DARK]);
    // Live, wherever it stands.
    for (const section of await opened.$$("section")) {
      await section.evaluate((section) => {
        for (const name of section.getAttributeNames()) section.removeAttribute(name);
        section.setAttribute("data-theme", "dark");
      });
    }
    await expect.poll(() => readThemes(opened)).toEqual([...WORDS.map(() => DARK), LIGHT, DARK, DARK]);
    await opened.$eval("html", (html) => html.setAttribute("data-bs-theme", "light"));
    await opened.$$eval("section", (sections) => {
      for (const section of sections) section.removeAttribute("data-theme");
    });
    await expect.poll(() => readThemes(opened)).toEqual([...WORDS.map(() => LIGHT), LIGHT, DARK, LIGHT]);
    await setAttributes(opened, { theme: "dark" });
    await expect.poll(async () => (await readThemes(opened))[0]).toBe(DARK);
    expect(noise).toEqual([]);
  });

  test.each([
    ["a page without a word of dark, by a system that is dark", "", {}, "dark", LIGHT],
    [
      "a page that is dark by its background, by a system that is light",
      "body { background: rgb(20, 20, 30) }",
      {},
      "light",
      DARK,
    ],
    ["a light background over a dark one", "html { background: #000 } main { background: #fffe }", {}, "dark", LIGHT],
    [
      "a background that lets the dark one through",
      "body { background: #000 } main { background: #ffffff33 }",
      {},
      "light",
      DARK,
    ],
    ["a page of both, by a system that is dark", ":root { color-scheme: light dark }", {}, "dark", DARK],
    ["a page of both, by a system that is light", ":root { color-scheme: light dark }", {}, "light", LIGHT],
    ["a page that is always dark", ":root { color-scheme: dark }", {}, "light", DARK],
    ["a page that says so in its head", "", { head: '<meta name="color-scheme" content="dark light">' }, "dark", DARK],
    ["a colour that is not in RGB", "body { background: oklch(0.2 0.05 250) }", {}, "light", DARK],
  ] as const)("is that of %s", async (_, style, more, colorScheme, theme) => {
    const head = `${"head" in more ? more.head : ""}<script type="module" src="ndpeek/ndpeek-viewer.js"></script>`;
    const { page, noise } = await stage.open({ body: viewer, style, head }, { colorScheme });
    await waitForReady(page);
    expect(await readThemes(page)).toEqual([theme]);
    expect(noise).toEqual([]);
  });

  test("changes with the system, with the page's background in its own time, and with the place in the page", async () => {
    const style = `:root { color-scheme: light dark } body { transition: background-color 120ms }
.night { background: black } #dark { background: #001 } #light { background: #ffe }`;
    const { page, noise } = await stage.open({ body: `${viewer}<div id="dark"></div><div id="light"></div>`, style });
    await waitForReady(page);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: null });
    await expect.poll(() => readThemes(page)).toEqual([DARK]);
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => readThemes(page)).toEqual([LIGHT]);
    await page.$eval("body", (body) => body.classList.add("night"));
    await expect.poll(() => readThemes(page)).toEqual([DARK]);
    await page.$eval("body", (body) => body.classList.remove("night"));
    await expect.poll(() => readThemes(page)).toEqual([LIGHT]);
    const moveTo = (id: string) =>
      page.evaluate((id) => document.getElementById(id)!.append(document.querySelector("ndpeek-viewer")!), id);
    await moveTo("dark");
    await expect.poll(() => readThemes(page)).toEqual([DARK]);
    await moveTo("light");
    await expect.poll(() => readThemes(page)).toEqual([LIGHT]);
    await page.$eval("#light", (light) => light.classList.add("dark"));
    await expect.poll(() => readThemes(page)).toEqual([DARK]);
    expect(noise).toEqual([]);
  });
});

describe("a page's own looks", () => {
  test("go before the element's in both themes", async () => {
    const style = `ndpeek-viewer { --ndpeek-text: #010203; --ndpeek-surface: rgb(4, 5, 6); --ndpeek-categories: #aa0000 #00aa00 #0000aa;
--ndpeek-font: Georgia; --ndpeek-height: 500px }`;
    const body = ["light", "dark"].map((theme) =>
      viewer.replace("<ndpeek-viewer", `<ndpeek-viewer chart="scatter" theme="${theme}"`),
    );
    const { page, noise } = await stage.open({ body: body.join(""), style });
    await waitForReady(page, 2);
    expect(await readThemes(page)).toEqual(["#010203 on rgb(4, 5, 6)", "#010203 on rgb(4, 5, 6)"]);
    const looks = await page.$$eval("ndpeek-viewer", (viewers) =>
      viewers.map(({ shadowRoot }) => ({
        legend: [...shadowRoot!.querySelectorAll(".role-legend-symbol path")].map((path) => path.getAttribute("fill")),
        font: getComputedStyle(shadowRoot!.querySelector(".viewer")!).fontFamily,
        svg: shadowRoot!.querySelector(".role-title text")!.getAttribute("font-family"),
        height: shadowRoot!.querySelector(".charts")!.clientHeight,
      })),
    );
    const look = { legend: ["#aa0000", "#00aa00", "#0000aa"], font: "Georgia", svg: "Georgia", height: 500 };
    expect(looks).toEqual([look, look]);
    expect(noise).toEqual([]);
  });

  test("reach the parts", async () => {
    const parts = ["viewer", "controls", "threshold", "chart", "message", "poster"];
    const style = parts.map((part, i) => `ndpeek-viewer::part(${part}) { outline: ${i + 1}px solid red }`).join("\n");
    stage.files.set("/poster.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>');
    const body = `<ndpeek-viewer rows="5" controls="all" poster="poster.svg"></ndpeek-viewer>`;
    const { page, noise } = await stage.open({ body, style });
    await waitForReady(page);
    const widths = await page.$eval(
      "ndpeek-viewer",
      ({ shadowRoot }, parts) =>
        parts.map((part) => getComputedStyle(shadowRoot!.querySelector(`[part~=${part}]`)!).outlineWidth),
      parts,
    );
    expect(widths).toEqual(parts.map((_, i) => `${i + 1}px`));
    expect(noise).toEqual([]);
  });
});
