// A button beside something shown once: copies it, and says so on itself.
export function copyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.addEventListener("click", async () => {
      field.select();
      button.textContent = (await copied(field.value)) ? "Скопировано" : "Нажмите Ctrl+C";
    });
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS there is no clipboard for scripts: the old way copies what is selected.
    return document.execCommand("copy");
  }
}
