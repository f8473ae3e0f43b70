// The sections under «Ещё»: the list closes by Escape, by a click beside it and when the focus leaves it.

export function moreSections() {
  const more = document.querySelector(".top .more");
  if (!more) return;
  const close = () => { more.open = false; };
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) close(); });
  more.addEventListener("focusout", (event) => { if (event.relatedTarget && !more.contains(event.relatedTarget)) close(); });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    close();
    more.querySelector("summary").focus();
  });
}
