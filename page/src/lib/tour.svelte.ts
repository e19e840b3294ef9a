/** The guided tour in six steps. Each step shows the part of the page that its words explain. */
import { lab, type Panel } from "./lab.svelte";
import type { By } from "./colours";
import type { Arrange } from "./layout";

export interface Step {
  panel: Panel;
  by?: By;
  arrange?: Arrange;
  month?: "first" | "last";
  play?: boolean;
}

export const STEPS: Step[] = [
  { panel: "watch", by: "income", arrange: "neighbours", month: "first" },
  { panel: "watch", by: "score", arrange: "score", month: "first", play: true },
  { panel: "register" },
  { panel: "watch", by: "refused", arrange: "score", month: "last" },
  { panel: "effects" },
  { panel: "design" },
];

class Tour {
  at = $state<number | null>(null);

  begin(): void {
    this.go(0);
  }

  go(step: number): void {
    const next = STEPS[step];
    if (!next) return this.end();
    this.at = step;
    lab.panel = next.panel;
    if (next.by) lab.by = next.by;
    if (next.arrange) lab.arrange = next.arrange;
    if (next.month) lab.month = next.month === "first" ? 0 : lab.last;
    lab.playing = next.play ?? false;
  }

  end(): void {
    this.at = null;
    lab.playing = false;
    lab.saveLink();
  }
}

export const tour = new Tour();
