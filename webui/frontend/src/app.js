import "htmx.org";
import { startPage } from "./start.js";
import { deskPage } from "./desk.js";

document.documentElement.classList.add("js");
startPage();
deskPage();
