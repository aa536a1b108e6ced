import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { offlinePage } from "../../scripts/build/offline-page.mjs";
import { chartHtml } from "../../src/charts/html.ts";

const template = readFileSync(new URL("../../web/offline/offline.html", import.meta.url), "utf8");
const page = offlinePage({ template, script: "console.log(1)", style: "p{color:red}" });

function chartOf(html: string): unknown {
  const [, json] = /<script type="application\/json" id="ndpeek-chart">([^<]*)<\/script>/.exec(html)!;
  return JSON.parse(json!);
}

describe("chartHtml", () => {
  const hostile = "$& $1 $` $' </script><script>alert(1)</script> <!-- \u2028 \u2029 & \" ' \\u003c";

  test("keeps every character of the chart through the page", () => {
    const chart = {
      spec: { title: hostile, data: { values: [{ [hostile]: hostile }] } },
      title: hostile,
      images: "embed" as const,
    };
    const html = chartHtml(page, chart);
    expect(chartOf(html)).toEqual(chart);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.slice(html.indexOf("<main>")).replace(/<h1.*<\/h1>/s, "")).not.toMatch(/[\u2028\u2029]/);
  });

  test("writes the title as text, into the title and the heading", () => {
    const html = chartHtml(page, { spec: {}, title: "a < b & $& </title>", images: "none" });
    expect(html).toContain("<title>a &lt; b &amp; $&amp; &lt;/title&gt;</title>");
    expect(html).toContain('<h1 class="ndpeek-heading-hidden">a &lt; b &amp; $&amp; &lt;/title&gt;</h1>');
  });

  test("shows the heading where it is asked to, whatever the spec holds", () => {
    for (const spec of [{}, { title: "a" }]) {
      const html = chartHtml(page, { spec, title: "T", images: "none", heading: "shown" });
      expect(html).toContain('<h1 class="ndpeek-heading-shown">T</h1>');
      expect(chartHtml(page, { spec, title: "T", images: "none" })).toContain('<h1 class="ndpeek-heading-hidden">T</h1>');
    }
  });

  test("changes nothing else of the page", () => {
    const html = chartHtml(page, { spec: {}, title: "ndpeek", images: "none" });
    const parts = [">ndpeek<", "-hidden", ">ndpeek<", '>{"spec":{},"title":"ndpeek","images":"none"}<'];
    const holes = [">{{title}}<", "-{{heading}}", ">{{title}}<", '>"{{chart}}"<'];
    expect(parts.reduce((text, part, i) => text.replace(part, holes[i]!), html)).toBe(page);
  });

  test("does not take a place named in the data for the page's own", () => {
    const hole = '{{title}} {{heading}} "{{chart}}"';
    const html = chartHtml(page, { spec: { a: hole }, title: hole, images: "none" });
    expect(chartOf(html)).toEqual({ spec: { a: hole }, title: hole, images: "none" });
  });

  test("throws where the page has no place for a chart", () => {
    expect(() => chartHtml("<html></html>", { spec: {}, title: "", images: "none" })).toThrow(
      'page: expected the built offline page with {{title}}, got "<html></html>"',
    );
    expect(() => chartHtml(page.replace('"{{chart}}"', ""), { spec: {}, title: "", images: "none" })).toThrow('with "{{chart}}"');
  });
});

describe("offlinePage", () => {
  test("cannot be ended by the script's own text", () => {
    const made = offlinePage({ template, script: 'const a = "$&</script><!--<script>";', style: "" });
    expect(made).toContain('const a = "$&<\\/script>\\x3c!--<script>";</script>\n</body>');
  });

  test("throws where the template has no place for a part, or two", () => {
    expect(() => offlinePage({ template: "", script: "", style: "" })).toThrow("web/offline/offline.html: expected <meta");
    expect(() => offlinePage({ template: `${template}<style></style>`, script: "", style: "" })).toThrow(
      "expected <style></style> once",
    );
  });
});
