/** Reads a JSON Schema for the designer: which control fits a value, and which first value it gets. */
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

/** Follow references, and reduce "this or null" to this. */
export function resolve(schema: Schema | undefined, root: Schema): Schema {
  if (!schema) return {};
  if (schema.$ref) return resolve(root.$defs?.[schema.$ref.split("/").pop()!], root);
  const some = schema.anyOf?.filter(({ type }) => type !== "null");
  if (some?.length === 1) return { ...resolve(some[0], root), default: schema.default };
  return schema;
}

export function kind(schema: Schema, root: Schema): Kind {
  if (schema.properties) return schema.properties.value && schema.properties.assumption ? "figure" : "table";
  if (schema.type === "array") return resolve(schema.items, root).properties ? "list" : "words";
  if (schema.enum || schema.const) return "choice";
  if (schema.type === "boolean") return "switch";
  if (schema.type === "number" || schema.type === "integer") return "number";
  return schema.type === "string" ? "text" : "other";
}

/** The origin of a number that somebody chose on the page. */
export const SET_HERE = "set on the page";

/** A number chosen on the page, with the range in which the slider moves it. */
export const assumed = (value: number, range: [number, number]): Value => ({ value, assumption: SET_HERE, range });

/** A first value for something that the rules do not have yet. */
export function firstValue(schema: Schema, root: Schema): Value {
  const filled = (schema.required ?? []).map((key): [string, Value] => [key, firstValue(resolve(schema.properties![key], root), root)]);
  switch (kind(schema, root)) {
    case "figure": return assumed(0.5, [0, 1]);
    case "table": return Object.fromEntries(filled);
    case "list":
    case "words": return [];
    case "choice": return schema.enum?.[0] ?? schema.const ?? "";
    case "switch": return true;
    case "number": return schema.minimum ?? 0;
    default: return "";
  }
}
