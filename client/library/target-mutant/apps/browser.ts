
    import type { Socket } from "@serverlesschat/client";
    export const socket: Socket = new WebSocket("wss://chat.test");
  