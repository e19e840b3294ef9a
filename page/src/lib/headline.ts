/** One sentence on what is seen, as the headline of the page and of its picture. */
import type { City, Story } from "./types";
import { share, when, whole } from "./words";

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** The sentence for a month of the two cities. */
export function headline([first, second]: [City, City], story: Story | undefined, month: number, edited: boolean): string {
  if (first.key === second.key) return "The same people, the same rules, the same luck: the two cities are equal";
  const under = `Under “${first.regime.title}”${edited ? ", changed," : ""}`;
  const all = story?.denials.filter(({ group }) => group === "all") ?? [];
  const [asked, gated] = [sum(all.map((each) => each.asked)), sum(all.map((each) => each.refused_by_gate))];
  const listed = story?.courses.listed?.[Math.max(0, month - 1)];
  if (month > 0 && listed) return `${under} ${share.format(listed)} of those scored stand on a list for a low score by ${when(month)}`;
  if (gated) return `${under} the score refuses ${whole.format(gated)} of ${whole.format(asked)} requests`;
  return `The same ${whole.format(first.citizens)} people ${under.toLowerCase().startsWith("under") ? `u${under.slice(1)}` : under} and under “${second.regime.title}”`;
}
