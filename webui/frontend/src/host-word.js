// Word, by Office.js (WordApi 1.3); see host-text.js for what a host is.
const SLICE = 1 << 20;
const LONGEST = 255; // characters that Word searches for

/**
 * @param {typeof globalThis.Word} Word
 * @param {typeof globalThis.Office} Office
 */
export function wordHost(Word, Office) {
  /** @param {Word.RequestContext} context */
  async function paragraphsIn(context) {
    const found = context.document.body.paragraphs;
    found.load("items/text");
    await context.sync();
    return found.items;
  }

  /**
   * Words of a paragraph as a range: Word counts no characters, so they are searched for, and the right ones of several taken.
   * @param {Word.RequestContext} context @param {number} paragraph @param {number} start @param {number} end
   */
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
      const name = (Office.context.document.url ?? "").replace(/^.*[/\\]/su, "").replace(/\.\w+$/u, "") || "письмо";
      return { docx: await compressed(Office), name };
    },
    paragraphs: () => Word.run(async (context) => (await paragraphsIn(context)).map((each) => each.text)),
    /** @param {number} paragraph @param {number} start @param {number} end */
    select: (paragraph, start, end) => Word.run(async (context) => {
      (await rangeIn(context, paragraph, start, end)).select();
      await context.sync();
    }),
    /** @param {number} paragraph @param {number} start @param {number} end @param {string} words */
    replace: (paragraph, start, end, words) => Word.run(async (context) => {
      (await rangeIn(context, paragraph, start, end)).insertText(words, "Replace").select();
      await context.sync();
    }),
  };
}

/**
 * The document as .docx: Word gives it out in slices.
 * @param {typeof globalThis.Office} Office
 */
async function compressed(Office) {
  /** @type {Office.File} */
  const file = await answered(Office, (done) => Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, done));
  try {
    const parts = [];
    for (let at = 0; at < file.sliceCount; at += 1) {
      /** @type {Office.Slice} */
      const slice = await answered(Office, (done) => file.getSliceAsync(at, done));
      parts.push(Uint8Array.from(slice.data));
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } finally {
    file.closeAsync();
  }
}

/**
 * What Office.js gives to the function that `act` hands over, as a promise; its refusals are rejections.
 * @template T
 * @param {typeof globalThis.Office} Office
 * @param {(done: (result: Office.AsyncResult<T>) => void) => void} act
 * @returns {Promise<T>}
 */
function answered(Office, act) {
  return new Promise((take, refuse) => {
    act((result) => (result.status === Office.AsyncResultStatus.Succeeded ? take(result.value) : refuse(result.error)));
  });
}
