/** What the server says; see the description under /api/openapi.json. */

export interface Titled {
  id: string;
  title: string;
  summary: string;
}

export interface Preset {
  id: string;
  title: string;
  changes: Record<string, unknown>;
  keeps: Record<string, Record<string, unknown>>;
}

export interface Catalogue {
  regimes: (Titled & { society: string })[];
  societies: Titled[];
  presets: Preset[];
}

export interface Activity {
  id: string;
  title: string;
  domain: string;
  unit: string;
  law: string;
}

export interface Words {
  activities: Activity[];
  decisions: { id: string; title: string }[];
}

/** A regime as the server's schema has it: read by the designer through that schema alone. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Rules = { [key: string]: Value };

export interface Fault {
  message: string;
  key?: string;
  value?: string;
  allowed?: string;
  nearest?: string;
  line?: number;
  column?: number;
}

export interface City {
  key: string;
  regime: { id: string; title: string };
  society: { id: string; title: string };
  citizens: number;
  months: number;
  people_seed: number;
  seed: number;
  scale: { lowest: number; highest: number; base: number } | null;
  bands: { id: string; title: string; at_least: number }[];
  lists: { id: string; title: string }[];
  public: boolean;
  regions: number;
  seconds: number;
}

export interface Order {
  regime: string | Rules;
  society?: string;
  citizens: number;
  months: number;
  people_seed: number;
  seed: number;
}

export interface PersonMonth {
  id: number;
  month: number;
  score: number | null;
  rank: number | null;
  of: number;
  band: string | null;
  listed: boolean;
  refused: boolean;
  alive: boolean;
  out_of_work: boolean;
  region: number;
  age: number;
}

export interface Change {
  month: number;
  reason: string;
  activity: string | null;
  partner: string | null;
  points: number;
}

export interface Life {
  id: number;
  start: number | null;
  score: number | null;
  rank: number | null;
  of: number;
  band: string | null;
  changes: Change[];
  decisions: { month: number; decision: string; answer: string }[];
  about: Record<string, string | number | boolean | null>;
  friends: number[];
  ties_changed: { month: number; friend: number; made: boolean; lower: boolean }[];
}

export interface Denial {
  decision: string;
  group: string;
  asked: number;
  denied: number;
  refused_by_gate: number;
}

export interface Story {
  sentences: string[];
  courses: Record<string, (number | null)[]>;
  denials: Denial[];
}

export interface RegisterRows {
  total: number;
  first: number;
  columns: string[];
  rows: (string | number | boolean | string[] | null)[][];
}
