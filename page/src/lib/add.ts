/** A first form of a clause that is added: one that the rules can be run with. */
import { at, type Path } from "./edit";
import { fresh, plain, tried, type Schema } from "./schema";
import type { Rules, Value, Words } from "./types";
import { vocabulary } from "./vocabulary";

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
    const word = free(path, key, rules, words);
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

/** A word for a key that must have some: one that nobody has, or else one of somebody who has more (see `settle`). */
function free(path: Path, key: string, rules: Rules, words: Words): string | undefined {
  const known = vocabulary([...path, 0, key], rules, words) ?? [];
  const others = ((at(rules, path) ?? []) as Table[]).map((each) => (each[key] ?? []) as string[]);
  const spare = others.find((each) => each.length > 1)?.at(-1);
  return known.find(({ id }) => !others.flat().includes(id))?.id ?? spare ?? known[0]?.id;
}

/** One partner sees an act, and a partner feeds one operator: who is added takes over, the others go without. */
function takeOver(path: Path, key: string, entry: Value, rules: Rules, from?: string[]): void {
  const mine = (entry as Table)[key] as string[];
  for (const other of at(rules, path) as Table[]) {
    if (other.id !== (entry as Table).id && (from?.includes(String(other.id)) ?? true)) other[key] = ((other[key] ?? []) as string[]).filter((word) => !mine.includes(word));
  }
}

/** What an added clause changes elsewhere, so that the rules still hold together. */
export function settle(path: Path, entry: Value, rules: Rules): void {
  const { id } = entry as { id?: string };
  if (path.join(".") === "partners") takeOver(path, "sees", entry, rules);
  if (path.join(".") === "operators" && id) {
    // An operator that no phase has in force does nothing: it begins with the first phase.
    const first = ((at(rules, ["phases"]) ?? []) as Table[])[0];
    takeOver(path, "partners", entry, rules, (first?.operators ?? []) as string[]);
    if (first) first.operators = [...((first.operators ?? []) as string[]), id];
  }
}

/** What a clause of this kind needs to do anything. */
function rule(path: Path, rules: Rules): Table {
  const scale = (at(rules, path[0] === "firms" ? ["firms", "score"] : ["score"]) ?? {}) as { base?: number; lowest?: number; highest?: number };
  const { base = 500, lowest = 0, highest = 1000 } = scale;
  switch (path.at(-1)) {
    case "ratings": return { points: tried(-1, [-10, 10]) };
    case "gates": return { score: tried(base, [lowest, highest]) };
    case "lists": return { below: Math.round((base + 2 * lowest) / 3), months: 24 };
    case "bands": return { at_least: highest };
    case "phases": return phase((at(rules, path) ?? []) as Table[]);
    default: return {};
  }
}

/** A phase a year after the last, with those in force who are then. */
function phase(phases: Table[]): Table {
  const last = phases.at(-1);
  const from_month = last ? Number(last.from_month ?? 0) + 12 : 0;
  const kept = last ? { participation: last.participation ?? "mandatory", ...(last.operators ? { operators: [...(last.operators as string[])] } : {}) } : {};
  return { from_month, ...kept };
}
