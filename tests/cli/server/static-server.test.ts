import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { serveFolder } from "../../../cli/server/static-server.mjs";
import { ask } from "../../fixtures/ask.ts";
import { emptyFolder } from "../../fixtures/run-cli.ts";

/** A folder that is served until the test is over, and the port. */
async function served(files: Readonly<Record<string, string | Uint8Array>>, prefix?: string) {
  const root = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  const { url, close } = await serveFolder(root, prefix);
  onTestFinished(close);
  return { root, url, port: Number(new URL(url).port), close };
}

describe("a served folder", () => {
  it("answers 500 where the file system refuses, 404 for a folder or a pipe, and goes on", async () => {
    const { root, port } = await served({ "empty.json": "" });
    mkdirSync(join(root, "folder"));
    symlinkSync("circle.js", join(root, "circle.js"));
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(await ask(port, "/circle.js")).toMatchObject({ status: 500, body: Buffer.from("The file cannot be read.\n") });
    expect(await ask(port, "/folder")).toMatchObject({ status: 404 });
    expect(await ask(port, "/pipe")).toMatchObject({ status: 404 });
    expect(await ask(port, "/empty.json")).toMatchObject({ status: 200, headers: { "content-length": "0" } });
  });

  it("lies under its prefix and nowhere else", async () => {
    const { url, port } = await served({ "index.html": "<p>", "a b.txt": "text" }, "/some/dir/");
    expect(url).toBe(`http://127.0.0.1:${port}/some/dir/`);
    const statusOf = async (path: string) => [path, (await ask(port, path)).status];
    for (const path of ["/some/dir/", "/some/dir/index.html?a#b", "/some/dir/a%20b.txt"]) {
      expect(await statusOf(path)).toEqual([path, 200]);
    }
    for (const path of ["/", "/index.html", "/some/dir", "/some/dir/../index.html", "/some/dir//etc/passwd", "/other/dir/"]) {
      expect(await statusOf(path)).toEqual([path, 404]);
    }
  });

  it.each([
    ["a.css", "text/css; charset=utf-8"],
    ["a.HTML", "text/html; charset=utf-8"],
    ["a.mjs", "text/javascript; charset=utf-8"],
    ["a.svg", "image/svg+xml"],
    ["a.wasm", "application/wasm"],
    ["a.woff2", "font/woff2"],
    ["a.npy", "application/octet-stream"],
    [".zarray", "application/octet-stream"],
  ])("sends %s as %s", async (name, type) => {
    const { port } = await served({ [name]: "x" });
    expect((await ask(port, `/${name}`)).headers).toMatchObject({ "content-type": type, "x-content-type-options": "nosniff" });
  });

  it("stops at once, while a browser holds a connection open", async () => {
    const { port, close } = await served({});
    const held = connect(port, "127.0.0.1");
    await new Promise((done) => held.once("connect", done));
    const cut = new Promise((done) => held.once("close", done));
    const start = performance.now();
    await close();
    await cut;
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("a byte range", () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) >> 3);
  const size = bytes.length;

  it.each([
    ["bytes=0-0", 0, 1],
    ["bytes=5-9", 5, 10],
    ["bytes=100-", 100, size],
    ["bytes=-7", size - 7, size],
    ["bytes=199990-999999", 199_990, size],
    ["bytes=-999999", 0, size],
    ["BYTES= 5-9 ", 5, 10],
  ])("%s is answered with those bytes and where they lie", async (range, start, end) => {
    const { port } = await served({ "a.npy": bytes });
    const { status, headers, body } = await ask(port, "/a.npy", "GET", { range });
    expect({ status, range: headers["content-range"], length: headers["content-length"] }).toEqual({
      status: 206,
      range: `bytes ${start}-${end - 1}/${size}`,
      length: String(end - start),
    });
    expect(body.equals(bytes.subarray(start, end))).toBe(true);
  });

  it.each(["bytes=200000-", "bytes=300000-400000", "bytes=-0"])("%s lies beyond the file: 416 and the size", async (range) => {
    const { port } = await served({ "a.npy": bytes });
    const answer = await ask(port, "/a.npy", "GET", { range });
    expect(answer).toMatchObject({ status: 416, headers: { "content-range": `bytes */${size}` } });
  });

  it.each(["bytes=9-5", "bytes=0-1,3-4", "bytes=-", "bytes=a-b", "lines=0-1"])(
    "%s is ignored, and the whole file sent",
    async (range) => {
      const { port } = await served({ "a.npy": bytes });
      const { status, headers, body } = await ask(port, "/a.npy", "GET", { range });
      expect([status, headers["accept-ranges"], headers["content-range"]]).toEqual([200, "bytes", undefined]);
      expect(body.equals(bytes)).toBe(true);
    },
  );

  it("is ignored beside If-Range, which names a version that the server never gave, and for HEAD", async () => {
    const { port } = await served({ "a.npy": bytes });
    const range = "bytes=5-9";
    expect(await ask(port, "/a.npy", "GET", { range, "if-range": '"x"' })).toMatchObject({ status: 200 });
    const head = await ask(port, "/a.npy", "HEAD", { range });
    expect(head).toMatchObject({ status: 200, headers: { "content-length": String(size), "accept-ranges": "bytes" } });
    expect(head.body).toHaveLength(0);
  });

  it("of an empty file cannot be had", async () => {
    const { port } = await served({ "empty.npy": "" });
    const answer = await ask(port, "/empty.npy", "GET", { range: "bytes=0-9" });
    expect(answer).toMatchObject({ status: 416, headers: { "content-range": "bytes */0" } });
  });
});
