import type { Message } from "@serverlesschat/client";
import { useEffect, useState } from "react";
import { useChat } from "./context.js";

interface Loaded {
  readonly key: string;
  readonly message: Message | undefined;
}

/**
 * One message as it is now, such as one that another answers. It is undefined until it is read, and if
 * there is no such message; offline it is read once the client is online.
 *
 * @param seq of the message; undefined reads none
 */
export function useMessage(peer: string, seq: number | undefined): Message | undefined {
  const chat = useChat();
  const key = `${seq} ${peer}`;
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let isWanted = seq !== undefined;
    let isMissing = true;
    const read = async () => {
      if (seq !== undefined) {
        const message = await chat.conversation(peer).message(seq);
        if (isWanted) {
          isMissing = false;
          setLoaded({ key, message });
        }
      }
    };
    const readQuietly = () => {
      read().catch(() => {}); // Offline: it is read again once the client is online.
    };
    readQuietly();
    const offs = [
      chat.on("changed", event => {
        if (event.peer === peer && seq !== undefined && event.seqs.includes(seq)) {
          readQuietly();
        }
      }),
      chat.on("cleared", event => {
        if (event.peer === peer && seq !== undefined && seq <= event.upTo) {
          readQuietly();
        }
      }),
      chat.on("connection", ({ status }) => status === "online" && isMissing && readQuietly()),
      chat.on("reset", readQuietly),
    ];
    return () => {
      isWanted = false;
      for (const off of offs) {
        off();
      }
    };
  }, [chat, peer, seq, key]);
  return loaded?.key === key ? loaded.message : undefined;
}
