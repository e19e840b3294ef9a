/** Where each person's dot is drawn: one block per region, and within it by score or by neighbourhood. */
import type { Crowd } from "./frames";

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Within a region: by score, the highest at the top; or households side by side, by place and income. */
export type Arrange = "score" | "neighbours";

export interface Layout {
  width: number;
  height: number;
  /** Width in pixels of a place, and of the dot in it. */
  side: number;
  dot: number;
  /** Index of the pixel at the upper left corner of each person's dot. */
  at: Int32Array;
  /** The person in each place, -1 if empty; places row by row. */
  occupant: Int32Array;
  across: number;
  regions: Rect[];
  /** For each region: its people, and the places that they fill in this order. */
  members: Int32Array[];
  slots: Int32Array[];
}

const GAP = 2; // places between regions

/** Return the places of all people on a canvas of `width` x `height` pixels. */
export function layout(people: Crowd, regions: number, width: number, height: number, arrange: Arrange): Layout {
  const members = byRegion(people, regions, arrange);
  const count = people.region.length;
  const sizes = members.map((each) => each.length);
  const cut = (across: number, down: number) => split(sizes, { x: 0, y: 0, w: across, h: down });
  const room = (rects: Rect[]) => rects.every((rect, r) => rect.w > 0 && rect.w * rect.h >= sizes[r]!);
  for (let side = Math.max(1, Math.floor(Math.sqrt((width * height) / count))); ; side--) {
    const across = Math.floor(width / side);
    let down = Math.floor(height / side);
    if (side > 1 && !room(cut(across, down))) continue;
    while (down > 1 && room(cut(across, down - 1))) down -= 1; // no more rows than needed
    return placed(members, cut(across, down), count, width, down * side, side, across, down, arrange);
  }
}

/**
 * Return the people of each region. Neighbours: rural before urban, then by income, then by number, which keeps
 * households together. By score: shuffled, so that people with equal scores are in no other order.
 */
function byRegion({ region, groups }: Crowd, regions: number, arrange: Arrange): Int32Array[] {
  const members: number[][] = Array.from({ length: regions }, () => []);
  region.forEach((r, person) => members[r]!.push(person));
  const near = (person: number) => (groups[person]! & 0x40 ? 8 : 0) + (groups[person]! & 7);
  const order = Float64Array.from(region, (_, person) => (arrange === "score" ? shuffled(person) : near(person)));
  return members.map((each) => Int32Array.from(each.sort((a, b) => order[a]! - order[b]! || a - b)));
}

/** A number that depends on nothing but the person's number, in no visible order. */
function shuffled(person: number): number {
  const mixed = Math.imul(person ^ (person >>> 15), 0x2c1b3c6d);
  return Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0;
}

/** Cut a rectangle again and again across its longer side until each region has a part in proportion to its people. */
function split(counts: number[], rect: Rect): Rect[] {
  if (counts.length <= 1) return counts.map(() => rect);
  const total = counts.reduce((a, b) => a + b, 0) || 1;
  let cut = 1;
  let first = counts[0]!;
  while (cut < counts.length - 1 && first + counts[cut]! / 2 < total / 2) first += counts[cut++]!;
  const wide = rect.w >= rect.h;
  const room = (wide ? rect.w : rect.h) - GAP;
  const part = Math.round((room * first) / total);
  const a = wide ? { ...rect, w: part } : { ...rect, h: part };
  const b = wide
    ? { ...rect, x: rect.x + part + GAP, w: room - part }
    : { ...rect, y: rect.y + part + GAP, h: room - part };
  return [...split(counts.slice(0, cut), a), ...split(counts.slice(cut), b)];
}

function placed(
  members: Int32Array[],
  rects: Rect[],
  people: number,
  width: number,
  height: number,
  side: number,
  across: number,
  down: number,
  arrange: Arrange,
): Layout {
  const slots = rects.map((rect, r) => {
    const count = members[r]!.length;
    const places = arrange === "score" ? rising(rect).slice(0, count) : evenly(curve(rect), count);
    return places.map((place) => (rect.y + Math.floor(place / rect.w)) * across + rect.x + (place % rect.w));
  });
  const regions = rects.map(({ x, y, w, h }) => ({ x: x * side, y: y * side, w: w * side, h: h * side }));
  const at = new Int32Array(people).fill(-1);
  const occupant = new Int32Array(across * down).fill(-1);
  const laid = { width, height, side, dot: side > 3 ? side - 1 : side, at, occupant, across, regions, members, slots };
  members.forEach((each, r) => assignPlaces(laid, each, r));
  return laid;
}

/** Put the people of a region in its places, in this order. */
function assignPlaces(laid: Layout, people: Int32Array, r: number): void {
  const { at, occupant, across, side, width } = laid;
  const slots = laid.slots[r]!;
  people.forEach((person, k) => {
    const place = slots[k]!;
    at[person] = Math.floor(place / across) * side * width + (place % across) * side;
    occupant[place] = person;
  });
}

/** Arrange each region by score, people without one at the bottom. People with equal scores keep their order. */
export function arrangeByScore(laid: Layout, levels: Uint8Array, marks: Uint8Array, alive: number): void {
  laid.members.forEach((members, r) => {
    const level = (person: number) => (marks[person]! & alive ? levels[person]! + 1 : 0);
    const starts = new Int32Array(258);
    for (const person of members) starts[level(person) + 1]! += 1;
    for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
    const order = new Int32Array(members.length);
    for (const person of members) order[starts[level(person)]!++] = person;
    assignPlaces(laid, order, r);
  });
}

/** `count` of the places, evenly spaced. */
function evenly(places: Int32Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, k) => places[Math.floor((k * places.length) / count)]!);
}

/** The places of a rectangle, from the bottom row to the top row. */
function rising({ w, h }: Rect): Int32Array {
  return Int32Array.from({ length: w * h }, (_, k) => (h - 1 - Math.floor(k / w)) * w + (k % w));
}

/** The places of a rectangle along a Hilbert curve, so that neighbours on the curve are neighbours in the picture. */
function curve({ w, h }: Rect): Int32Array {
  const places = Int32Array.from({ length: w * h }, (_, k) => k);
  let order = 1;
  while (order < Math.max(w, h)) order *= 2;
  const key = Int32Array.from(places, (k) => hilbert(order, k % w, Math.floor(k / w)));
  return places.sort((a, b) => key[a]! - key[b]!);
}

function hilbert(order: number, x: number, y: number): number {
  let d = 0;
  for (let s = order / 2; s >= 1; s /= 2) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    d += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        x = order - 1 - x;
        y = order - 1 - y;
      }
      [x, y] = [y, x];
    }
  }
  return d;
}
