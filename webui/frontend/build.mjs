// Builds ../static/dist: app for every page, editor for the page of a letter alone, texts for that of a reply text; `--watch` builds again whenever a source changes.
import { build, context } from "esbuild";

const options = {
  absWorkingDir: import.meta.dirname ?? new URL(".", import.meta.url).pathname,
  entryPoints: [
    "src/app.js", "src/app.css", "src/editor.js", "src/editor.css", "src/texts.js", "src/texts.css", "src/rules.js",
  ],
  outdir: "../static/dist",
  bundle: true,
  minify: true,
  format: "iife",
  // Browsers of the last four years: offices update slowly.
  target: ["es2021", "chrome100", "firefox100", "safari15.4"],
  legalComments: "linked",
  logLevel: "warning",
};

if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
