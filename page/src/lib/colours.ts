/** Colours that colour-blind readers can tell apart: vermilion for low, blue for high, never red against green. */
import { ALIVE, BAND, BETTER, JOBLESS, REFUSED, WORSE, type People, type Snapshot } from "./frames";

export type By = "score" | "band" | "fate" | "refused" | "work" | "income" | "trust" | "place" | "minority";

export const BY: [By, string][] = [
  ["score", "Score"],
  ["band", "Band"],
  ["fate", "Who was harmed"],
  ["refused", "Refusals this month"],
  ["work", "Unemployment"],
  ["income", "Income"],
  ["trust", "True trustworthiness"],
  ["place", "Urban or rural"],
  ["minority", "Minority status"],
];

export interface Theme {
  paper: string;
  none: string;
  low: string;
  middle: string;
  high: string;
  mark: string;
  quiet: string;
  ink: string;
}

export const LIGHT: Theme = {
  paper: "#fbfaf7", none: "#dcd9d1", low: "#b3361a", middle: "#e9dfc9", high: "#1d5c96", mark: "#b3361a",
  quiet: "#d5d2ca", ink: "#1d1d1b",
};
export const DARK: Theme = {
  paper: "#151513", none: "#33322e", low: "#ff7d52", middle: "#57524a", high: "#6db6f2", mark: "#ff7d52",
  quiet: "#3d3c38", ink: "#eceae5",
};

const parse = (hex: string): [number, number, number] => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16)) as [number, number, number];

function mixed(a: string, b: string, share: number): string {
  const [from, to] = [parse(a), parse(b)];
  const part = (k: 0 | 1 | 2) => Math.round(from[k] + (to[k] - from[k]) * share).toString(16).padStart(2, "0");
  return `#${part(0)}${part(1)}${part(2)}`;
}

/** A colour between low (0) and high (1). */
export function ramp(theme: Theme, share: number): string {
  const s = Math.min(1, Math.max(0, share));
  return s < 0.5 ? mixed(theme.low, theme.middle, s * 2) : mixed(theme.middle, theme.high, s * 2 - 1);
}

/** A colour as canvas memory holds it: alpha, blue, green, red. */
export function pixel(hex: string): number {
  const [r, g, b] = parse(hex);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

export interface Scheme {
  /** The index of a person's colour in the palette. */
  of(person: number, snapshot: Snapshot, people: People): number;
  palette: Uint32Array;
}

const GONE = 256;

function scheme(colours: string[], theme: Theme, of: Scheme["of"]): Scheme {
  const palette = new Uint32Array(257);
  colours.forEach((colour, k) => (palette[k] = pixel(colour)));
  palette[GONE] = pixel(theme.paper);
  return { palette, of: (person, snapshot, people) => (snapshot.marks[person]! & ALIVE ? of(person, snapshot, people) : GONE) };
}

const fifths = (theme: Theme) => [0, 1, 2, 3, 4].map((k) => ramp(theme, k / 4));
const flag = (theme: Theme, mark: number) =>
  scheme([theme.quiet, theme.mark], theme, (person, snapshot) => (snapshot.marks[person]! & mark ? 1 : 0));

/** The colours for a choice. `low` and `high`: the score levels at the ends of the colour scale; `fates`: who is worse or better off. */
export function colouring(by: By, theme: Theme, low: number, high: number, bands: number, fates?: Uint8Array): Scheme {
  switch (by) {
    case "score": {
      const scale = Array.from({ length: 256 }, (_, level) => (level ? ramp(theme, (level - low) / Math.max(1, high - low)) : theme.none));
      return scheme(scale, theme, (person, snapshot) => snapshot.levels[person]!);
    }
    case "band": {
      const colours = [theme.none, ...Array.from({ length: bands }, (_, k) => ramp(theme, k / Math.max(1, bands - 1)))];
      return scheme(colours, theme, (person, snapshot) => snapshot.marks[person]! & BAND);
    }
    case "fate": {
      const place = (fate: number) => (fate === WORSE ? 1 : fate === BETTER ? 2 : 0);
      return scheme([theme.quiet, theme.low, theme.high], theme, (person) => place(fates?.[person] ?? 0));
    }
    case "refused":
      return flag(theme, REFUSED);
    case "work":
      return flag(theme, JOBLESS);
    case "income":
      return scheme(fifths(theme), theme, (person, _, people) => people.groups[person]! & 7);
    case "trust":
      return scheme(fifths(theme), theme, (person, _, people) => (people.groups[person]! >> 3) & 7);
    case "place":
      return scheme([theme.high, theme.middle], theme, (person, _, people) => (people.groups[person]! & 0x40 ? 0 : 1));
    case "minority":
      return scheme([theme.quiet, theme.mark], theme, (person, _, people) => (people.groups[person]! & 0x80 ? 1 : 0));
  }
}
