/** The state of the page: what was ordered, what the server answered, and which month and person are shown. */
import { Faulty, get } from "./api";
import type { By } from "./colours";
import { changed } from "./edit";
import { sameCrowd, type Crowd, type People, type Snapshot } from "./frames";
import { fromFragment, toFragment, type View } from "./link";
import type { Arrange } from "./layout";
import { Socket, type Study } from "./socket";
import type { Attribution, Catalogue, City, Effects, Fault, Finding, Law, Order, Rules, Story, Words } from "./types";

const STORY_DELAY = 120; // milliseconds between the picture and its story, so that the picture is not held up
const MOST_STORIES = 32; // stories in the cache
const EDIT_DELAY = 25; // milliseconds between the last edit and the order; the last order wins

export type Panel = "watch" | "design" | "life" | "register" | "effects" | "about";

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

class Lab {
  catalogue = $state<Catalogue | null>(null);
  /** The regime as edited, and the id of the catalogue's regime that it started from. */
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
  /** How people are arranged within a region. */
  arrange = $state<Arrange>("score");
  /** The measure that decides who was harmed, once there is a study; null: work and homes, for the random seed shown. */
  harm = $state<string | null>(null);
  person = $state<number | null>(null);

  busy = $state<{ which: string; share: number; ahead: number } | null>(null);
  faults = $state<Fault[]>([]);
  offline = $state(false);
  cities = $state.raw<[City, City] | null>(null);
  people = $state.raw<People | null>(null);
  /** Groups and regions of the people. While they stay the same, so does the layout. */
  crowd = $state.raw<Crowd | null>(null);
  stories = $state.raw<[Story, Story] | null>(null);
  effects = $state.raw<Effects | null>(null);
  sides = $state.raw<Uint8Array[]>([]);
  attribution = $state.raw<Attribution | null>(null);
  law = $state.raw<Law | null>(null);
  /** The study under way. */
  study = $state<{ ask: Study; share: number; ahead: number } | null>(null);
  /** The months that have arrived. `arrived` counts them, so that the picture is drawn again. */
  frames: ([Snapshot, Snapshot] | undefined)[] = [];
  arrived = $state(0);

  private storyCache = new Map<string, Story>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private socket = new Socket({
    simulating: (which, share, ahead) => (this.busy = { which, share, ahead }),
    ready: (cities) => this.receive(cities),
    people: (people) => {
      this.people = people;
      if (this.crowd === null || !sameCrowd(this.crowd, people)) this.crowd = people;
    },
    month: (month, snapshots) => {
      this.frames[month] = snapshots;
      this.arrived += 1;
    },
    studying: (ask, share, ahead) => (this.study = { ask, share, ahead }),
    studied: (ask, found) => {
      this.study = null;
      if (ask === "effects") this.effects = found as Effects;
      else this.attribution = found as Attribution;
    },
    sides: (sides) => (this.sides = sides),
    faults: (faults) => {
      this.faults = faults;
      this.busy = null;
      this.study = null;
    },
    closed: () => {
      this.offline = true;
      this.busy = null;
      this.study = null;
    },
  });

  get edited(): boolean {
    return this.original !== null && this.rules !== null && changed(this.original, this.rules);
  }

  original = $state.raw<Rules | null>(null);

  /** The last month of the worlds shown. */
  get last(): number {
    return this.cities?.[0].months ?? this.months;
  }

  /** Both worlds in the month shown. */
  snapshots = $derived.by<[Snapshot, Snapshot] | undefined>(() => {
    void this.arrived;
    return this.frames[this.month];
  });

  /** Who loses (1) and who gains (2): by the measure chosen, or else for the random seed shown. */
  get fates(): Uint8Array | undefined {
    const place = this.effects?.lives.findIndex(({ id }) => id === this.harm) ?? -1;
    return this.sides[place] ?? this.people?.fate;
  }

  /** The legal findings on a clause and its parts. */
  findings(key: string): Finding[] {
    return this.law?.findings.filter((each) => each.key === key || each.key.startsWith(`${key}.`) || each.key.startsWith(`${key}[`)) ?? [];
  }

