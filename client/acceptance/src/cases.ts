import { CONNECTING } from "./cases/connecting.js";
import { MESSAGES } from "./cases/messages.js";
import { PRESENCE } from "./cases/presence.js";
import { PRIVACY } from "./cases/privacy.js";
import { PROFILES } from "./cases/profiles.js";
import { READING } from "./cases/reading.js";
import { SETTINGS } from "./cases/settings.js";
import type { Cases } from "./chat.js";

/** All that a server of the protocol must do, as far as it can be seen from outside. */
export const CASES: Cases = {
  ...CONNECTING,
  ...MESSAGES,
  ...READING,
  ...PROFILES,
  ...SETTINGS,
  ...PRESENCE,
  ...PRIVACY,
};
