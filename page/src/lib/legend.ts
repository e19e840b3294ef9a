/** What the colours mean. */
import { ramp, type By, type Theme } from "./colours";

export type Key = [colour: string, words: string];

const INCOME = ["poorest fifth", "", "middle fifth", "", "richest fifth"];
const TRUST = ["least trustworthy fifth", "", "middle fifth", "", "most trustworthy fifth"];

/** The colours of a picture with their meaning; none for the score, which has a colour scale. `first`: the title of the first world. */
export function legend(by: By, t: Theme, bands: { title: string }[], first: string): Key[] {
  const fifths = (words: string[]) => words.map((word, k): Key => [ramp(t, k / 4), word]);
  switch (by) {
    case "score": return [];
    case "band": return [[t.none, "no score"], ...bands.map(({ title }, k): Key => [ramp(t, k / Math.max(1, bands.length - 1)), title])];
    case "fate": return [[t.low, `worse off under ${first}`], [t.high, `better off under ${first}`], [t.quiet, "about the same"]];
    case "refused": return [[t.mark, "had a request refused this month"], [t.quiet, "did not"]];
    case "work": return [[t.mark, "unemployed"], [t.quiet, "employed, or not looking for work"]];
    case "place": return [[t.high, "urban"], [t.middle, "rural"]];
    case "minority": return [[t.mark, "minority"], [t.quiet, "majority"]];
    case "income": return fifths(INCOME);
    case "trust": return fifths(TRUST);
  }
}

/** The colour scale of scores, labelled at its ends. */
export function scale(t: Theme, [low, high]: [number, number]): Key[] {
  const words = (k: number) => (k === 0 ? `${Math.round(low)} points or less` : k === 4 ? `${Math.round(high)} or more` : "");
  return [...[0, 1, 2, 3, 4].map((k): Key => [ramp(t, k / 4), words(k)]), [t.none, "no score"]];
}
