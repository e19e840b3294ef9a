/** A new clause with first values, chosen so that the rules can still be simulated. */
import { at, type Path } from "./edit";
import { assumed, firstValue, resolve, type Schema } from "./schema";
import type { Rules, Value, Words } from "./types";
import { vocabulary } from "./vocabulary";

type Table = { [key: string]: Value };

/** A new entry for the list at `path`; `about` is its activity or decision, where its entries have one. */
export function newEntry(path: Path, item: Schema, root: Schema, rules: Rules, words: Words, about?: string): Value {
  const entry = firstValue(item, root) as Table;
  const taken = ((at(rules, path) ?? []) as Table[]).map(({ id }) => id);
  let count = 1;
  while (taken.includes(`new-${count}`)) count += 1;
  if ("id" in entry) entry.id = `new-${count}`;
  if ("title" in entry) entry.title = `New ${count}`;
  for (const key of item.required ?? []) {
    const part = resolve(item.properties![key], root);
    const word = unusedWord(path, key, rules, words);
    if (Array.isArray(entry[key]) && !resolve(part.items, root).properties && word) entry[key] = [word];
  }
  for (const key of ["activity", "decision"]) if (key in entry && about) entry[key] = about;
  const facts = path.at(-1) === "gates" && path[0] !== "firms" ? takeFacts(rules, about) : undefined;
  return Object.assign(entry, effectiveValues(path, rules), facts && { facts });
}

/** The legal facts of a decision are declared with the list that blocks it until it has a gate: move them to the gate. */
function takeFacts(rules: Rules, decision?: string): Table | undefined {
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

/** A word for a required list: one that no other entry has, or else one from an entry with several (see `adjustOthers`). */
function unusedWord(path: Path, key: string, rules: Rules, words: Words): string | undefined {
  const known = vocabulary([...path, 0, key], rules, words) ?? [];
  const others = ((at(rules, path) ?? []) as Table[]).map((each) => (each[key] ?? []) as string[]);
  const spare = others.find((each) => each.length > 1)?.at(-1);
  return known.find(({ id }) => !others.flat().includes(id))?.id ?? spare ?? known[0]?.id;
}

/** Only one source may see an act, and only one operator may have a source: the new entry takes them from the others. */
function takeOver(path: Path, key: string, entry: Value, rules: Rules, from?: string[]): void {
  const mine = (entry as Table)[key] as string[];
  for (const other of at(rules, path) as Table[]) {
    if (other.id !== (entry as Table).id && (from?.includes(String(other.id)) ?? true)) other[key] = ((other[key] ?? []) as string[]).filter((word) => !mine.includes(word));
  }
}

/** Change the other clauses where a new one would contradict them. */
export function adjustOthers(path: Path, entry: Value, rules: Rules): void {
  const { id } = entry as { id?: string };
  if (path.join(".") === "partners") takeOver(path, "sees", entry, rules);
  if (path.join(".") === "operators" && id) {
    // An operator in no phase would do nothing: it starts in the first phase.
    const first = ((at(rules, ["phases"]) ?? []) as Table[])[0];
    takeOver(path, "partners", entry, rules, (first?.operators ?? []) as string[]);
    if (first) first.operators = [...((first.operators ?? []) as string[]), id];
  }
}

/** The values without which a clause of this kind would have no effect. */
function effectiveValues(path: Path, rules: Rules): Table {
  const scale = (at(rules, path[0] === "firms" ? ["firms", "score"] : ["score"]) ?? {}) as { base?: number; lowest?: number; highest?: number };
  const { base = 500, lowest = 0, highest = 1000 } = scale;
  switch (path.at(-1)) {
    case "ratings": return { points: assumed(-1, [-10, 10]) };
    case "gates": return { score: assumed(base, [lowest, highest]) };
    case "lists": return { below: Math.round((base + 2 * lowest) / 3), months: 24 };
    case "bands": return { at_least: highest };
    case "phases": return nextPhase((at(rules, path) ?? []) as Table[]);
    default: return {};
  }
}

/** A phase that starts a year after the last one, with the same participation and operators. */
function nextPhase(phases: Table[]): Table {
  const last = phases.at(-1);
  const from_month = last ? Number(last.from_month ?? 0) + 12 : 0;
  const same = last ? { participation: last.participation ?? "mandatory", ...(last.operators ? { operators: [...(last.operators as string[])] } : {}) } : {};
  return { from_month, ...same };
}