  askEffects(seeds: number): void {
    this.study = { ask: "effects", share: 0, ahead: 0 };
    this.socket.effects(seeds);
  }

  askClauses(by: "clause" | "kind"): void {
    this.study = { ask: "clauses", share: 0, ahead: 0 };
    this.socket.clauses(by);
  }

  async begin(): Promise<void> {
    this.catalogue = await get<Catalogue>("/catalogue");
    const view = fromFragment(location.hash);
    Object.assign(this, view.settings);
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

  /** Order the worlds again after an edit, once a short pause shows that no other edit follows. */
  rulesEdited(): void {
    performance.mark("edited");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.order(), EDIT_DELAY);
  }

  order(): void {
    if (this.rules === null) return;
    this.faults = [];
    this.offline = false;
    this.busy = { which: "first", share: 0, ahead: 0 };
    const world = (regime: string | Rules): Order => ({
      regime,
      citizens: this.citizens,
      months: this.months,
      people_seed: this.peopleSeed,
      seed: this.seed,
      ...(this.society ? { society: this.society } : {}),
    });
    const society = this.society ?? (this.rules.regime as { society?: string } | undefined)?.society;
    const baseline = { ...world(this.baseline), ...(society ? { society } : {}) };
    this.socket.cities(world(this.edited ? this.draft() : this.start), baseline);
  }

  private receive(cities: [City, City]): void {
    performance.mark("ready");
    const first = this.cities === null;
    const atEnd = this.month >= this.last;
    if (cities.some(({ key }, k) => key !== this.cities?.[k]?.key)) this.clearStudies();
    this.cities = cities;
    this.busy = null;
    this.frames = [];
    this.arrived = 0;
    const last = cities[0].months;
    if (first && this.month === 0 && !this.playing) this.month = last;
    else if (atEnd || this.month > last) this.month = last;
    this.fetchMonths(this.month, last);
    if (this.person !== null && this.person >= cities[0].citizens) this.person = null;
    void this.loadStories(cities);
    this.saveLink();
  }

  /** Drop the studies: they are of other worlds. */
  private clearStudies(): void {
    this.effects = this.attribution = this.study = this.harm = null;
    this.sides = [];
  }

  /** Fetch the month shown first, so that the picture is there at once, then all months. */
  private fetchMonths(month: number, last: number): void {
    const all = () => this.socket.months(0, last);
    this.socket.months(month, month);
    setTimeout(all, 60);
  }

  /** Load what happened and what the law says: after the picture, and not if there is another order by then. */
  private async loadStories(cities: [City, City]): Promise<void> {
    const current = () => this.cities === cities && this.busy === null;
    try {
      await wait(STORY_DELAY);
      if (!current()) return;
      const stories = await Promise.all(cities.map((city) => this.storyOf(city)));
      if (this.cities !== cities) return;
      this.stories = stories as [Story, Story];
      await wait(STORY_DELAY);
      if (current()) this.law = await get<Law>(`/cities/${cities[0].key}/law`);
    } catch (error) {
      if (error instanceof Faulty) this.faults = error.faults;
    }
  }

  /** The story of a world, from the cache if it was loaded before. */
  private async storyOf({ key }: City): Promise<Story> {
    const found = this.storyCache.get(key) ?? (await get<Story>(`/cities/${key}/story`));
    this.storyCache.set(key, found);
    if (this.storyCache.size > MOST_STORIES) this.storyCache.delete(this.storyCache.keys().next().value!);
    return found;
  }

  /** A plain copy of the rules, without Svelte's proxies. */
  draft(): Rules {
    return JSON.parse(JSON.stringify(this.rules)) as Rules;
  }

  /** What the share link contains: rules, baseline, society, seeds and view. Nothing is stored anywhere else. */
  get view(): View {
    const { start, baseline, society, citizens, months, peopleSeed, seed, panel, by, arrange, person } = this;
    const settings = { start, baseline, society, citizens, months, peopleSeed, seed, panel, by, arrange, person };
    return { settings, month: this.month, rules: this.edited ? this.draft() : undefined };
  }

  saveLink(): void {
    history.replaceState(null, "", toFragment(this.view));
  }
}

export const lab = new Lab();
