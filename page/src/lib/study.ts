/** How estimates with intervals are written. */
import type { Estimate } from "./types";

/** Random seeds of a study unless the reader chooses another number. */
export const SEEDS = 4;
const SHARES = ["share", "chance", "ratio"];
const UNITLESS = ["index", "slope", "correlation"];
const MINUS = "\u2212";
const PERCENT = "\u202f%";

/** Whether a unit is written as a percentage. */
export const inShares = (unit: string): boolean => SHARES.includes(unit.split(" ")[0]!);

function digits(size: number): string {
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3;
  return size.toLocaleString("en-GB", { minimumFractionDigits: size === 0 ? 0 : places, maximumFractionDigits: places });
}

/** A level: "12.3 %", "1,240 yuan". */
export function level(value: number | null, unit: string): string {
  if (value === null) return "not measured";
  const size = digits(Math.abs(value) * (inShares(unit) ? 100 : 1));
  const sign = value < 0 ? MINUS : "";
  return inShares(unit) ? `${sign}${size}${PERCENT}` : UNITLESS.includes(unit) ? `${sign}${size}` : `${sign}${size} ${unit}`;
}

/** A change with its sign and without its unit. */
export function change(value: number | null, unit: string): string {
  if (value === null) return "not measured";
  const written = level(Math.abs(value), inShares(unit) ? "share" : "index").replace(PERCENT, "");
  return Number(written.replaceAll(",", "")) === 0 ? "0" : `${value < 0 ? MINUS : "+"}${written}`;
}

/** The unit of a change: shares change by percentage points. */
export const unitOf = (unit: string): string => (inShares(unit) ? "percentage points" : UNITLESS.includes(unit) ? "" : unit);

/** "+1.20 percentage points". */
export const withUnit = (value: number | null, unit: string): string => `${change(value, unit)} ${value === null ? "" : unitOf(unit)}`.trim();

/** "+0.80 to +1.60"; empty if there is no interval. */
export const interval = ({ low, high }: Estimate, unit: string): string => (low === null ? "" : `${change(low, unit)} to ${change(high, unit)}`);

/** "+1.20 percentage points, 95 % interval +0.80 to +1.60". */
export function withInterval(found: Estimate, unit: string): string {
  if (found.value === null) return "not measured";
  const span = interval(found, unit);
  return `${withUnit(found.value, unit)}${span ? `, 95${PERCENT} interval ${span}` : ""}`;
}

/** Whether the interval excludes zero. */
export const excludesZero = ({ low, high }: Estimate): boolean => low !== null && high !== null && (low > 0 || high < 0);

/** Whether a difference has no clear direction. A difference of exactly nothing is clear. */
export const unclear = (found: Estimate): boolean => found.value !== null && !excludesZero(found) && !(found.value === 0 && found.low === 0 && found.high === 0);
