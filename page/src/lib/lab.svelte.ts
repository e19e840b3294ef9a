/** The state of the page: what was asked for, what came back, which month and person are looked at. */
import { Faulty, get } from "./api";
import type { By } from "./colours";
import { changed } from "./edit";
import { sameCrowd, type Crowd, type Half, type People } from "./frames";
import { fromFragment, toFragment, type View } from "./link";
import type { Arrange } from "./layout";
import { Socket, type Study } from "./socket";
import type { Carried, Catalogue, City, Effects, Fault, Finding, Law, Order, Rules, Story, Words } from "./types";

const TELL_AFTER = 120; // milliseconds from the picture to its words
const MOST_TOLD = 32; // stories kept
const PAUSE = 25; // milliseconds from the last change of a rule to the order; the last order wins

export type Panel = "watch" | "design" | "life" | "register" | "effects" | "about";

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

class Lab {
  catalogue = $state<Catalogue | null>(null);
  /** The regime as it is being designed, and the one of the catalogue that it started from. */
  rules = $state<Rules | null>(null);
  start = $state("citizen-score");
  words = $state<Words>({ activities: [], decisions: [], firm_activities: [], firm_decisions: [] });
  baseline = $state("none");
  society = $state<string | undefined>(undefined);
  citizens = $state(20_000);
  months = $state(120);
  peopleSeed = $state(1);
  seed = $state(1);

  panel = $state<Panel>("watch");
  month = $state(0);
  playing = $state(false);
  by = $state<By>("score");
  /** How people stand within a region. */
  arrange = $state<Arrange>("score");
  /** Which measure of lives tells who was harmed, once a study has been made; of one luck alone without. */
  harm = $state<string | null>(null);
  person = $state<number | null>(null);

  busy = $state<{ which: string; share: number; ahead: number } | null>(null);
  faults = $state<Fault[]>([]);
  offline = $state(false);
  cities = $state.raw<[City, City] | null>(null);
  people = $state.raw<People | null>(null);
  /** The same people, but for their fates: as long as they stay, so does where they stand. */
  crowd = $state.raw<Crowd | null>(null);
  stories = $state.raw<[Story, Story] | null>(null);
  effects = $state.raw<Effects | null>(null);
  sides = $state.raw<Uint8Array[]>([]);
  carried = $state.raw<Carried | null>(null);
  law = $state.raw<Law | null>(null);
  /** The study under way. */
  study = $state<{ ask: Study; share: number; ahead: number } | null>(null);
  /** The months that have arrived; `arrived` counts them, so that what is drawn follows. */
  frames: ([Half, Half] | undefined)[] = [];
  arrived = $state(0);

  private told = new Map<string, Story>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private socket = new Socket({
    living: (which, share, ahead) => (this.busy = { which, share, ahead }),
    ready: (cities) => this.take(cities),
    people: (people) => {
      this.people = people;
      if (this.crowd === null || !sameCrowd(this.crowd, people)) this.crowd = people;
    },
    month: (month, halves) => {
      this.frames[month] = halves;
      this.arrived += 1;
    },
    studying: (ask, share, ahead) => (this.study = { ask, share, ahead }),
    studied: (ask, found) => {
      this.study = null;
      if (ask === "effects") this.effects = found as Effects;
      else this.carried = found as Carried;
    },
    sides: (sides) => (this.sides = sides),
    faults: (faults) => {
      this.faults = faults;
      this.busy = null;
      this.study = null;
    },
    gone: () => {
      this.offline = true;
      this.busy = null;
      this.study = null;
    },
  });

  get edited(): boolean {
    return this.original !== null && this.rules !== null && changed(this.original, this.rules);
  }

  original = $state.raw<Rules | null>(null);

  /** The months in the picture. */
  get last(): number {
    return this.cities?.[0].months ?? this.months;
  }

  /** The month that is looked at; another one that arrives changes nothing in the picture. */
  halves = $derived.by<[Half, Half] | undefined>(() => {
    void this.arrived;
    return this.frames[this.month];
  });

  /** Who loses (1) and gains (2), by the measure that is looked at, or in this one luck where none is. */
  get fates(): Uint8Array | undefined {
    const place = this.effects?.lives.findIndex(({ id }) => id === this.harm) ?? -1;
    return this.sides[place] ?? this.people?.fate;
  }

  /** What the linter finds in a clause, its parts included. */
  findings(key: string): Finding[] {
    return this.law?.findings.filter((each) => each.key === key || each.key.startsWith(`${key}.`) || each.key.startsWith(`${key}[`)) ?? [];
  }

