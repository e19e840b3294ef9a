/** How numbers with intervals are written, and what a study is asked for. */
import type { Estimate } from "./types";

export const LUCKS = 4;
const SHARES = ["share", "chance", "ratio"];
const MINUS = "\u2212";
const PERCENT = "\u202f%";

/** Whether a unit is written in hundredths. */
export const inShares = (unit: string): boolean => SHARES.includes(unit.split(" ")[0]!);

function digits(size: number): string {
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3;
  return size.toLocaleString("en-GB", { minimumFractionDigits: size === 0 ? 0 : places, maximumFractionDigits: places });
}

/** A level: "12.3 %", "1,240 yuan". */
export function level(value: number | null, unit: string): string {
  if (value === null) return "none";
  const size = digits(Math.abs(value) * (inShares(unit) ? 100 : 1));
  const sign = value < 0 ? MINUS : "";
  return inShares(unit) ? `${sign}${size}${PERCENT}` : ["index", "slope", "correlation"].includes(unit) ? `${sign}${size}` : `${sign}${size} ${unit}`;
}

/** A change, with its sign. */
export function change(value: number | null, unit: string): string {
  if (value === null) return "none";
  const written = level(Math.abs(value), inShares(unit) ? "share" : "index").replace(PERCENT, "");
  return Number(written.replaceAll(",", "")) === 0 ? "0" : `${value < 0 ? MINUS : "+"}${written}`;
}

export const unitOf = (unit: string): string => (inShares(unit) ? "%-points" : ["index", "slope", "correlation"].includes(unit) ? "" : unit);

/** "+1.20 %-points (+0.80 to +1.60)". */
export function withInterval(found: Estimate, unit: string): string {
  if (found.value === null) return "nobody to measure";
  const ends = found.low === null ? "" : ` (${change(found.low, unit)} to ${change(found.high, unit)})`;
  return `${change(found.value, unit)} ${unitOf(unit)}${ends}`;
}

/** Whether luck may explain a difference: one of exactly nothing needs no explanation. */
export const doubtful = (found: Estimate): boolean => found.value !== null && !sure(found) && !(found.value === 0 && found.low === 0 && found.high === 0);

export const sure = ({ low, high }: Estimate): boolean => low !== null && high !== null && (low > 0 || high < 0);
