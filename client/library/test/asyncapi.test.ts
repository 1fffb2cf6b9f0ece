import assert from "node:assert/strict";
import { test } from "node:test";
import { errorsOf } from "./compiled.js";
import { frameTypes } from "./schema-types.js";

const FRAMES = `
  import type { ClientFrame } from "../../dist/protocol/client-frames.js";
  import type { ServerFrame } from "../../dist/protocol/server-frames.js";
  type Deep<T> = T extends readonly (infer E)[] ? readonly Deep<E>[]
    : T extends object ? { readonly [K in keyof T]?: Deep<T[K]> | undefined } : T;
  ${frameTypes()}
`;

test("each frame that the library sends is one of docs/asyncapi.yaml", () => {
  const source = `${FRAMES}
    type Unlisted = Exclude<ClientFrame["action"], keyof Requests>;
    type Extra = { [A in ClientFrame["action"] & keyof Requests]:
      Exclude<keyof Extract<ClientFrame, { action: A }>, keyof Requests[A]> };
    export const unlisted: [Unlisted] extends [never] ? true : Unlisted = true;
    export const extra: Extra[keyof Extra] extends never ? true : Extra = true;
    export const frame = (sent: ClientFrame): Requests[keyof Requests] => sent;
  `;
  assert.equal(errorsOf("requests", source, "--lib", "es2022,dom", "--types", ""), "");
});

test("the library reads each frame of docs/asyncapi.yaml with the same fields and types", () => {
  const source = `${FRAMES}
    type Missing = Exclude<ServerFrame["type"], keyof Frames> | Exclude<keyof Frames, ServerFrame["type"]>;
    type Extra = { [A in ServerFrame["type"] & keyof Frames]:
      Exclude<keyof Extract<ServerFrame, { type: A }>, keyof Frames[A]> };
    export const missing: [Missing] extends [never] ? true : Missing = true;
    export const extra: Extra[keyof Extra] extends never ? true : Extra = true;
    export const frame = (received: Frames[keyof Frames]): Deep<ServerFrame> => received;
  `;
  assert.equal(errorsOf("frames", source, "--lib", "es2022,dom", "--types", ""), "");
});
