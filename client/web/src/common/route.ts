import { isUserId } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";

/** The address of the conversation with a user. */
export function addressOf(peer: string): string {
  return `#/${encodeURIComponent(peer)}`;
}

function peerOf(hash: string): string | undefined {
  try {
    const peer = decodeURIComponent(hash.replace(/^#\/?/, ""));
    return peer !== "" && isUserId(peer) ? peer : undefined;
  } catch {
    return undefined; // Not an address of this page.
  }
}

/** The peer of the open conversation according to the page's address. */
export function openPeer(): string | undefined {
  return peerOf(location.hash);
}

/** The same for a component, which renders again when the address changes. */
export function useOpenPeer(): string | undefined {
  const [peer, setPeer] = useState(openPeer);
  useEffect(() => {
    const changed = () => setPeer(openPeer());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return peer;
}
