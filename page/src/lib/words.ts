/** Numbers, dates and small words as the page writes them. */
export const whole = new Intl.NumberFormat("en-GB");
export const points = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
/** A share as a percentage, written as in the reports. */
export const share = { format: (part: number): string => `${hundredths.format(100 * part).replace("-", "\u2212")}\u202f%` };

/** "year 3, month 4" for a month counted from 0, which is the month before the first. */
export function when(month: number): string {
  if (month === 0) return "before the first month";
  return `year ${Math.floor((month - 1) / 12) + 1}, month ${((month - 1) % 12) + 1}`;
}

/** Points gained or lost, with their sign. */
export const signed = (points: number): string => `${points > 0 ? "+" : points < 0 ? "\u2212" : ""}${Math.abs(points).toFixed(3)}`;

/** Keep each number and its per cent sign on one line. */
export const unbroken = (sentence: string): string => sentence.replace(/(\d) %/g, "$1\u202f%");

export const spaced = (word: string): string => String(word).replace(/[-_]/g, " ");

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 person", "2,000 people". */
export const count = (n: number, one: string, many = `${one}s`): string => `${whole.format(n)} ${n === 1 ? one : many}`;

/** The title of a regime, marked if it was edited here. */
export const edition = (title: string, edited: boolean): string => (edited ? `${title} (edited)` : title);

/** What a reader hears whose simulation has to wait for others. */
export const queue = (ahead: number): string => `Waiting: ${count(ahead, "other simulation runs", "other simulations run")} first.`;
