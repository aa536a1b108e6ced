import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Blob notes",
  // Vue leaves the element to the browser.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "ndpeek-viewer" } } },
  themeConfig: {
    sidebar: [
      { text: "Blobs and their areas", link: "/" },
      { text: "How the images are drawn", link: "/drawing" },
    ],
  },
});
