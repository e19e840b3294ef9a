/** The headline of the page and of its picture: one sentence on what the first rules did to people, against their twins. */
import type { City, Story } from "./types";
import { edition, share, whole } from "./words";

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** The share of all requests that were refused; undefined if there were none. */
function refused(story: Story | undefined): number | undefined {
  const all = story?.denials.filter(({ group }) => group === "all") ?? [];
  const asked = sum(all.map((each) => each.asked));
  return asked ? sum(all.map((each) => each.denied)) / asked : undefined;
}

/** The sentence for two worlds of the same people. */
export function headline([first, second]: [City, City], stories: [Story, Story] | undefined, edited: boolean): string {
  if (first.key === second.key) return "Both worlds have the same people, rules and random seed, so nothing differs";
  const [one, other] = [edition(`“${first.regime.title}”`, edited), `“${second.regime.title}”`];
  const [here, there] = [refused(stories?.[0]), refused(stories?.[1])];
  if (here === undefined || there === undefined) return `The same ${whole.format(first.citizens)} people under ${one} and under ${other}`;
  return `Under ${one}, ${share.format(here)} of requests are refused; under ${other}, the same people are refused ${share.format(there)}`;
}
