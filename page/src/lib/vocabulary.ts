/** Which words may stand at a key: the society's acts and decisions, or what the rules name themselves. */
import { at, type Path } from "./edit";
import type { Rules, Words } from "./types";

export interface Word {
  id: string;
  title: string;
}

/** The entries of a list of the rules, by id. */
function own(rules: Rules, path: Path): Word[] {
  const entries = (at(rules, path) ?? []) as { id?: string; title?: string }[];
  return entries.flatMap(({ id, title }) => (id ? [{ id, title: title ?? id }] : []));
}

/** The words for the key at the end of a path; undefined where any text may stand. */
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
      return path.length > 1 && !firms ? own(rules, ["partners"]) : undefined;
    case "operators":
      return path.length > 1 ? own(rules, ["operators"]) : undefined;
    case "operator":
      return own(rules, ["operators"]);
    case "band":
      return own(rules, firms ? ["firms", "bands"] : ["bands"]);
    case "not_listed":
    case "after":
      return own(rules, firms ? ["firms", "lists"] : ["lists"]);
    default:
      return undefined;
  }
}
