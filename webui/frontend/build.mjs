// Builds ../static/dist: app for every page, editor for the page of a letter alone, texts for that of a reply text, and
// the pictures of buttons as one file; `--watch` builds again whenever a source changes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";

const home = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const icons = [
  "at-sign", "arrow-left", "arrow-right", "bell", "book-open", "bookmark", "building-2", "calendar-check", "chart-column", "check", "chevron-down",
  "chevron-right", "circle-alert", "circle-check", "circle-help", "clock", "copy", "download", "ellipsis", "external-link", "eye",
  "file-check", "file-text", "funnel", "history", "house", "inbox", "info", "key-round", "keyboard", "log-out", "mail", "mails",
  "message-square", "monitor", "moon", "paperclip", "pencil", "phone", "plus", "printer", "redo-2", "rows-2", "rows-4", "scroll-text", "search", "send",
  "settings", "shield-check", "sliders-horizontal", "square-check", "star", "sun", "text-quote", "trash-2", "triangle-alert", "undo-2", "user",
  "users", "x",
];

const options = {
  absWorkingDir: home,
  entryPoints: [
    "src/app.js", "src/app.css", "src/editor.js", "src/editor.css", "src/texts.js", "src/texts.css", "src/rules.js", "src/incoming.js",
    "src/panel.js", "src/panel.css",
  ],
  outdir: "../static/dist",
  bundle: true,
  minify: true,
  format: "iife",
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
  // Browsers of the last four years: offices update slowly.
  target: ["es2021", "chrome100", "firefox100", "safari15.4"],
  legalComments: "linked",
  logLevel: "warning",
};

await mkdir(`${home}/../static/dist`, { recursive: true });
const symbols = await Promise.all(icons.map(async (name) => {
  const svg = await readFile(`${home}/node_modules/lucide-static/icons/${name}.svg`, "utf8");
  const drawn = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawn}</symbol>`;
}));
symbols.push('<symbol id="letterkit" viewBox="0 0 32 32" fill="none"><rect x="5" y="2" width="22" height="28" rx="4" stroke="currentColor" stroke-width="2.4"/><path d="m10 16 5 5 8-10" stroke="var(--good, currentColor)" stroke-width="3.2"/></symbol>');
await writeFile(`${home}/../static/dist/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence, lucide.dev/license -->${symbols.join("")}</svg>\n`);
if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
