/** What the server sends; see the description at /api/openapi.json. */

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
  firm_activities: { id: string; title: string }[];
  firm_decisions: { id: string; title: string }[];
}

/** A regime as JSON. The designer reads it by the server's schema. */
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
  ties_changed: { month: number; friend: number; made: boolean; why: "met" | "death" | "by itself" | "dropped by" | "dropped" }[];
  /** For each state 1 in the months in which it holds; the first month is the one before the regime. */
  states: Record<string, number[]>;
  wealth: number[];
  ranks: (number | null)[];
  /** In how many of these months the person was alive. */
  alive: number;
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

/** An estimate with its 95 % interval over random seeds; null where there is none. */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Measured {
  id: string;
  measure: string;
  title: string;
  unit: string;
  better: "more" | "less" | "neither";
  tag: string;
  first: Estimate;
  second: Estimate;
  difference: Estimate;
  why: string | null;
}

export interface Sides {
  people: number;
  lose: Estimate;
  gain: Estimate;
  enough: boolean;
}

/** A measure taken of each person: who loses and who gains, by group, and quantiles of the gain by percentile. */
export interface PersonalEffects {
  id: string;
  title: string;
  unit: string;
  better: "more" | "less" | "neither";
  tag: string;
  threshold: number;
  line: number;
  quantiles: Record<string, number>;
  groups: Record<string, Sides>;
  figure: Measured;
}

export interface Effects {
  seeds: number;
  citizens: number;
  months: number;
  sentences: { words: string; tag: string }[];
  groups: Record<string, string>;
  lives: PersonalEffects[];
  figures: Measured[];
  freedom: string[];
  mobility: string[];
  worth: string[];
}

/** How much of each effect is due to each part of a regime. */
export interface Attribution {
  byline: string;
  measures: { id: string; title: string; unit: string; better: "more" | "less" | "neither" }[];
  parties: { id: string; title: string; clauses: string[] }[];
  whole: Record<string, Estimate>;
  parts: Record<string, Record<string, Estimate>>;
}

export interface FlowPath {
  stations: string[];
  bearing: string | null;
  points: number | null;
}

export interface Finding {
  rule: string;
  kind: "fail" | "review" | "open";
  level: string | null;
  title: string;
  subject: string;
  key: string;
  met: string[];
  contested: string[];
  missing: string[];
  citation: string;
  verified: boolean;
  fix: string;
  edits: string[];
  paths: FlowPath[];
}

export interface FlowNode {
  id: string;
  kind: "source" | "act" | "ties" | "score" | "standing" | "decision" | "public";
  title: string;
  context: string | null;
}

export interface Law {
  notice: string;
  laws: string[];
  on: string;
  counts: Record<string, number>;
  findings: Finding[];
  flow: { nodes: FlowNode[]; edges: { start: string; end: string; points: number | null }[]; unrelated: number; paths: number };
}

export interface RegisterRows {
  total: number;
  first: number;
  columns: string[];
  rows: (string | number | boolean | string[] | null)[][];
}
