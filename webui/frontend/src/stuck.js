// What stays above a page while it is scrolled: fields, places and columns beside keep below it.

export function stuckHead() {
  const stuck = document.querySelector(".stuck");
  if (!stuck) return;
  const tell = () => {
    const height = getComputedStyle(stuck).position === "sticky" ? stuck.offsetHeight : 0;
    document.documentElement.style.setProperty("--bar", `${height}px`);
  };
  // Messages come and go in it; a narrow window lets it scroll away.
  new ResizeObserver(tell).observe(stuck);
}
