/** Reads and changes a regime's record along a path of keys. */
import type { Rules, Value } from "./types";

export type Path = (string | number)[];

export function at(rules: Value, path: Path): Value | undefined {
  let found: Value | undefined = rules;
  for (const key of path) {
    if (found === null || typeof found !== "object") return undefined;
    found = (found as Record<string | number, Value>)[key];
  }
  return found;
}

/** Set the value at a path, or remove it if `value` is undefined. Missing tables on the path are created. */
export function set(rules: Rules, path: Path, value: Value | undefined): void {
  let table = rules as Record<string | number, Value>;
  for (const [k, key] of path.slice(0, -1).entries()) {
    if (table[key] === undefined || table[key] === null) table[key] = typeof path[k + 1] === "number" ? [] : {};
    table = table[key] as Record<string | number, Value>;
  }
  const last = path[path.length - 1]!;
  if (value !== undefined) table[last] = value;
  else if (Array.isArray(table)) table.splice(last as number, 1);
  else delete table[last];
}

export const dotted = (path: Path): string =>
  path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("").replace(/^\./, "");

export function changed(a: Value, b: Value): boolean {
  return JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b));
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key]!)]));
}
