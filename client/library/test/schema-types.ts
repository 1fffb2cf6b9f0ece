import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The part of JSON Schema that `docs/asyncapi.yaml` uses for types. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: Schema;
}

interface Document {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: Schema }>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

const document = parse(
  readFileSync(new URL("../../../../docs/asyncapi.yaml", import.meta.url), "utf8"),
) as Document;
const { messages, schemas } = document.components;

/** The frames of `docs/asyncapi.yaml` as TypeScript: `Requests` by action, `Frames` by type. */
export function frameTypes(): string {
  return `${record("Requests", "action")}\n${record("Frames", "type")}`;
}

function record(name: string, discriminator: "action" | "type"): string {
  const fields = Object.values(messages).flatMap(({ payload }) => {
    const key = payload.properties?.[discriminator]?.const;
    return key === undefined ? [] : [`readonly ${key}: ${typeOf(payload)};`];
  });
  return `export interface ${name} {\n${fields.join("\n")}\n}`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    // The library has one type of body for what it sends and for what it receives.
    return typeOf(schemas[name === "draftBody" ? "body" : name] ?? unknown(schema.$ref));
  }
  if (schema.const !== undefined) {
    return JSON.stringify(schema.const);
  }
  if (schema.enum !== undefined) {
    return schema.enum.map(value => JSON.stringify(value)).join(" | ");
  }
  const [only] = schema.allOf ?? [];
  return only === undefined ? typeByName(schema) : typeOf(only);
}

function typeByName(schema: Schema): string {
  switch (schema.type) {
    case "integer":
      return "number";
    case "string":
    case "boolean":
      return schema.type;
    case "array":
      return arrayType(schema);
    case "object":
      return objectType(schema);
    default:
      return unknown(String(schema.type));
  }
}

function arrayType({ items, minItems, maxItems }: Schema): string {
  const item = typeOf(items ?? unknown("an array without items"));
  return minItems !== undefined && minItems === maxItems
    ? `readonly [${Array(minItems).fill(item).join(", ")}]`
    : `readonly (${item})[]`;
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  if (additionalProperties !== undefined) {
    return `Readonly<Record<string, ${typeOf(additionalProperties)}>>`;
  }
  const fields = Object.entries(properties).map(([name, schema]) => {
    const isRequired = required.includes(name);
    return `readonly ${name}${isRequired ? "" : "?"}: ${typeOf(schema)}${isRequired ? "" : " | undefined"};`;
  });
  return `{ ${fields.join(" ")} }`;
}

function unknown(what: string): never {
  throw new Error(`docs/asyncapi.yaml has ${what}, which this test cannot read`);
}
