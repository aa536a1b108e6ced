module.exports = {
  title: "Blob notes",
  url: "https://example.org",
  baseUrl: "/",
  onBrokenLinks: "throw",
  clientModules: [require.resolve("./src/ndpeek.js")],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
  themeConfig: {
    navbar: { title: "Blob notes" },
    colorMode: { respectPrefersColorScheme: true },
  },
};
