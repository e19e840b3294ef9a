/** The binary messages: a head of eight bytes, then columns of one byte a person (see web/frames.py). */

export const PEOPLE = 1;
export const SIDES = 3;

/** Who people are and where they live. */
export interface Crowd {
  groups: Uint8Array;
  region: Uint8Array;
}

/** And what became of them beside their twins. */
export interface People extends Crowd {
  fate: Uint8Array;
}

/** One city in one month: the place of each score on the scale (0 none), and marks. */
export interface Half {
  levels: Uint8Array;
  marks: Uint8Array;
}

export interface Head {
  kind: number;
  columns: number;
  month: number;
  count: number;
}

export const BAND = 0x0f;
export const LISTED = 0x10;
export const REFUSED = 0x20;
export const ALIVE = 0x40;
export const JOBLESS = 0x80;
export const WORSE = 1;
export const BETTER = 2;

export function head(buffer: ArrayBuffer): Head {
  const view = new DataView(buffer);
  return { kind: view.getUint8(0), columns: view.getUint8(1), month: view.getUint16(2, true), count: view.getUint32(4, true) };
}

function column(buffer: ArrayBuffer, count: number, place: number): Uint8Array {
  return new Uint8Array(buffer, 8 + place * count, count);
}

export function people(buffer: ArrayBuffer, count: number): People {
  const [groups, region, fate] = [0, 1, 2].map((place) => column(buffer, count, place)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return { groups, region, fate };
}

export function halves(buffer: ArrayBuffer, count: number): [Half, Half] {
  const half = (place: number) => ({
    levels: column(buffer, count, place),
    marks: column(buffer, count, place + 1),
  });
  return [half(0), half(2)];
}

export function sameCrowd(one: Crowd, other: Crowd): boolean {
  return same(one.groups, other.groups) && same(one.region, other.region);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((value, k) => value === other[k]);
}

/** Who loses (1) and who gains (2) by each measure of lives. */
export function sides(buffer: ArrayBuffer, count: number, columns: number): Uint8Array[] {
  return Array.from({ length: columns }, (_, place) => column(buffer, count, place));
}
