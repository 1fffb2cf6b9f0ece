import { platform } from "./environment.js";
/** The environment of a client, with the class of sockets that the app has chosen. */
export function environmentOf(options) {
    const { environment = platform(), WebSocket } = options;
    return WebSocket
        ? { ...environment, connect: (url, protocols) => new WebSocket(url, protocols) }
        : environment;
}
//# sourceMappingURL=client-options.js.map