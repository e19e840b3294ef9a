/** What the parts of a regime are called on the page. */
import type { Value, Words } from "./types";
import { capital, spaced } from "./words";

type Table = { [key: string]: Value };

/** The name of a list entry: the title of its activity or decision, or its own. */
export function named(entry: Value, words: Words): string {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return String(entry);
  const table = entry as Table;
  const about = table.activity ?? table.decision ?? table.title ?? table.id ?? "";
  const perk = table.decision && table.operator ? ": a perk of membership" : "";
  return capital(title(String(about), words)) + perk;
}

/** The title of an activity or decision; any other word with its hyphens as spaces. */
export function title(id: string, words: Words): string {
  const lists = [words.activities, words.decisions, words.firm_activities, words.firm_decisions];
  const found = lists.flat().find((each) => each.id === id);
  return found?.title ?? spaced(id);
}

const SECTIONS: Record<string, [string, string]> = {
  operators: ["Operators", "Who runs each score, and which sources report to it."],
  phases: ["Phases", "When the score is voluntary and when it is mandatory."],
  partners: ["Who watches", "What each source sees, about whom, and how reliably."],
  ratings: ["Points for each act", "Points added or taken for one unit of an act, and the monthly limit."],
  score: ["The score", "Its scale, how points fade, and whether friends’ scores count."],
  bands: ["Bands", "Named ranges of the score."],
  rank: ["Rank", "Whether everyone’s rank is public."],
  lists: ["Lists", "Who is put on a blacklist or a red list, and for how long."],
  gates: ["What the score decides", "The score that each decision requires, and what a refusal does."],
  rights: ["Rights", "What people can do about a score. A right that is switched off is denied."],
  facts: ["Facts for the law", "Declared facts for the legal check. They do not change the simulation."],
  firms: ["Firms", "How firms are watched, scored, listed and refused."],
};

export const section = (key: string): [string, string] => SECTIONS[key] ?? [capital(spaced(key)), ""];
