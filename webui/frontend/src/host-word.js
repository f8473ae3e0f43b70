// Word, by Office.js (WordApi 1.3); see host-text.js for what a host is.
const SLICE = 1 << 20;
const LONGEST = 255; // characters that Word searches for

export function wordHost(Word, Office) {
  async function paragraphsIn(context) {
    const found = context.document.body.paragraphs;
    found.load("items/text");
    await context.sync();
    return found.items;
  }

  /** Words of a paragraph as a range: Word counts no characters, so they are searched for, and the right ones of several taken. */
  async function rangeIn(context, paragraph, start, end) {
    const it = (await paragraphsIn(context))[paragraph];
    const words = it.text.slice(start, Math.min(end, start + LONGEST));
    const nth = it.text.slice(0, start).split(words).length - 1;
    const found = it.search(words.replaceAll("^", "^^"), { matchCase: true });
    found.load("items");
    await context.sync();
    return found.items[nth];
  }

  return {
    async letter() {
      const name = (Office.context.document.url ?? "").split(/[/\\]/u).pop().replace(/\.\w+$/u, "") || "письмо";
      return { docx: await compressed(Office), name };
    },
    paragraphs: () => Word.run(async (context) => (await paragraphsIn(context)).map((each) => each.text)),
    select: (paragraph, start, end) => Word.run(async (context) => {
      (await rangeIn(context, paragraph, start, end)).select();
      await context.sync();
    }),
    replace: (paragraph, start, end, words) => Word.run(async (context) => {
      (await rangeIn(context, paragraph, start, end)).insertText(words, "Replace").select();
      await context.sync();
    }),
  };
}

/** The document as .docx: Word gives it out in slices. */
async function compressed(Office) {
  const asked = (act) => new Promise((take, refuse) => {
    act((result) => (result.status === "succeeded" ? take(result.value) : refuse(result.error)));
  });
  const file = await asked((done) => Office.context.document.getFileAsync("compressed", { sliceSize: SLICE }, done));
  try {
    const parts = [];
    for (let at = 0; at < file.sliceCount; at += 1) parts.push(Uint8Array.from((await asked((done) => file.getSliceAsync(at, done))).data));
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } finally {
    file.closeAsync();
  }
}
