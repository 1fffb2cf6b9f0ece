import type { Provider } from "./oidc.js";

/** What a deployment writes beside the page. Without it the page was served by `./chat local`. */
export interface Config {
  /** The address of the WebSocket API. */
  readonly webSocketUrl: string;
  /** Where users sign in. Without it the server's own development issuer believes everybody. */
  readonly oidc?: Provider;
}

/**
 * Reads `config.json` from beside the page.
 *
 * @throws `Error` if the server does not answer
 */
export async function readConfig(): Promise<Config> {
  const reply = await fetch("config.json", { cache: "no-cache" });
  if (reply.status === 404) {
    return { webSocketUrl: `${location.origin.replace(/^http/, "ws")}/prod` };
  }
  if (!reply.ok) {
    throw new Error(`config.json: ${reply.status}`);
  }
  return (await reply.json()) as Config;
}
