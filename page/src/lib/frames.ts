/** The binary messages: a header of eight bytes, then columns with one byte per person (see web/frames.py). */

export const PEOPLE = 1;
export const SIDES = 3;

/** Groups and region of each person. They never change. */
export interface Crowd {
  groups: Uint8Array;
  region: Uint8Array;
}

/** And whether each person ended up worse or better off than in the other world. */
export interface People extends Crowd {
  fate: Uint8Array;
}

/** One world in one month: each person's level on the score scale (0 without a score), and marks. */
export interface Snapshot {
  levels: Uint8Array;
  marks: Uint8Array;
}

export interface Header {
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

export function header(buffer: ArrayBuffer): Header {
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

/** The month of both worlds. */
export function snapshots(buffer: ArrayBuffer, count: number): [Snapshot, Snapshot] {
  const snapshot = (place: number) => ({
    levels: column(buffer, count, place),
    marks: column(buffer, count, place + 1),
  });
  return [snapshot(0), snapshot(2)];
}

export function sameCrowd(one: Crowd, other: Crowd): boolean {
  return same(one.groups, other.groups) && same(one.region, other.region);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((value, k) => value === other[k]);
}

/** Who loses (1) and who gains (2), one column for each measure. */
export function sides(buffer: ArrayBuffer, count: number, columns: number): Uint8Array[] {
  return Array.from({ length: columns }, (_, place) => column(buffer, count, place));
}
