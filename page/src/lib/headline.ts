/** The headline of the page and of its picture: one sentence about what is shown. */
import type { City, Story } from "./types";
import { edition, share, when, whole } from "./words";

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** The sentence for a month of the two worlds. */
export function headline([first, second]: [City, City], story: Story | undefined, month: number, edited: boolean): string {
  if (first.key === second.key) return "Both worlds have the same people, rules and random seed, so nothing differs";
  const under = `Under ${edition(`“${first.regime.title}”`, edited)}`;
  const all = story?.denials.filter(({ group }) => group === "all") ?? [];
  const [asked, refused] = [sum(all.map((each) => each.asked)), sum(all.map((each) => each.refused_by_gate))];
  const listed = story?.courses.listed?.[Math.max(0, month - 1)];
  if (month > 0 && listed) return `${under}, ${share.format(listed)} of people with a score are on a list for low scores (${when(month)})`;
  if (refused) return `${under}, the score refuses ${whole.format(refused)} of ${whole.format(asked)} requests`;
  return `The same ${whole.format(first.citizens)} people ${under.replace("Under", "under")} and under “${second.regime.title}”`;
}
