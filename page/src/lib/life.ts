/** A life put in the order in which it is read. */
import { title } from "./names";
import type { Change, Life, Words } from "./types";
import { capital, spaced } from "./words";

export interface Point {
  month: number;
  score: number;
}

const OTHER: Record<string, string> = {
  decay: "old points fade",
  friends: "the friends’ scores",
  rounding: "rounding",
  clip: "the ends of the scale",
  correction: "a false record struck",
};

/** The score after each month; points are whole thousandths, so that the sum is exact. */
export function course(life: Life): Point[] {
  if (life.start === null) return [];
  const moved = new Map<number, number>();
  for (const { month, points } of life.changes) moved.set(month, (moved.get(month) ?? 0) + Math.round(points * 1000));
  let score = Math.round(life.start * 1000);
  return [...moved].sort(([a], [b]) => a - b).map(([month, by]) => ({ month, score: (score += by) / 1000 }));
}

export interface Reason {
  name: string;
  points: number;
  months: number;
  partner: string;
}

export function reasons(life: Life, words: Words): Reason[] {
  const found = new Map<string, Reason>();
  for (const change of life.changes) {
    const [name, partner] = [reason(change, words), spaced(change.partner ?? "")];
    const key = `${name}/${partner}`;
    const kept = found.get(key) ?? { name, partner, points: 0, months: 0 };
    kept.points += Math.round(change.points * 1000);
    kept.months += 1;
    found.set(key, kept);
  }
  const all = [...found.values()].map((each) => ({ ...each, points: each.points / 1000 }));
  return all.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function reason(change: Change, words: Words): string {
  if (change.activity === null) return capital(OTHER[change.reason] ?? spaced(change.reason));
  const act = title(change.activity, words);
  if (change.reason === "false record") return `Falsely recorded: ${act}`;
  return capital(change.reason === "cap" ? `${act}: the most that counts in a month` : act);
}

export interface Asked {
  decision: string;
  answers: Record<string, number>;
}

export function asked(life: Life, words: Words): Asked[] {
  const found = new Map<string, Asked>();
  for (const { decision, answer } of life.decisions) {
    const kept = found.get(decision) ?? { decision: capital(title(decision, words)), answers: {} };
    kept.answers[answer] = (kept.answers[answer] ?? 0) + 1;
    found.set(decision, kept);
  }
  return [...found.values()];
}
