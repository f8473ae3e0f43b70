// The panel's modules without a browser: places and reviews by tables, hosts against what their programs are asked (Word: word/word.test.mjs).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const sources = new URL("../../../webui/frontend/src/", import.meta.url);
const from = (name) => import(new URL(name, sources));
const { find, linesOf } = await from("panel-places.js");
const { Review } = await from("panel-review.js");
const { Refused, service } = await from("panel-service.js");
const { onlyofficeHost } = await from("host-onlyoffice.js");
const { textHost } = await from("host-text.js");

const cases = JSON.parse(await readFile(new URL("places.json", import.meta.url), "utf8"));
for (const { says, line, words, start = line.indexOf(words), nth = 0, now, found } of cases) {
  test(`words are found again: ${says}`, () => {
    const told = find({ line, start, end: start + words.length, nth }, now);
    if (found === null) return assert.equal(told, null);
    const [number, at, changed] = found;
    const begins = typeof at === "string" ? now[number].indexOf(at) : at;
    assert.deepEqual(told, { number, start: begins, end: begins + words.length, changed });
  });
}

test("lines of paragraphs know where they begin", () => {
  assert.deepEqual(linesOf(["а\vбв", "г"]), [
    { words: "а", paragraph: 0, before: 0 }, { words: "бв", paragraph: 0, before: 2 }, { words: "г", paragraph: 1, before: 0 },
  ]);
});

const place = (start, end, ...suggestions) => ({ start, end, page: 1, suggestions });
const told = (clause, level, at, ...others) => ({ code: "a.b", clause, level, message: "м", advice: null, ...at, others });
const report = (text, ...findings) => ({ text, findings, not_checked: [{ code: "card.none", why: "нет карточки." }, { code: "x", why: "нет печати." }] });

test("a review groups findings by clause and counts them", () => {
  const review = new Review(report("слово", told(null, "advice", place(0, 5)), told("10.1", "error", place(0, 1), place(1, 2)), told("3.3", "error", place(null, null))));
  assert.deepEqual(review.groups().map(([name, found]) => [name, found.length]), [["Пункт 3.3", 1], ["Пункт 10.1", 2], ["Вне пунктов Порядка", 1]]);
  assert.equal(review.summary(), "3 ошибки, 1 совет");
  assert.deepEqual(review.notChecked, ["нет печати."]);
});

test("places count as programs of offices do, not in code points", () => {
  const review = new Review(report("Да.\n😀 Данный вопрос", told("3.7", "error", place(6, 12, "Этот"))));
  assert.deepEqual(review.place(review.findings[0]), { line: "😀 Данный вопрос", start: 3, end: 9, nth: 0 });
});

test("a mend moves what stands after it, and is taken back", () => {
  const review = new Review(report("Согласно приказа работы идут.", told("3.3", "error", place(0, 16, "По приказу")), told("3.7", "error", place(17, 23))));
  const { mended, old, takeBack } = review.mend(review.findings[0], "По приказу");
  assert.equal(review.text, "По приказу работы идут.");
  assert.deepEqual(review.place(review.findings[0]), { line: review.text, start: 11, end: 17, nth: 0 });
  assert.deepEqual([review.place(mended).start, review.place(mended).end, old], [0, 10, "Согласно приказа"]);
  takeBack();
  assert.equal(review.findings.length, 2);
});

test("the service is asked with the token alone, its refusals are shown as they are", async () => {
  const asked = [];
  const answering = (status, body) => async (path, options) => {
    asked.push([path, options.credentials, options.headers["Authentication-Token"]]);
    return new Response(JSON.stringify(body), { status });
  };
  await service("ключ-1", answering(200, {})).check({ docx: new Uint8Array([1]), name: "а" });
  assert.deepEqual(asked, [["/api/v1/check", "omit", "ключ-1"]]);
  await assert.rejects(service("x", answering(401, { error: "Нужно войти." })).me(), new Refused("Нужно войти."));
  await assert.rejects(service("x", async () => { throw new TypeError(); }).me(), /не отвечает/u);
});

/** The editor around the page, as its own scripts answer (sdkjs/common/plugins.js): commands are run, one after another. */
function editor(lines, guid, cut = (line, start, end) => line.slice(start, end + 1)) {
  const asked = [];
  let listen = null;
  const Api = { GetDocument: () => ({ GetAllParagraphs: () => lines.map((line, number) => ({
    GetText: () => `${line}\r\n`,
    GetRange: (start, end) => ({ GetText: () => cut(line, start, end), Select: () => asked.push(`select ${number} ${cut(line, start, end)}`) }),
  })) }) };
  const parent = { postMessage(data) {
    const told = JSON.parse(data);
    assert.equal(told.guid, guid);
    const answer = (more) => queueMicrotask(() => listen({ source: parent, data: JSON.stringify({ guid, ...more }) }));
    if (told.type === "initialize") answer({ type: "plugin_init", data: "scripts of the editor's own" });
    if (told.type === "initialize_internal") answer({ type: "init", lang: "ru-RU" });
    if (told.type === "command") answer({ type: "onCommandCallback", commandReturnData: new Function("Api", `return ${told.data}`)(Api) });
    if (told.type === "method") {
      asked.push(`${told.methodName} ${told.data}`);
      answer({ type: "onMethodReturn" });
    }
  } };
  return { asked, page: { parent, addEventListener: (_, act) => { listen = act; } }, forge: (data) => listen({ source: {}, data }) };
}

test("Р7 and ONLYOFFICE are asked by their own messages", async () => {
  const { asked, page, forge } = editor(["О доме", "Данный вопрос решён."], "asc.{1}");
  const host = onlyofficeHost(page, "asc.{1}");
  forge(JSON.stringify({ guid: "asc.{1}", type: "onCommandCallback", commandReturnData: ["чужое"] }));
  assert.deepEqual(await host.letter(), { text: "О доме\nДанный вопрос решён.", name: "письмо" });
  await host.replace(1, 0, 6, "Этот");
  assert.deepEqual(asked, ["select 1 Данный", "PasteText Этот"]);
});

test("a version that does not count the last character of a range selects the same, one that gives other words nothing", async () => {
  const { asked, page } = editor(["Данный вопрос"], "asc.{1}", (line, start, end) => line.slice(start, end));
  await onlyofficeHost(page, "asc.{1}").select(0, 0, 6);
  assert.deepEqual(asked, ["select 0 Данный"]);
  const strange = editor(["Данный вопрос"], "asc.{1}", () => "?");
  await assert.rejects(onlyofficeHost(strange.page, "asc.{1}").select(0, 0, 6), /not selected/u);
});

test("a field of the page is a host too", async () => {
  const field = { value: "О доме\nДанный вопрос", focus() {}, setSelectionRange(...range) { field.range = range; }, setRangeText(words) { field.put = words; } };
  globalThis.document = { execCommand: () => false };
  const host = textHost(field);
  await host.replace(1, 0, 6, "Этот");
  assert.deepEqual([field.range, field.put, (await host.letter()).text], [[7, 13], "Этот", field.value]);
});
