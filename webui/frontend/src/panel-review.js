// What a report says, as the panel shows it: findings at their places, by clause.
import { plain } from "./panel-places.js";

export const LEVELS = { error: "Ошибка", warning: "Предупреждение", advice: "Совет" };
const COUNTED = { error: ["ошибка", "ошибки", "ошибок"], warning: ["предупреждение", "предупреждения", "предупреждений"], advice: ["совет", "совета", "советов"] };
const NO_CARD = "card.none"; // there is none here, which goes without saying

export class Review {
  constructor(report) {
    this.text = report.text;
    const units = unitsOf(report.text); // the report counts in code points, programs of offices in UTF-16
    const at = (offset) => (offset === null ? null : units[offset]);
    this.findings = report.findings
      .flatMap((told) => [told, ...told.others].map((place) => ({
        clause: told.clause ?? "", level: told.level, message: told.message, advice: told.advice ?? "",
        start: at(place.start), end: at(place.end), page: place.page, suggestions: place.suggestions,
      })))
      .sort((one, other) => byClause(one.clause, other.clause) || (one.start ?? Infinity) - (other.start ?? Infinity) || 0);
    this.notChecked = [...new Set(report.not_checked.filter((each) => each.code !== NO_CARD).map((each) => each.why))];
  }

  /** [[name of the clause, findings]] in the order of the clauses. */
  groups() {
    const groups = new Map();
    for (const each of this.findings) {
      const name = each.clause ? `Пункт ${each.clause}` : "Вне пунктов Порядка";
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
    return [...groups];
  }

  /** «2 ошибки, 1 совет». */
  summary() {
    const told = Object.entries(COUNTED).flatMap(([level, forms]) => {
      const count = this.findings.filter((each) => each.level === level).length;
      return count ? [`${count} ${formOf(count, forms)}`] : [];
    });
    return told.join(", ") || "Замечаний нет";
  }

  /** {line, start, end, nth} for panel-places; null where there are no words to show. */
  place(finding) {
    if (finding.start === null || finding.start === finding.end) return null;
    const begin = this.text.lastIndexOf("\n", finding.start - 1) + 1;
    const stop = this.text.indexOf("\n", finding.start);
    const line = this.text.slice(begin, stop < 0 ? undefined : stop);
    const before = this.text.slice(0, begin).split("\n").slice(0, -1);
    const nth = before.filter((each) => plain(each) === plain(line)).length;
    return { line, start: finding.start - begin, end: Math.min(finding.end - begin, line.length), nth };
  }

  /** Whether its suggestions can stand in the place of words of one paragraph. */
  mayMend({ start, end, suggestions }) {
    return suggestions.length > 0 && start !== null && start < end && !this.text.slice(start, end).includes("\n");
  }

  /** Notes that `words` stand now in the place of `finding`; returns what takes that back. */
  mend(finding, words) {
    const before = { text: this.text, findings: this.findings };
    const grown = words.length - (finding.end - finding.start);
    this.text = this.text.slice(0, finding.start) + words + this.text.slice(finding.end);
    this.findings = this.findings
      .filter((each) => each !== finding && (each.start === null || each.end <= finding.start || each.start >= finding.end))
      .map((each) => (each.start !== null && each.start >= finding.end ? { ...each, start: each.start + grown, end: each.end + grown } : each));
    const mended = { ...finding, end: finding.start + words.length };
    return { mended, old: before.text.slice(finding.start, finding.end), takeBack: () => Object.assign(this, before) };
  }
}

function unitsOf(text) {
  const units = [];
  let at = 0;
  for (const letter of text) {
    units.push(at);
    at += letter.length;
  }
  return [...units, at];
}

function byClause(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  return one.localeCompare(other, "ru", { numeric: true });
}

/** The form of a word after a number: 1 ошибка, 2 ошибки, 5 ошибок. */
function formOf(count, [one, few, many]) {
  const tens = count % 100;
  const last = count % 10;
  if (tens > 10 && tens < 20) return many;
  if (last === 1) return one;
  return last > 1 && last < 5 ? few : many;
}
