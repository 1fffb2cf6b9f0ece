
    import { ChatClient, type Socket } from "@serverlesschat/client";
    import { MemoryStore } from "@serverlesschat/client/memory";
    declare const Own: new (url: string, protocols: string[]) => Socket;
    const token = async () => "";
    export const chat = new ChatClient({ url: "", token, store: new MemoryStore(), WebSocket: Own });
  