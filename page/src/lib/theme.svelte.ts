/** Light or dark colours: those of the system until the reader chooses. */
import { DARK, LIGHT, type Theme } from "./colours";

class Choice {
  dark = $state(matchMedia("(prefers-color-scheme: dark)").matches);

  constructor() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => this.set(matches));
    this.set(this.dark);
  }

  get colours(): Theme {
    return this.dark ? DARK : LIGHT;
  }

  toggle(): void {
    this.set(!this.dark);
  }

  private set(dark: boolean): void {
    this.dark = dark;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }
}

export const theme = new Choice();
