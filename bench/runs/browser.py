"""How long a person waits at the screen: the first page, and findings after a sentence has been edited.

    python bench/runs/browser.py [--times 30]

A service of its own on loopback, one executor, Debian's Chromium. Printed are the median, the 95th percentile and the
longest in milliseconds of: the first page, from asking to loaded; an answer about the text, from its question to the
findings laid on the page; and the whole wait, from the last key (the pause before a question is in it).
Exit 0 when the medians are within what is promised.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

from bench.runs.load import PASSWORD, ROOT, SENTENCES, free_port, p95, prepare, wait_for

GOALS_MS = {"first page": 200, "answer": 150, "from the last key": 333}

_WATCH = """() => {
  const tally = document.querySelector("[data-tally]");
  window.waits = [];
  let key = 0;
  addEventListener("keydown", () => (key = performance.now()), true);
  new MutationObserver(() => {
    if (tally.classList.contains("old")) return;
    requestAnimationFrame(() => {
      const asked = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/live")).pop();
      if (asked) waits.push([performance.now() - asked.startTime, performance.now() - key]);
      performance.clearResourceTimings();
    });
  }).observe(tally, { attributes: true, attributeFilter: ["class"] });
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), 1)
        port = free_port()
        load = str(Path(__file__).with_name("load.py"))
        here = [sys.executable, load, "--serve", str(port), "--data", folder, "--processes", "1"]
        service = subprocess.Popen(here, cwd=ROOT)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base)
            return print_waits(measure_waits(base, asked.times))
        finally:
            service.terminate()
            service.wait()


def measure_waits(base: str, times: int) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        first = first_pages(browser, base, times)
        answers, whole = edits(browser, base, times)
        browser.close()
    return {"first page": first, "answer": answers, "from the last key": whole}


def first_pages(browser: "Browser", base: str, times: int) -> list[float]:
    """The page as a visitor who has never been there gets it, each time with an empty cache."""
    waits = []
    for _ in range(times + 3):
        context = browser.new_context()
        page = context.new_page()
        page.goto(base)
        waits.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        context.close()
    return waits[3:]


def edits(browser: "Browser", base: str, times: int) -> tuple[list[float], list[float]]:
    page = browser.new_context().new_page()
    page.goto(f"{base}/sign-in")
    page.fill("#login", "load1")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"{base}/letters/1/edit")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.wait_for_timeout(3000)
    page.evaluate(_WATCH)
    for number in range(times + 5):
        type_line(page, f"{SENTENCES[number % len(SENTENCES)]} Пункт {number}.")
    waits = page.evaluate("waits")[5:]
    return [answer for answer, _ in waits], [whole for _, whole in waits]


def type_line(page: "Page", sentence: str) -> None:
    """The last line of the text is written anew, as quickly as one who types well, and looked at."""
    page.keyboard.press("Shift+Home")
    page.keyboard.insert_text(sentence[:-2])
    page.keyboard.press(sentence[-2])
    page.keyboard.press(sentence[-1])
    page.wait_for_timeout(1500)


def print_waits(waits_ms: dict[str, list[float]]) -> int:
    print(f"{'':<20}{'count':>7}{'median':>9}{'p95':>9}{'longest':>9}{'goal':>9}")
    for kind, times in waits_ms.items():
        print(
            f"{kind:<20}{len(times):>7}{statistics.median(times):>9.0f}{p95(times):>9.0f}{max(times):>9.0f}{GOALS_MS[kind]:>9}"
        )
    good = all(times and statistics.median(times) <= GOALS_MS[kind] for kind, times in waits_ms.items())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
