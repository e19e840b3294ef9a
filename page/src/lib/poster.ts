/** The picture to download: both worlds in the month shown, with a caption that says what they are. */
import { BY, colouring, pixel, type By } from "./colours";
import type { Theme } from "./colours";
import { ALIVE, type People, type Snapshot } from "./frames";
import { arrangeByScore, layout, type Arrange } from "./layout";
import { Picture } from "./paint";
import type { City } from "./types";
import { when, whole } from "./words";

export interface Poster {
  cities: [City, City];
  snapshots: [Snapshot, Snapshot];
  people: People;
  fates: Uint8Array | undefined;
  month: number;
  by: By;
  arrange: Arrange;
  levels: [number, number];
  titles: [string, string];
  headline: string;
  theme: Theme;
  key: [string, string][];
}

const [WIDTH, HEIGHT, MARGIN, SIDE] = [1600, 1000, 60, 710];

/** Draw the picture and return it as PNG. */
export async function poster(content: Poster): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext("2d")!;
  const { theme } = content;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = theme.ink;
  const style = getComputedStyle(document.documentElement);
  const [serif, sans] = [style.getPropertyValue("--serif"), style.getPropertyValue("--sans")];
  context.font = `600 44px ${serif}`;
  lines(context, content.headline, WIDTH - 2 * MARGIN).slice(0, 2).forEach((line, k) => context.fillText(line, MARGIN, 84 + 52 * k));
  for (const which of [0, 1] as const) {
    const left = MARGIN + which * (WIDTH - 2 * MARGIN - SIDE);
    context.font = `600 28px ${serif}`;
    context.fillText(content.titles[which], left, 208);
    context.drawImage(world(content, which), left, 226);
  }
  context.font = `20px ${sans}`;
  let x = MARGIN;
  for (const [colour, words] of content.key) {
    context.fillStyle = colour;
    context.fillRect(x, 802, 18, 18);
    context.fillStyle = theme.ink;
    context.fillText(words, x + 26, 818);
    x += 26 + context.measureText(words).width + (words ? 30 : 0);
  }
  lines(context, caption(content), WIDTH - 2 * MARGIN).forEach((line, k) => context.fillText(line, MARGIN, 872 + 30 * k));
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture could not be made"))), "image/png"));
}

function caption({ cities, by, month }: Poster): string {
  const { citizens, society } = cities[0];
  const colour = BY.find(([id]) => id === by)![1].toLowerCase();
  return `${whole.format(citizens)} synthetic people (society ${society.id}), ${when(month)}. Each dot is one person; colour shows ${colour}; blocks are regions. Both sides show the same people with the same random seed. Nobody in this picture exists. Not a forecast for any country. Made with Counterscore.`;
}

function world(content: Poster, which: 0 | 1): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: 540 });
  const { people, snapshots, theme, levels } = content;
  const laid = layout(people, content.cities[which].regions, SIDE, 540, content.arrange);
  if (content.arrange === "score") arrangeByScore(laid, snapshots[which].levels, snapshots[which].marks, ALIVE);
  const scheme = colouring(content.by, theme, levels[0], levels[1], content.cities[which].bands.length, content.fates);
  new Picture(laid, pixel(theme.paper)).month(canvas.getContext("2d")!, scheme, snapshots[which], people);
  return canvas;
}

/** Break words into lines of at most `width` pixels. */
function lines(context: CanvasRenderingContext2D, words: string, width: number): string[] {
  const found = [""];
  for (const each of words.split(" ")) {
    const longer = `${found.at(-1)} ${each}`.trim();
    if (context.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(each);
  }
  return found;
}
