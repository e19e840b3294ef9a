/** Prepares one life for reading: the score, its reasons, requests, states and friends. */
import { title } from "./names";
import type { Change, Life, Words } from "./types";
import { capital, count, spaced } from "./words";

export interface Point {
  month: number;
  score: number;
}

/** Reasons for a change of score that are not an act. */
const REASONS: Record<string, string> = {
  decay: "old points fading",
  friends: "friends’ scores",
  rounding: "rounding",
  clip: "cut off at the end of the scale",
  correction: "correction of a false record",
  repair: "points returned for good conduct",
  expiry: "points returned after time on a list",
  assessment: "a new assessment",
  left: "left the operator",
};

/** The score after each month. Points are whole thousandths, so the sum is exact. */
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
  source: string;
}

/** The points by reason and source, the largest sums first. */
export function reasons(life: Life, words: Words): Reason[] {
  const found = new Map<string, Reason>();
  for (const change of life.changes) {
    const [name, source] = [reason(change, words), spaced(change.partner ?? "")];
    const key = `${name}/${source}`;
    const sum = found.get(key) ?? { name, source, points: 0, months: 0 };
    sum.points += Math.round(change.points * 1000);
    sum.months += 1;
    found.set(key, sum);
  }
  const all = [...found.values()].map((each) => ({ ...each, points: each.points / 1000 }));
  return all.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function reason(change: Change, words: Words): string {
  if (change.activity === null) return capital(REASONS[change.reason] ?? spaced(change.reason));
  const act = title(change.activity, words);
  if (change.reason === "false record") return `False record: ${act}`;
  return capital(change.reason === "cap" ? `${act}: monthly limit` : act);
}

export interface Requests {
  decision: string;
  answers: Record<string, number>;
}

/** How often each decision was requested, by answer. */
export function requests(life: Life, words: Words): Requests[] {
  const found = new Map<string, Requests>();
  for (const { decision, answer } of life.decisions) {
    const row = found.get(decision) ?? { decision: capital(title(decision, words)), answers: {} };
    row.answers[answer] = (row.answers[answer] ?? 0) + 1;
    found.set(decision, row);
  }
  return [...found.values()];
}

const ANSWERS: Record<string, string> = {
  "refused by the gate": "refused by the score",
  "no place left": "no places left",
  "refused for a relative": "refused because of a relative",
};

/** An answer to a request as the page writes it. */
export const answerWords = (answer: string): string => ANSWERS[answer] ?? spaced(answer);

export interface Refusal {
  month: number;
  decision: string;
  answer: string;
  /** The answer to the same request in the other world, in the same month. */
  other: string;
  consequence: string;
}

const COMPARED: [string, string][] = [
  ["employed", "in work"],
  ["home-owner", "in a home of their own"],
  ["partnered", "with a partner"],
  ["papers", "with papers in order"],
];

/** Each refusal, the answer in the other world, and by how many months the two lives differ afterwards. */
export function refusals(life: Life, twin: Life, words: Words): Refusal[] {
  return life.decisions
    .filter(({ answer }) => !answer.startsWith("granted"))
    .map(({ month, decision, answer }) => ({
      month,
      decision: capital(title(decision, words)),
      answer: answerWords(answer),
      other: answerWords(twin.decisions.find((each) => each.month === month && each.decision === decision)?.answer ?? "no request"),
      consequence: afterwards(life, twin, month),
    }));
}

/** Months in each state after a month, minus those of the same person in the other world. */
function afterwards(life: Life, twin: Life, month: number): string {
  const months = ({ states }: Life, state: string) => states[state]!.slice(month + 1).reduce((sum, each) => sum + each, 0);
  const found = COMPARED.flatMap(([state, name]) => {
    const gap = months(life, state) - months(twin, state);
    return gap === 0 ? [] : [`${count(Math.abs(gap), gap < 0 ? "month less" : "month more", gap < 0 ? "months less" : "months more")} ${name}`];
  });
  return found.join("; ") || "no difference";
}

export interface Stretch {
  state: string;
  from: number;
  to: number;
}

export const STATE_NAMES: Record<string, string> = {
  employed: "In work", "home-owner": "Owns a home", partnered: "Has a partner", papers: "Papers in order", strained: "Money troubles", ill: "Ill", listed: "On a list",
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

/** Every change of the score with its reason and source, the latest first. */
export function entries(life: Life, words: Words): { month: number; name: string; source: string; points: number }[] {
  return life.changes.map((change) => ({ month: change.month, name: reason(change, words), source: spaced(change.partner ?? ""), points: change.points })).reverse();
}

const TIE_CHANGES: Record<string, string> = {
  death: "a death ended the friendship with",
  "by itself": "grew apart from",
  "dropped by": "dropped for a lower score by",
  dropped: "dropped, for a lower score,",
  met: "became friends with",
};

/** What happened between two friends; "citizen 12" follows. */
export const tieChange = (why: string): string => TIE_CHANGES[why] ?? why;
