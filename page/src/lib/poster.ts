/** The picture to take along: both cities in the month that is looked at, with what they are and what they are not. */
import { BY, colouring, word, type By } from "./colours";
import type { Theme } from "./colours";
import { ALIVE, type Half, type People } from "./frames";
import { layout, standByScore, type Arrange } from "./layout";
import { Picture } from "./paint";
import type { City } from "./types";
import { when, whole } from "./words";

export interface Poster {
  cities: [City, City];
  halves: [Half, Half];
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

const [WIDE, TALL, EDGE, SIDE] = [1600, 1000, 60, 710];

/** Draw it and return it as PNG. */
export async function poster(told: Poster): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: TALL });
  const context = canvas.getContext("2d")!;
  const { theme } = told;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, WIDE, TALL);
  context.fillStyle = theme.ink;
  const style = getComputedStyle(document.documentElement);
  const [serif, sans] = [style.getPropertyValue("--serif"), style.getPropertyValue("--sans")];
  context.font = `600 44px ${serif}`;
  lines(context, told.headline, WIDE - 2 * EDGE).slice(0, 2).forEach((line, k) => context.fillText(line, EDGE, 84 + 52 * k));
  for (const which of [0, 1] as const) {
    const left = EDGE + which * (WIDE - 2 * EDGE - SIDE);
    context.font = `600 28px ${serif}`;
    context.fillText(told.titles[which], left, 208);
    context.drawImage(city(told, which), left, 226);
  }
  context.font = `20px ${sans}`;
  let x = EDGE;
  for (const [colour, words] of told.key) {
    context.fillStyle = colour;
    context.fillRect(x, 802, 18, 18);
    context.fillStyle = theme.ink;
    context.fillText(words, x + 26, 818);
    x += 26 + context.measureText(words).width + (words ? 30 : 0);
  }
  const { citizens, society } = told.cities[0];
  const by = BY.find(([id]) => id === told.by)![1].toLowerCase();
  const words = `${whole.format(citizens)} synthetic people of the society ${society.id}, ${when(told.month)}; colour: ${by}. One dot is one person, blocks are regions. The same people with the same luck on both sides. Nobody in this picture exists; not a forecast of any country. Made with Counterscore.`;
  lines(context, words, WIDE - 2 * EDGE).forEach((line, k) => context.fillText(line, EDGE, 872 + 30 * k));
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture could not be made"))), "image/png"));
}

function city(told: Poster, which: 0 | 1): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: 540 });
  const { people, halves, theme, levels } = told;
  const laid = layout(people, told.cities[which].regions, SIDE, 540, told.arrange);
  if (told.arrange === "score") standByScore(laid, halves[which].levels, halves[which].marks, ALIVE);
  const scheme = colouring(told.by, theme, levels[0], levels[1], told.cities[which].bands.length, told.fates);
  new Picture(laid, word(theme.paper)).month(canvas.getContext("2d")!, scheme, halves[which], people);
  return canvas;
}

/** Words in lines of so many pixels at most. */
function lines(context: CanvasRenderingContext2D, words: string, width: number): string[] {
  const found = [""];
  for (const each of words.split(" ")) {
    const longer = `${found.at(-1)} ${each}`.trim();
    if (context.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(each);
  }
  return found;
}
