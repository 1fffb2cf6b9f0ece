import { ADDRESS } from "./people.js";

/**
 * Runs in a page: writes texts to a user over a socket of its own, one after the other. Then it
 * acknowledges them, so that another device of the writer gets only the newest ones.
 */
async function writeAll({
  token,
  url,
  to,
  texts,
}: {
  readonly token: string;
  readonly url: string;
  readonly to: string;
  readonly texts: readonly string[];
}): Promise<void> {
  const socket = new WebSocket(`${url}?deviceId=writer`, ["chat.v1", `bearer.${token}`]);
  const frames: { readonly type?: string; readonly seq?: number }[] = [];
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    frames.push(JSON.parse(data));
    wake();
  };
  const next = async (type: string) => {
    for (;;) {
      const frame = frames.shift();
      if (frame?.type === type) {
        return frame;
      }
      if (frame?.type === "rejected") {
        throw new Error(JSON.stringify(frame));
      }
      if (!frame) {
        await new Promise<void>(done => {
          wake = done;
        });
      }
    }
  };
  await next("caughtUp");
  let after = 0;
  for (const text of texts) {
    const body = { type: "text", text };
    const clientMessageId = crypto.randomUUID();
    socket.send(JSON.stringify({ action: "sendMessage", to, clientMessageId, after, body }));
    after = (await next("accepted")).seq ?? 0;
  }
  const acks = [{ peer: to, delivered: after, read: after }];
  socket.send(JSON.stringify({ action: "ack", requestId: "last", acks }));
  await next("acked");
  socket.close();
}

/**
 * Writes texts as a user without a window, in order.
 *
 * @param page a page of the web chat, which lends its network
 * @param to a user who has connected before
 */
export async function writeLog(
  { page }: { readonly page: import("playwright-core").Page },
  from: string,
  to: string,
  texts: readonly string[],
): Promise<void> {
  const request = { method: "POST", body: JSON.stringify({ user: from }) };
  const reply = await fetch(`${ADDRESS}/dev/token`, request);
  const { token } = (await reply.json()) as { readonly token: string };
  const url = `${ADDRESS.replace("http", "ws")}/prod`;
  await page.evaluate(writeAll, { token, url, to, texts });
}
