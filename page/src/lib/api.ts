/** Requests to the server that served this page. The page contacts no other server. */
import type { Fault, Rules } from "./types";

export class Faulty extends Error {
  faults: Fault[];

  constructor(faults: Fault[]) {
    super(faults[0]?.message ?? "the server did not answer");
    this.faults = faults;
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as { faults?: Fault[] };
  throw new Faulty(body.faults ?? [{ message: `the server answered with status ${response.status}` }]);
}

export async function get<T>(path: string): Promise<T> {
  return answer<T>(await fetch(`/api${path}`));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  return answer<T>(await fetch(`/api${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const toToml = async (regime: Rules) => (await post<{ toml: string }>("/write", { regime })).toml;
export const fromToml = async (toml: string) => (await post<{ regime: Rules }>("/read", { toml })).regime;