  askEffects(lucks: number): void {
    this.study = { ask: "effects", share: 0, ahead: 0 };
    this.socket.effects(lucks);
  }

  askClauses(by: "clause" | "kind"): void {
    this.study = { ask: "clauses", share: 0, ahead: 0 };
    this.socket.clauses(by);
  }

  async begin(): Promise<void> {
    this.catalogue = await get<Catalogue>("/catalogue");
    const view = fromFragment(location.hash);
    Object.assign(this, view.kept);
    if (!this.catalogue.regimes.some(({ id }) => id === this.start)) this.start = "citizen-score";
    await this.choose(this.start, view.rules);
    if (view.month !== undefined) this.month = view.month;
  }

  /** Start from a regime of the catalogue. */
  async choose(id: string, rules?: Rules): Promise<void> {
    const found = await get<{ regime: Rules; society: Words }>(`/regimes/${id}`);
    this.start = id;
    this.words = found.society;
    this.original = found.regime;
    this.rules = rules ?? structuredClone(found.regime);
    this.order();
  }

  /** A rule has changed: live it after a pause, in which more may change. */
  touched(): void {
    performance.mark("touched");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.order(), PAUSE);
  }

  order(): void {
    if (this.rules === null) return;
    this.faults = [];
    this.offline = false;
    this.busy = { which: "first", share: 0, ahead: 0 };
    const asked = (regime: string | Rules): Order => ({
      regime,
      citizens: this.citizens,
      months: this.months,
      people_seed: this.peopleSeed,
      seed: this.seed,
      ...(this.society ? { society: this.society } : {}),
    });
    const society = this.society ?? (this.rules.regime as { society?: string } | undefined)?.society;
    const baseline = { ...asked(this.baseline), ...(society ? { society } : {}) };
    this.socket.cities(asked(this.edited ? this.draft() : this.start), baseline);
  }

  private take(cities: [City, City]): void {
    performance.mark("ready");
    const first = this.cities === null;
    const whole = this.month >= this.last;
    if (cities.some(({ key }, k) => key !== this.cities?.[k]?.key)) this.forget();
    this.cities = cities;
    this.busy = null;
    this.frames = [];
    this.arrived = 0;
    const last = cities[0].months;
    if (first && this.month === 0 && !this.playing) this.month = last;
    else if (whole || this.month > last) this.month = last;
    this.fetchMonths(this.month, last);
    if (this.person !== null && this.person >= cities[0].citizens) this.person = null;
    void this.tell(cities);
    this.keep();
  }

  /** What was found of other cities does not hold of these. */
  private forget(): void {
    this.effects = this.carried = this.study = this.harm = null;
    this.sides = [];
  }

  /** First the month that is looked at, so that the picture is there at once, then all. */
  private fetchMonths(month: number, last: number): void {
    const all = () => this.socket.months(0, last);
    this.socket.months(month, month);
    setTimeout(all, 60);
  }

  /** What happened, and what the law says: after the picture, and not at all if another order comes first. */
  private async tell(cities: [City, City]): Promise<void> {
    const still = () => this.cities === cities && this.busy === null;
    try {
      await wait(TELL_AFTER);
      if (!still()) return;
      const stories = await Promise.all(cities.map((city) => this.storyOf(city)));
      if (this.cities !== cities) return;
      this.stories = stories as [Story, Story];
      await wait(TELL_AFTER);
      if (still()) this.law = await get<Law>(`/cities/${cities[0].key}/law`);
    } catch (error) {
      if (error instanceof Faulty) this.faults = error.faults;
    }
  }

  /** The story of a city; one that is told already is not asked for again. */
  private async storyOf({ key }: City): Promise<Story> {
    const found = this.told.get(key) ?? (await get<Story>(`/cities/${key}/story`));
    this.told.set(key, found);
    if (this.told.size > MOST_TOLD) this.told.delete(this.told.keys().next().value!);
    return found;
  }

  /** The rules as they stand, free of the page's own bookkeeping. */
  draft(): Rules {
    return JSON.parse(JSON.stringify(this.rules)) as Rules;
  }

  /** What the share link holds: the regime, baseline, society, seeds and view; nothing is stored anywhere. */
  get view(): View {
    const { start, baseline, society, citizens, months, peopleSeed, seed, panel, by, arrange, person } = this;
    const kept = { start, baseline, society, citizens, months, peopleSeed, seed, panel, by, arrange, person };
    return { kept, month: this.month, rules: this.edited ? this.draft() : undefined };
  }

  keep(): void {
    history.replaceState(null, "", toFragment(this.view));
  }
}

export const lab = new Lab();
