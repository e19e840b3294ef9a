/** Numbers and dates as the page writes them. */
export const whole = new Intl.NumberFormat("en-GB");
export const points = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
/** A share in hundredths, as the sentences of the reports write it. */
export const share = { format: (part: number): string => `${hundredths.format(100 * part).replace("-", "\u2212")}\u202f%` };

/** "year 3, month 4" of a month counted from 0, the one before the first. */
export function when(month: number): string {
  if (month === 0) return "before the first month";
  return `year ${Math.floor((month - 1) / 12) + 1}, month ${((month - 1) % 12) + 1}`;
}

/** Points gained or lost, with their sign. */
export const signed = (points: number): string => `${points > 0 ? "+" : points < 0 ? "\u2212" : ""}${Math.abs(points).toFixed(3)}`;

/** A sentence in which no line ends between a number and its per cent sign. */
export const tight = (sentence: string): string => sentence.replace(/(\d) %/g, "$1\u202f%");

export const spaced = (word: string): string => String(word).replace(/[-_]/g, " ");

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
