import { defineConfig, loadEnv } from "vite";

/** Where `servanda serve` answers while the page is developed with `npm run dev`. */
const server = loadEnv("", ".", "SERVANDA_")["SERVANDA_URL"] ?? "http://127.0.0.1:8765";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/servanda/web/static",
    emptyOutDir: true,
    // Browsers with light-dark(), the popover attribute and the highlight API; nothing is transpiled for older ones.
    target: ["chrome125", "firefox128", "safari17.5"],
    // Data addresses would need font-src data: in the policy; every asset is a file with a hash in its name.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // What all views share is one file, not twenty: a first visit waits for few answers.
        codeSplitting: { groups: [{ name: "shared", test: /src\/(api|parts|shell|words|strings)|node_modules\/preact/ }] },
      },
    },
  },
  server: { proxy: { "/api": { target: server, changeOrigin: true } } },
});
