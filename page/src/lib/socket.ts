/** The socket: order two cities, then take their months one by one, each acknowledged before the next. */
import { PEOPLE, SIDES, halves, head, people, sides, type Half, type People } from "./frames";
import type { Carried, City, Effects, Fault, Order } from "./types";

export interface Hearing {
  living(which: "first" | "second", share: number, ahead: number): void;
  ready(cities: [City, City], order: number): void;
  people(people: People): void;
  month(month: number, halves: [Half, Half]): void;
  studying(ask: Study, share: number, ahead: number): void;
  studied(ask: Study, found: Effects | Carried): void;
  sides(sides: Uint8Array[]): void;
  faults(faults: Fault[]): void;
  gone(): void;
}

export type Study = "effects" | "clauses";

interface Said {
  say: "living" | "ready" | "faults" | "studying" | "studied";
  ask?: Study;
  found?: Effects | Carried;
  order?: number;
  which?: "first" | "second";
  share?: number;
  ahead?: number;
  cities?: [City, City];
  faults?: Fault[];
}

export class Socket {
  private socket: WebSocket | null = null;
  private order = 0;
  private waiting: string[] = [];

  constructor(private hearing: Hearing) {}

  /** Ask for two cities; whatever was asked before is dropped. */
  cities(first: Order, second: Order): number {
    this.order += 1;
    this.send({ ask: "cities", order: this.order, first, second });
    return this.order;
  }

  months(first: number, last: number): void {
    this.send({ ask: "months", first, last });
  }

  /** Ask who loses and gains in the two cities over so many lucks. */
  effects(lucks: number): void {
    this.send({ ask: "effects", lucks });
  }

  /** Ask what each clause, or kind of clause, carries. */
  clauses(by: "clause" | "kind"): void {
    this.send({ ask: "clauses", by });
  }

  private send(ask: object): void {
    const text = JSON.stringify(ask);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
    else this.waiting.push(text);
    if (this.socket === null) this.open();
  }

  private open(): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/watch`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      for (const text of this.waiting.splice(0)) socket.send(text);
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.hear(JSON.parse(data)) : this.take(data));
    socket.onclose = () => {
      this.socket = null;
      this.hearing.gone();
    };
    this.socket = socket;
  }

  private hear(said: Said): void {
    if (said.order !== undefined && said.order !== this.order) return;
    if (said.say === "living") this.hearing.living(said.which!, said.share!, said.ahead!);
    else if (said.say === "ready") this.hearing.ready(said.cities!, said.order!);
    else if (said.say === "studying") this.hearing.studying(said.ask!, said.share!, said.ahead!);
    else if (said.say === "studied") this.hearing.studied(said.ask!, said.found!);
    else this.hearing.faults(said.faults ?? []);
  }

  private take(buffer: ArrayBuffer): void {
    const { kind, columns, month, count } = head(buffer);
    if (kind === PEOPLE) return this.hearing.people(people(buffer, count));
    if (kind === SIDES) return this.hearing.sides(sides(buffer, count, columns));
    this.hearing.month(month, halves(buffer, count));
    this.socket?.send('{"ask":"next"}');
  }
}
