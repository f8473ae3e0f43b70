import "htmx.org";
import { startPage } from "./start.js";
import { deskPage } from "./desk.js";
import { copyButtons } from "./copy.js";
import { reviewPage } from "./review.js";
import { waitingForms } from "./waiting.js";
import { batchPage } from "./batch.js";
import { tableForm } from "./batch-table.js";
import { blankForms } from "./blank.js";

document.documentElement.classList.add("js");
startPage();
deskPage();
copyButtons();
reviewPage();
tableForm();
waitingForms();
batchPage();
blankForms();
