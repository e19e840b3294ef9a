/** Reading a JSON Schema as the designer needs it: which control fits a value. */
import type { Value } from "./types";

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  const?: string;
  type?: string;
  title?: string;
  description?: string;
  default?: Value;
  minimum?: number;
  maximum?: number;
}

export type Kind = "figure" | "table" | "list" | "words" | "choice" | "switch" | "number" | "text" | "other";

/** Follow references and drop the alternative of nothing. */
export function plain(schema: Schema | undefined, whole: Schema): Schema {
  if (!schema) return {};
  if (schema.$ref) return plain(whole.$defs?.[schema.$ref.split("/").pop()!], whole);
  const some = schema.anyOf?.filter(({ type }) => type !== "null");
  if (some?.length === 1) return { ...plain(some[0], whole), default: schema.default };
  return schema;
}

export function kind(schema: Schema, whole: Schema): Kind {
  if (schema.properties) return schema.properties.value && schema.properties.assumption ? "figure" : "table";
  if (schema.type === "array") return plain(schema.items, whole).properties ? "list" : "words";
  if (schema.enum || schema.const) return "choice";
  if (schema.type === "boolean") return "switch";
  if (schema.type === "number" || schema.type === "integer") return "number";
  return schema.type === "string" ? "text" : "other";
}

const TRIED = "tried on the page";

/** A number of the page's own, with the span in which it may be moved. */
export const tried = (value: number, range: [number, number]): Value => ({ value, assumption: TRIED, range });

/** A first value for something that was left out. */
export function fresh(schema: Schema, whole: Schema): Value {
  const filled = (schema.required ?? []).map((key): [string, Value] => [key, fresh(plain(schema.properties![key], whole), whole)]);
  switch (kind(schema, whole)) {
    case "figure": return tried(0.5, [0, 1]);
    case "table": return Object.fromEntries(filled);
    case "list":
    case "words": return [];
    case "choice": return schema.enum?.[0] ?? schema.const ?? "";
    case "switch": return true;
    case "number": return schema.minimum ?? 0;
    default: return "";
  }
}
