/** The share link. Everything that the view depends on is in the fragment, which browsers never send to a server. */
import type { Rules } from "./types";

export interface View {
  settings: Record<string, unknown>;
  month?: number;
  rules?: Rules;
}

const NUMBERS = ["citizens", "months", "peopleSeed", "seed", "person"];
const WORDS = ["start", "baseline", "society", "panel", "by", "arrange"];

export function toFragment({ settings, month, rules }: View): string {
  const parts = new URLSearchParams();
  for (const name of [...WORDS, ...NUMBERS]) {
    const value = settings[name];
    if (value !== undefined && value !== null) parts.set(name, String(value));
  }
  if (month !== undefined) parts.set("month", String(month));
  if (rules) parts.set("rules", JSON.stringify(rules));
  return `#${parts}`;
}

/** Read a fragment. Values that make no sense are ignored. */
export function fromFragment(fragment: string): View {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const settings: Record<string, unknown> = {};
  for (const name of WORDS) {
    const value = parts.get(name);
    if (value !== null && /^[a-z0-9-]{1,40}$/.test(value)) settings[name] = value;
  }
  for (const name of NUMBERS) {
    const value = wholeNumber(parts.get(name));
    if (value !== undefined) settings[name] = value;
  }
  return { settings, month: wholeNumber(parts.get("month")), rules: record(parts.get("rules")) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function record(text: string | null): Rules | undefined {
  try {
    const found: unknown = text === null ? null : JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Rules) : undefined;
  } catch {
    return undefined;
  }
}
