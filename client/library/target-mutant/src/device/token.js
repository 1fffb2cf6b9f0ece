import { ChatError } from "../errors.js";
import { decoded } from "../protocol/base64url.js";
import { within } from "../within.js";
/** Time for the token callback. */
const TOKEN_MS = 30_000;
/**
 * Asks the token callback of the app.
 *
 * @throws `ChatError` `tokenFailed` or `invalidToken`
 */
export async function askToken({ environment, token }, refresh) {
    let text;
    try {
        text = await within(environment, TOKEN_MS, token({ refresh }), new Error("no answer in 30 s"));
    }
    catch (cause) {
        throw new ChatError("tokenFailed", `The token callback failed: ${cause}`);
    }
    return readToken(text);
}
/**
 * Reads a token without checking its signature: the server does that.
 *
 * @throws {@link ChatError} `invalidToken`
 */
function readToken(text) {
    try {
        const claims = decoded(String(text).split(".")[1]);
        const { sub, exp } = JSON.parse(new TextDecoder().decode(claims));
        if (typeof sub === "string" && typeof exp === "number") {
            return { text, user: sub, expiresAt: exp * 1000 };
        }
    }
    catch {
        // Reported below, without the token.
    }
    throw new ChatError("invalidToken", "The token callback must return an OIDC ID token with `sub` and `exp`.");
}
//# sourceMappingURL=token.js.map