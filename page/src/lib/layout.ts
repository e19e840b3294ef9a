/** Where everybody stands: a block a region, and within it neighbours by number next to each other. */

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Side of a place in pixels, and of the dot in it. */
  side: number;
  dot: number;
  /** The pixel of each person's upper left corner. */
  at: Int32Array;
  /** Who stands in each place, -1 nobody; places by rows. */
  who: Int32Array;
  across: number;
  regions: Rect[];
}

const GAP = 2; // places between regions

/** Lay out people by region on a canvas of so many pixels. */
export function layout(region: Uint8Array, regions: number, width: number, height: number): Layout {
  const members = byRegion(region, regions);
  for (let side = Math.max(1, Math.floor(Math.sqrt((width * height) / region.length))); ; side--) {
    const across = Math.floor(width / side);
    const down = Math.floor(height / side);
    const rects = split(members.map((each) => each.length), { x: 0, y: 0, w: across, h: down });
    if (side === 1 || rects.every((rect, r) => rect.w * rect.h >= members[r]!.length)) {
      return placed(members, rects, region.length, width, height, side, across, down);
    }
  }
}

function byRegion(region: Uint8Array, regions: number): number[][] {
  const members: number[][] = Array.from({ length: regions }, () => []);
  region.forEach((r, person) => members[r]!.push(person));
  return members;
}

/** Cut a rectangle in two along its longer side until each region has its part, in proportion to its people. */
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
  members: number[][],
  rects: Rect[],
  people: number,
  width: number,
  height: number,
  side: number,
  across: number,
  down: number,
): Layout {
  const at = new Int32Array(people).fill(-1);
  const who = new Int32Array(across * down).fill(-1);
  rects.forEach((rect, r) => {
    const places = curve(rect);
    members[r]!.forEach((person, k) => {
      const place = places[Math.floor((k * places.length) / members[r]!.length)];
      if (place === undefined) return;
      const x = rect.x + (place % rect.w);
      const y = rect.y + Math.floor(place / rect.w);
      at[person] = y * side * width + x * side;
      who[y * across + x] = person;
    });
  });
  const regions = rects.map(({ x, y, w, h }) => ({ x: x * side, y: y * side, w: w * side, h: h * side }));
  return { width, height, side, dot: side > 3 ? side - 1 : side, at, who, across, regions };
}

/** The places of a rectangle along a Hilbert curve, so that near on the curve is near in the picture. */
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
