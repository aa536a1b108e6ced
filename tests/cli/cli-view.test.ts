import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen, stop } from "../../cli/server/static-server.mjs";
import { ask } from "../fixtures/ask.ts";
import { runCli, startCli } from "../fixtures/run-cli.ts";

async function startView(...args: string[]) {
  const { process: child, ended } = startCli(["view", ...args]);
  const url = await new Promise<string>((done, fail) => {
    child.stdout!.on("data", (text: string) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(text);
      if (found) done(found[0]);
    });
    void ended.then(({ stderr }) => fail(new Error(`view ended: ${stderr}`)));
  });
  return { child, ended, port: Number(new URL(url).port) };
}

/** A port that something else listens on. */
async function takenPort(port = 0): Promise<number> {
  const server = createServer();
  onTestFinished(() => stop(server));
  return listen(server, port);
}

describe("ndpeek view", () => {
  it.each([
    ["/", "index.html", "text/html; charset=utf-8"],
    ["/index.html?rows=3", "index.html", "text/html; charset=utf-8"],
    ["/page.js", "page.js", "text/javascript; charset=utf-8"],
    ["/page.css", "page.css", "text/css; charset=utf-8"],
  ])("answers %s with the built file and its type, and HEAD with the same without a body", async (path, file, type) => {
    const { port } = await startView("--port", "0");
    const built = readFileSync(`dist/web/${file}`);
    const got = await ask(port, path);
    expect(got.body.equals(built)).toBe(true);
    const expected = { "content-type": type, "content-length": String(built.length), "x-content-type-options": "nosniff" };
    expect(got).toMatchObject({ status: 200, headers: expected });
    const head = await ask(port, path, "HEAD");
    expect(head).toMatchObject({ status: 200, headers: expected });
    expect(head.body).toHaveLength(0);
  });

  it("answers nothing outside its folder, however the path is written", async () => {
    const { port } = await startView("--port", "0");
    const paths = [
      "/../cli.js",
      "/../../package.json",
      "/%2e%2e/cli.js",
      "/..%2fcli.js",
      "/..%2F..%2Fpackage.json",
      "/%2e%2e%2fcli.js",
      "/..%5ccli.js",
      "/..\\cli.js",
      "/x/../../cli.js",
      "//../cli.js",
      "/../web-other/x",
      "//etc/passwd",
      "/%00",
      "/page.js%00.html",
      "/%",
      "/%ff",
      "/missing.js",
      "/index.html/foo",
      "/index.html/",
      `/${"x".repeat(300)}`,
      `/${"x/".repeat(5000)}`,
      "/.",
      "/..",
    ];
    for (const path of paths) expect([path, (await ask(port, path)).status]).toEqual([path, 404]);
    expect((await ask(port, "/page.js")).status).toBe(200);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    const { port } = await startView("--port", "0");
    expect(await ask(port, "/", method)).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  it("answers to its own names only, whatever resolves to this machine", async () => {
    const { port } = await startView("--port", "0");
    const statusFor = async (host: string) => [host, (await ask(port, "/", "GET", { host })).status];
    for (const host of ["localhost", `localhost:${port}`, "LocalHost", "127.0.0.1", `127.0.0.1:${port}`, "127.0.0.1:81"]) {
      expect(await statusFor(host)).toEqual([host, 200]);
    }
    for (const host of ["example.com", `example.com:${port}`, "localhost.example.com", "127.0.0.1.example.com", "xlocalhost"]) {
      expect(await statusFor(host)).toEqual([host, 403]);
    }
  });

  it("fails in one line where the port that it was given is taken", async () => {
    const port = await takenPort();
    expect(await runCli(["view", "--port", String(port)])).toEqual({
      code: 1,
      stdout: "",
      stderr: `ndpeek: --port: ${port} is taken on 127.0.0.1\n`,
    });
  });

  it("takes a free port where its default one is taken", async () => {
    await takenPort(8000).catch(() => {});
    const { port } = await startView();
    expect(port).not.toBe(8000);
    expect(await ask(port, "/")).toMatchObject({ status: 200 });
  });

  it("ends with 130 on Ctrl-C, an open connection notwithstanding", async () => {
    const { child, ended, port } = await startView("--port", "0");
    await ask(port, "/");
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, stderr: "" });
  });
});
