import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
import type { Provider } from "./provider.js";

/** The configuration of a deployed page. `./chat local` serves the page without one. */
export interface Config {
  /** The address of the WebSocket API. */
  readonly webSocketUrl: string;
  /** The sign-in provider. Without it, the development issuer accepts every user. */
  readonly oidc?: Provider;
}

/**
 * Reads `config.json` next to the page.
 *
 * @throws {@link Problem} or `TypeError` if the server does not answer
 */
export async function readConfig(): Promise<Config> {
  const reply = await fetch("config.json", { cache: "no-cache" });
  if (reply.status === 404) {
    return { webSocketUrl: `${location.origin.replace(/^http/, "ws")}/prod` };
  }
  if (!reply.ok) {
    throw new Problem(t.app.unavailable);
  }
  return (await reply.json()) as Config;
}
