/** A first form of a clause that is added: one that the rules can be run with. */
import { at, type Path } from "./edit";
import { fresh, plain, tried, type Schema } from "./schema";
import type { Rules, Value, Words } from "./types";
import { firstWord } from "./vocabulary";

type Table = { [key: string]: Value };

/** An entry for the list at `path`, about `what` where its entries are about an act or a decision. */
export function added(path: Path, item: Schema, whole: Schema, rules: Rules, words: Words, what?: string): Value {
  const entry = fresh(item, whole) as Table;
  const taken = ((at(rules, path) ?? []) as Table[]).map(({ id }) => id);
  let count = 1;
  while (taken.includes(`new-${count}`)) count += 1;
  if ("id" in entry) entry.id = `new-${count}`;
  if ("title" in entry) entry.title = `New ${count}`;
  for (const key of item.required ?? []) {
    const part = plain(item.properties![key], whole);
    const word = firstWord([...path, taken.length, key], rules, words);
    if (Array.isArray(entry[key]) && !plain(part.items, whole).properties && word) entry[key] = [word];
  }
  for (const key of ["activity", "decision"]) if (key in entry && what) entry[key] = what;
  const facts = path.at(-1) === "gates" && path[0] !== "firms" ? handedOver(rules, what) : undefined;
  return Object.assign(entry, rule(path, rules), facts && { facts });
}

/** What law asks about a decision stands with the lists that block it until it has a gate: take it from there. */
function handedOver(rules: Rules, decision?: string): Table | undefined {
  let found: Table | undefined;
  for (const list of (at(rules, ["lists"]) ?? []) as unknown as { facts?: { decisions?: Table[] } }[]) {
    const rows = list.facts?.decisions ?? [];
    const place = rows.findIndex((row) => row.decision === decision);
    if (place < 0) continue;
    const { decision: _, ...facts } = rows.splice(place, 1)[0]!;
    found = facts;
  }
  return found;
}

/** What a clause of this kind needs to do anything. */
function rule(path: Path, rules: Rules): Table {
  const scale = (at(rules, path[0] === "firms" ? ["firms", "score"] : ["score"]) ?? {}) as { base?: number; lowest?: number; highest?: number };
  const { base = 500, lowest = 0, highest = 1000 } = scale;
  switch (path.at(-1)) {
    case "ratings": return { points: tried(-1, [-10, 10]) };
    case "gates": return { score: tried(base, [lowest, highest]) };
    case "lists": return { below: Math.round((base + 2 * lowest) / 3), months: tried(24, [1, 60]) };
    case "bands": return { at_least: highest };
    case "phases": return { from_month: 1 + Math.max(0, ...((at(rules, path) ?? []) as { from_month?: number }[]).map(({ from_month }) => from_month ?? 0)) };
    default: return {};
  }
}
