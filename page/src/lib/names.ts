/** What the clauses of a regime are called on the page. */
import type { Value, Words } from "./types";
import { capital, spaced } from "./words";

type Table = { [key: string]: Value };

/** The name of one entry of a list: its title, or that of the activity or decision it is about. */
export function named(entry: Value, words: Words): string {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return String(entry);
  const table = entry as Table;
  const about = table.activity ?? table.decision ?? table.title ?? table.id ?? "";
  return capital(title(String(about), words));
}

/** The title of an activity or a decision; any other word with spaces for hyphens. */
export function title(id: string, words: Words): string {
  const lists = [words.activities, words.decisions, words.firm_activities, words.firm_decisions];
  const found = lists.flat().find((each) => each.id === id);
  return found?.title ?? spaced(id);
}

const SECTIONS: Record<string, [string, string]> = {
  operators: ["Operators", "Who runs a score, and which partners report to it."],
  phases: ["Phases", "When it is voluntary, and when it is for all."],
  partners: ["Who watches", "What each partner sees, of whom, and how well."],
  ratings: ["Points for each act", "Signed points for one unit; the most that a month of it moves the score."],
  score: ["The one number", "Its scale, how it forgets, and the friends’ part."],
  bands: ["Bands", "Stretches of the scale."],
  rank: ["The rank", "Whether everyone’s place is open to all."],
  lists: ["Lists", "Who comes on the black and the red list, and for how long."],
  gates: ["What the score decides", "The line that each decision asks for, and what a refusal does."],
  rights: ["Rights", "What people can do about it; a right that is off is withheld."],
  facts: ["What the law asks", "Declared facts that no run depends on; the linter reads them."],
  firms: ["Firms", "How companies are watched, scored, listed and refused."],
};

export const section = (key: string): [string, string] => SECTIONS[key] ?? [capital(spaced(key)), ""];
