// Fills a template by one engine: node fill.mjs ENGINE TEMPLATE LETTERS.json WARM-UP RESULT.docx
// Prints {"ms_per_letter": …}; RESULT.docx is the last letter. Loading the engine and the warm-up are not counted.
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const engines = {
  async docxtemplater(file) {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const template = readFileSync(file);
    return (letter) => {
      const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      made.render(letter);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async "easy-template-x"(file) {
    const { TemplateHandler } = await import("easy-template-x");
    const template = readFileSync(file);
    const handler = new TemplateHandler();
    return (letter) => handler.process(template, letter);
  },
  async "docx-templates"(file) {
    const { default: made } = await import("docx-templates");
    const createReport = made.default ?? made;
    const template = readFileSync(file);
    // Its own sandbox makes a new context for every expression: without it the engine is at its fastest.
    return (letter) => createReport({ template, data: letter, noSandbox: true });
  },
  async carbone(file) {
    const { default: carbone } = await import("carbone");
    const render = promisify(carbone.render.bind(carbone));
    return (letter) => render(file, letter, {});
  },
};

const [engine, file, data, warmUp, result] = process.argv.slice(2);
const letters = JSON.parse(readFileSync(data, "utf8"));
const fill = await engines[engine](file);
for (const letter of letters.slice(0, Number(warmUp))) await fill(letter);
let last;
const began = performance.now();
for (const letter of letters) last = await fill(letter);
const spent = performance.now() - began;
writeFileSync(result, last);
process.stdout.write(JSON.stringify({ ms_per_letter: spent / letters.length }) + "\n");
process.exit(0);
