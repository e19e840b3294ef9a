/** The words allowed at a key: the society's acts and decisions, or entries that the rules themselves define. */
import { at, type Path } from "./edit";
import type { Rules, Words } from "./types";

export interface Word {
  id: string;
  title: string;
}

/** The entries of a list in the rules that have an id. */
function entriesAt(rules: Rules, path: Path): Word[] {
  const entries = (at(rules, path) ?? []) as { id?: string; title?: string }[];
  return entries.flatMap(({ id, title }) => (id ? [{ id, title: title ?? id }] : []));
}

/** The words allowed at the end of a path; undefined where any text is allowed. */
export function vocabulary(path: Path, rules: Rules, words: Words): Word[] | undefined {
  const key = path.findLast((each) => typeof each === "string");
  const firms = path[0] === "firms";
  switch (key) {
    case "sees":
    case "activity":
      return firms ? words.firm_activities : words.activities;
    case "decision":
      return firms ? words.firm_decisions : words.decisions;
    case "blocks":
    case "family_blocks":
    case "opens":
    case "perks":
      return words.decisions;
    case "partners":
      return path.length > 1 && !firms ? entriesAt(rules, ["partners"]) : undefined;
    case "operators":
      return path.length > 1 ? entriesAt(rules, ["operators"]) : undefined;
    case "operator":
      return entriesAt(rules, ["operators"]);
    case "band":
      return entriesAt(rules, firms ? ["firms", "bands"] : ["bands"]);
    case "not_listed":
    case "after":
      return entriesAt(rules, firms ? ["firms", "lists"] : ["lists"]);
    default:
      return undefined;
  }
}
