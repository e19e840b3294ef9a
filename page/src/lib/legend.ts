/** What the colours mean. */
import { ramp, type By, type Theme } from "./colours";

export type Key = [colour: string, words: string];

const FIFTHS = ["lowest fifth", "", "middle", "", "highest fifth"];

/** The colours of a picture with their words; none for the score, which has a scale of its own. */
export function legend(by: By, t: Theme, bands: { title: string }[]): Key[] {
  switch (by) {
    case "score": return [];
    case "band": return [[t.none, "no score"], ...bands.map(({ title }, k): Key => [ramp(t, k / Math.max(1, bands.length - 1)), title])];
    case "fate": return [[t.low, "worse off than the twin in the other city"], [t.high, "better off"], [t.quiet, "about the same"]];
    case "refused": return [[t.mark, "refused something this month"], [t.quiet, "not"]];
    case "work": return [[t.mark, "out of work"], [t.quiet, "in work, or not looking"]];
    case "place": return [[t.high, "town"], [t.middle, "country"]];
    case "minority": return [[t.mark, "minority"], [t.quiet, "majority"]];
    default: return FIFTHS.map((words, k): Key => [ramp(t, k / 4), words]);
  }
}

/** The scale of scores as keys, with words at its ends. */
export function scale(t: Theme, [low, high]: [number, number]): Key[] {
  const words = (k: number) => (k === 0 ? `${Math.round(low)} or less` : k === 4 ? `${Math.round(high)} points or more` : "");
  return [...[0, 1, 2, 3, 4].map((k): Key => [ramp(t, k / 4), words(k)]), [t.none, "no score"]];
}
