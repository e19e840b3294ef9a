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

export interface Refusal {
  month: number;
  decision: string;
  answer: string;
  /** What the same request met in the other city that month. */
  there: string;
  led: string;
}

const LIVED: [string, string][] = [
  ["employed", "in work"],
  ["home-owner", "in a home of their own"],
  ["partnered", "with a partner"],
  ["papers", "with papers in order"],
];

/** What was refused, what the twin was answered, and how many months of what the two lives differ by from then on. */
export function refusals(life: Life, twin: Life, words: Words): Refusal[] {
  return life.decisions
    .filter(({ answer }) => answer !== "granted")
    .map(({ month, decision, answer }) => ({
      month,
      decision: capital(title(decision, words)),
      answer: spaced(answer),
      there: spaced(twin.decisions.find((each) => each.month === month && each.decision === decision)?.answer ?? "not asked"),
      led: since(life, twin, month),
    }));
}

/** Months in each state from a month on, less those of the twin. */
function since(life: Life, twin: Life, month: number): string {
  const months = ({ states }: Life, state: string) => states[state]!.slice(month + 1).reduce((sum, each) => sum + each, 0);
  const found = LIVED.flatMap(([state, name]) => {
    const gap = months(life, state) - months(twin, state);
    return gap === 0 ? [] : [`${gap < 0 ? `${-gap} fewer` : `${gap} more`} months ${name}`];
  });
  return found.join("; ") || "no difference";
}

export interface Stretch {
  state: string;
  from: number;
  to: number;
}

export const STATE_NAMES: Record<string, string> = {
  employed: "In work", "home-owner": "Own home", partnered: "Partner", papers: "Papers", strained: "Money troubles", ill: "Ill", listed: "On a list",
};

/** The stretches of months in which each state holds. */
export function stretches(life: Life): Stretch[] {
  const found: Stretch[] = [];
  for (const [state, months] of Object.entries(life.states)) {
    months.slice(0, life.alive).forEach((holds, month) => {
      const last = found.at(-1);
      if (!holds) return;
      if (last?.state === state && last.to === month) last.to = month + 1;
      else found.push({ state, from: month, to: month + 1 });
    });
  }
  return found.map((each) => ({ ...each, state: STATE_NAMES[each.state] ?? each.state }));
}

/** Every change of the score, month by month, with its reason and who reported it; the latest first. */
export function entries(life: Life, words: Words): { month: number; name: string; partner: string; points: number }[] {
  return life.changes.map((change) => ({ month: change.month, name: reason(change, words), partner: spaced(change.partner ?? ""), points: change.points })).reverse();
}

const PARTINGS: Record<string, string> = {
  death: "One of them died: tie to",
  "by itself": "Grew apart from",
  "dropped by": "Dropped, for standing lower, by",
  dropped: "Dropped, for standing lower, their friend",
  met: "Made friends with",
};

export const parting = (why: string): string => PARTINGS[why] ?? why;
