/** Paints a world pixel by pixel in memory, which is faster than drawing a rectangle for each dot. */
import type { Scheme } from "./colours";
import type { People, Snapshot } from "./frames";
import type { Layout } from "./layout";

export class Picture {
  private image: ImageData;
  private pixels: Uint32Array;

  constructor(private layout: Layout, paper: number) {
    this.image = new ImageData(layout.width, layout.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.pixels.fill(paper);
  }

  /** Paint one month. */
  month(context: CanvasRenderingContext2D, scheme: Scheme, snapshot: Snapshot, people: People): void {
    const { at, dot, width } = this.layout;
    const { palette } = scheme;
    const pixels = this.pixels;
    for (let person = 0; person < at.length; person++) {
      const start = at[person]!;
      if (start < 0) continue;
      const colour = palette[scheme.of(person, snapshot, people)]!;
      for (let y = 0, row = start; y < dot; y++, row += width) {
        for (let x = 0; x < dot; x++) pixels[row + x] = colour;
      }
    }
    context.putImageData(this.image, 0, 0);
  }
}

/** The person nearest to a pixel, at most `most` places away; null if there is nobody. */
export function personAt(layout: Layout, x: number, y: number, most = 2): number | null {
  const [column, row] = [Math.floor(x / layout.side), Math.floor(y / layout.side)];
  for (let far = 0; far <= most; far++) {
    for (let dy = -far; dy <= far; dy++) {
      for (let dx = -far; dx <= far; dx++) {
        const person = inPlace(layout, column + dx, row + dy);
        if (person !== null) return person;
      }
    }
  }
  return null;
}

function inPlace(layout: Layout, column: number, row: number): number | null {
  if (column < 0 || column >= layout.across) return null;
  const person = layout.occupant[row * layout.across + column];
  return person === undefined || person < 0 ? null : person;
}

/** The centre of a person's dot, in pixels. */
export function middle(layout: Layout, person: number): [number, number] {
  const at = layout.at[person] ?? -1;
  return [(at % layout.width) + layout.dot / 2, Math.floor(at / layout.width) + layout.dot / 2];
}
