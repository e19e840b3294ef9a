/** The socket: order two worlds, then receive their months one by one and acknowledge each before the next. */
import { PEOPLE, SIDES, header, people, sides, snapshots, type People, type Snapshot } from "./frames";
import type { Attribution, City, Effects, Fault, Order } from "./types";

export interface Listener {
  simulating(which: "first" | "second", share: number, ahead: number): void;
  ready(cities: [City, City], order: number): void;
  people(people: People): void;
  month(month: number, snapshots: [Snapshot, Snapshot]): void;
  studying(ask: Study, share: number, ahead: number): void;
  studied(ask: Study, found: Effects | Attribution): void;
  sides(sides: Uint8Array[]): void;
  faults(faults: Fault[]): void;
  closed(): void;
}

export type Study = "effects" | "clauses";

interface Message {
  say: "simulating" | "ready" | "faults" | "studying" | "studied";
  ask?: Study;
  found?: Effects | Attribution;
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

  constructor(private listener: Listener) {}

  /** Ask for two worlds; the server drops everything asked for before. */
  cities(first: Order, second: Order): number {
    this.order += 1;
    this.send({ ask: "cities", order: this.order, first, second });
    return this.order;
  }

  months(first: number, last: number): void {
    this.send({ ask: "months", first, last });
  }

  /** Ask who loses and who gains between the two worlds, with this many random seeds. */
  effects(seeds: number): void {
    this.send({ ask: "effects", seeds });
  }

  /** Ask how much of each effect is due to each clause, or kind of clause. */
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
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.receive(JSON.parse(data)) : this.receiveBytes(data));
    socket.onclose = () => {
      this.socket = null;
      this.listener.closed();
    };
    this.socket = socket;
  }

  private receive(message: Message): void {
    if (message.order !== undefined && message.order !== this.order) return;
    if (message.say === "simulating") this.listener.simulating(message.which!, message.share!, message.ahead!);
    else if (message.say === "ready") this.listener.ready(message.cities!, message.order!);
    else if (message.say === "studying") this.listener.studying(message.ask!, message.share!, message.ahead!);
    else if (message.say === "studied") this.listener.studied(message.ask!, message.found!);
    else this.listener.faults(message.faults ?? []);
  }

  private receiveBytes(buffer: ArrayBuffer): void {
    const { kind, columns, month, count } = header(buffer);
    if (kind === PEOPLE) return this.listener.people(people(buffer, count));
    if (kind === SIDES) return this.listener.sides(sides(buffer, count, columns));
    this.listener.month(month, snapshots(buffer, count));
    this.socket?.send('{"ask":"next"}');
  }
}
