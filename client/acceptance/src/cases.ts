import { CONNECTING } from "./cases/connecting.js";
import { MESSAGES } from "./cases/messages.js";
import { OPERATIONS } from "./cases/operations.js";
import { PRESENCE } from "./cases/presence.js";
import { PRIVACY } from "./cases/privacy.js";
import { PROFILES } from "./cases/profiles.js";
import { READING } from "./cases/reading.js";
import { SETTINGS } from "./cases/settings.js";
import type { Cases } from "./chat.js";

/** The acceptance cases: all required behaviour of a server that a client can observe. */
export const CASES: Cases = {
  ...CONNECTING,
  ...MESSAGES,
  ...OPERATIONS,
  ...READING,
  ...PROFILES,
  ...SETTINGS,
  ...PRESENCE,
  ...PRIVACY,
};
