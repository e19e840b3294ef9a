/** Between which levels the scale of colours is spread: from the 5th to the 95th percentile of the last month. */
import type { City, Story } from "./types";

/** The levels (1 to 255) of the 5th and 95th percentile of scores in the last month. */
export function spread(city: City | undefined, story: Story | undefined): [number, number] {
  const [low, high] = ends(city, story);
  return [level(city, low), level(city, high)];
}

/** The scores that the ends of the colour scale stand for, in points. */
export function ends(city: City | undefined, story: Story | undefined): [number, number] {
  const last = (name: string) => story?.courses[name]?.findLast((value) => value !== null);
  const scale = city?.scale;
  return [last("score-p5") ?? scale?.lowest ?? 0, last("score-p95") ?? scale?.highest ?? 1];
}

function level(city: City | undefined, score: number): number {
  if (!city?.scale) return 1;
  const { lowest, highest } = city.scale;
  return 1 + Math.round(((score - lowest) / Math.max(1e-9, highest - lowest)) * 254);
}
