import { isProtocolErrorCode } from "./protocol/errors.js";
/** An error that says what to do next. `code` is for programs, `message` for developers and logs. */
export class ChatError extends Error {
    name = "ChatError";
    code;
    /** The conversation the error is about. */
    peer;
    constructor(code, message, about = {}) {
        super(message);
        this.code = code;
        this.peer = about.peer;
    }
}
/** The code of a refusal; `unknownError` for a code of a newer server. */
export function codeOf({ code }) {
    return isProtocolErrorCode(code) ? code : "unknownError";
}
/** The error for a call of a client that is closed. */
export function closedError() {
    return new ChatError("closed", "The client was closed. Make a new one.");
}
//# sourceMappingURL=errors.js.map