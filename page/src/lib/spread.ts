/** The scores at the ends of the colour scale: the 5th and 95th percentile in the last month. */
import type { City, Story } from "./types";

/** The same as levels, 1 to 255. */
export function spread(city: City | undefined, story: Story | undefined): [number, number] {
  const [low, high] = ends(city, story);
  return [level(city, low), level(city, high)];
}

/** The ends of the colour scale in points. */
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
