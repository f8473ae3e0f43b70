// A program that letters are written in, as the panel knows it. Three hosts have the same four:
//   letter()                                    {docx} or {text}, with a name: what is to be checked
//   paragraphs()                                the words of its paragraphs, in order
//   select(paragraph, start, end)               shows these characters of a paragraph
//   replace(paragraph, start, end, words)       puts words in their place, as one step that the program can undo
// All give promises. This one is a text field of the page, to try the panel without any program.
export function textHost(field) {
  const offsetOf = (paragraph) => field.value.split("\n").slice(0, paragraph).reduce((sum, line) => sum + line.length + 1, 0);

  async function select(paragraph, start, end) {
    const offset = offsetOf(paragraph);
    field.focus();
    field.setSelectionRange(offset + start, offset + end);
  }

  return {
    letter: async () => ({ text: field.value, name: "письмо" }),
    paragraphs: async () => field.value.split("\n"),
    select,
    async replace(paragraph, start, end, words) {
      await select(paragraph, start, end);
      // What the browser itself types can be undone in it; the other way is for those without that command.
      if (!document.execCommand("insertText", false, words)) field.setRangeText(words);
    },
  };
}
