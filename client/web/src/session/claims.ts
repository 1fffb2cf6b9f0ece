/**
 * The claims of an ID token. The server checks them; the page uses them for the store's name and
 * the expiry.
 */
export interface Claims {
  readonly sub: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/** Reads an ID token. */
export function claimsOf(idToken: string): Claims {
  const [, claims = ""] = idToken.split(".");
  const bytes = Uint8Array.from(atob(claims.replaceAll("-", "+").replaceAll("_", "/")), sign =>
    sign.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}
