// Р7-Офис and ONLYOFFICE, by the messages that their editor and a plug-in's page send each other; see host-text.js for what a host is.
// The editor runs commands as text: each of them has to be whole by itself. Its own script for plug-ins is not needed.
const COMMANDS = {
  paragraphs: () => {
    const all = Api.GetDocument().GetAllParagraphs();
    return all.map((each) => each.GetText({ Numbering: false, NewLineSeparator: "\n", TabSymbol: "\t" }).replace(/\r?\n?$/, ""));
  },
  select: ({ paragraph, start, end, words }) => {
    const it = Api.GetDocument().GetAllParagraphs()[paragraph];
    // Versions differ in whether the last character is counted in.
    const ranges = [it.GetRange(start, end - 1), it.GetRange(start, end)];
    const found = ranges.find((each) => each && each.GetText().trim() === words.trim());
    if (found) found.Select();
    return Boolean(found);
  },
};

/** The host in the editor around `page` (its window); `guid` is that of config.json. */
export function onlyofficeHost(page, guid) {
  const waiting = [];
  let tellReady;
  const ready = new Promise((take) => { tellReady = take; });
  const tell = (message) => page.parent.postMessage(JSON.stringify({ guid, ...message }), "*");

  page.addEventListener("message", (event) => {
    if (event.source !== page.parent) return;
    const told = parsed(event.data);
    if (told?.guid !== guid) return;
    if (told.type === "plugin_init") tell({ type: "initialize_internal" });
    if (told.type === "init") tellReady(told);
    if (told.type === "onCommandCallback") waiting.shift()?.(told.commandReturnData);
    if (told.type === "onMethodReturn") waiting.shift()?.(told.methodReturnData);
  });
  tell({ type: "initialize" });

  async function ask(message) {
    await ready;
    return new Promise((take) => {
      waiting.push(take); // the editor answers in the order in which it is asked
      tell(message);
    });
  }
  const command = (name, given = {}) => ask({ type: "command", data: `(${COMMANDS[name]})(${JSON.stringify(given)})`, recalculate: false });
  const paragraphs = async () => (await command("paragraphs")) ?? [];

  async function select(paragraph, start, end) {
    const words = (await paragraphs())[paragraph].slice(start, end);
    if (!(await command("select", { paragraph, start, end, words }))) throw new Error("not selected");
  }

  return {
    letter: async () => ({ text: (await paragraphs()).join("\n"), name: "письмо" }),
    paragraphs,
    select,
    async replace(paragraph, start, end, words) {
      await select(paragraph, start, end);
      await ask({ type: "method", methodName: "PasteText", data: [words] });
    },
  };
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
