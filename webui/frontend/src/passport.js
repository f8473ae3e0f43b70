// The page of passports: files are chosen or dropped anywhere on it.
import { dropZone } from "./drop.js";

export function passportPage() {
  const form = document.querySelector("[data-passport]");
  if (!form) return;
  dropZone(form, { instead: "Выберите меньше файлов.", chosen: () => form.querySelector("button").focus() });
}
