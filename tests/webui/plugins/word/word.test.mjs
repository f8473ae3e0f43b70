// The host of Word against Microsoft's stand-in for it: what is read before it was loaded and synced is no value there either.
// The stand-in has no collections, no text and no searches: those are of our making, by Microsoft's own description of them.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

const { OfficeMockObject } = createRequire(new URL("../../../../var/word/", import.meta.url))("office-addin-mock");
const { wordHost } = await import(new URL("../../../../webui/frontend/src/host-word.js", import.meta.url));

/** A collection: `items` are there once it was loaded and synced, what was asked of each of them too. */
class Collection {
  #asked = null;

  constructor(made) {
    this.made = made;
    this.items = "Error, property was not loaded";
  }

  load(names) {
    this.#asked = names.replace("items/", "");
  }

  async sync() {
    if (this.#asked === null) return;
    for (const each of this.made) if (this.#asked !== "items") each.load(this.#asked);
    await Promise.all(this.made.map((each) => each.sync()));
    this.items = this.made;
  }
}

/** Word with a letter of `lines`; `asked` is what was done to it. */
function word(lines, asked) {
  const collections = [];
  const collected = (made) => {
    const collection = new Collection(made);
    collections.push(collection);
    return collection;
  };
  const rangeOf = (line, start, words) => new OfficeMockObject({
    select: () => asked.push(`select ${line}:${start} ${words}`),
    insertText(text, where) {
      asked.push(`${where} ${line}:${start} ${words} → ${text}`);
      lines[line] = lines[line].slice(0, start) + text + lines[line].slice(start + words.length);
      return rangeOf(line, start, text);
    },
  });
  const paragraphOf = (line) => new OfficeMockObject({
    text: lines[line],
    search(escaped, { matchCase }) {
      assert.equal(matchCase, true);
      const words = escaped.replaceAll("^^", "^");
      const starts = [...lines[line].matchAll(RegExp(RegExp.escape?.(words) ?? words.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"), "gu"))].map((found) => found.index);
      return collected(starts.map((start) => rangeOf(line, start, words)));
    },
  });
  return new OfficeMockObject({
    host: "word",
    run(act) {
      const context = new OfficeMockObject({ document: { body: {} } }, "word");
      context.document.body.paragraphs = collected(lines.map((_, line) => paragraphOf(line)));
      context.sync = async () => { await Promise.all(collections.map((each) => each.sync())); };
      return act(context);
    },
  });
}

/** The part of Office.js that all programs share, where nothing has to be loaded; `fault` is a refusal. */
function office(slices, asked, fault = null) {
  const AsyncResultStatus = { Succeeded: "succeeded", Failed: "failed" };
  const answer = (value, done) => done(fault ? { status: AsyncResultStatus.Failed, error: fault } : { status: AsyncResultStatus.Succeeded, value });
  const file = { sliceCount: slices.length, getSliceAsync: (at, done) => answer({ data: slices[at] }, done), closeAsync: () => asked.push("close") };
  const getFileAsync = (kind, options, done) => {
    asked.push(kind);
    answer(file, done);
  };
  return Object.assign(
    new OfficeMockObject({ context: { document: { url: "C:\\Письма\\Ответ.docx", getFileAsync } } }, "outlook"),
    { AsyncResultStatus, FileType: { Compressed: "compressed" } },
  );
}

test("Microsoft's stand-in gives no text that was not loaded", async () => {
  const paragraph = new OfficeMockObject({ text: "О доме" });
  assert.notEqual(paragraph.text, "О доме");
  paragraph.load("text");
  assert.notEqual(paragraph.text, "О доме");
  await paragraph.sync();
  assert.equal(paragraph.text, "О доме");
});

test("Word gives the letter out in slices, under its name, and closes it", async () => {
  const asked = [];
  const host = wordHost(word([], asked), office([[0, 7], [1, 7]], asked));
  assert.deepEqual(await host.letter(), { docx: new Uint8Array([0, 7, 1, 7]), name: "Ответ" });
  assert.deepEqual(asked, ["compressed", "close"]);
});

test("words are searched for in their paragraph, and the right ones of several are selected and replaced", async () => {
  const asked = [];
  const lines = ["О доме", "дом ^ дом"];
  const host = wordHost(word(lines, asked), office([], asked));
  assert.deepEqual(await host.paragraphs(), ["О доме", "дом ^ дом"]);
  await host.select(1, 6, 9);
  await host.replace(1, 4, 5, "–");
  assert.deepEqual(await host.paragraphs(), ["О доме", "дом – дом"]);
  assert.deepEqual(asked, ["select 1:6 дом", "Replace 1:4 ^ → –", "select 1:4 –"]);
});

test("Word's refusal to give the file out is a refusal, not a silence", async () => {
  const host = wordHost(word([], []), office([], [], new Error("no")));
  await assert.rejects(host.letter(), /no/u);
});
