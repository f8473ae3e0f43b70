// Keys that work anywhere on the page. They go by place, not by letter: a Russian layout must not switch them off.

export function editorKeys({ step, take, save }) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function actionOf(event) {
    const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isControl && !event.shiftKey && event.code === "KeyS") return save;
    if (event.ctrlKey || event.metaKey) return null;
    if (event.key === "F8" && !event.altKey) return () => step(event.shiftKey ? -1 : 1);
    const digit = event.altKey && !event.shiftKey && /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
    return digit ? () => take(Number(digit[1]) - 1) : null;
  }
}
