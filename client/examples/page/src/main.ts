import { ChatClient, contentOf, type Message, type OutgoingMessage } from "@serverlesschat/client";
import { browserStore } from "@serverlesschat/client/indexeddb";

const part = <Part extends HTMLElement>(id: string) => document.getElementById(id) as Part;
const status = part("status");
const input = part<HTMLInputElement>("text");
const user = new URLSearchParams(location.search).get("user");
const peer = new URLSearchParams(location.search).get("peer");

/**
 * The development server gives a token to every user. Your app gets tokens from its OIDC provider.
 */
async function tokenOf(user: string): Promise<string> {
  const reply = await fetch("/dev/token", { method: "POST", body: JSON.stringify({ user }) });
  return (await reply.json()).token;
}

async function open(user: string, peer: string): Promise<void> {
  const url = `${location.origin.replace("http", "ws")}/prod`;
  const chat = new ChatClient({ url, token: () => tokenOf(user), store: browserStore(user) });
  const conversation = chat.conversation(peer);

  function row(message: Message | OutgoingMessage): HTMLElement {
    const content = contentOf(message);
    const text = content.type === "text" ? content.text : `This message is ${content.type}.`;
    const isOwn = !("mine" in message) || message.mine;
    const item = document.createElement("li");
    item.textContent = isOwn ? `${text} (${conversation.status(message)})` : `${peer}: ${text}`;
    return item;
  }

  async function draw(): Promise<void> {
    const { messages } = await conversation.page();
    part("messages").replaceChildren(...[...messages, ...conversation.outgoing()].map(row));
    if (conversation.state.unread > 0) {
      await conversation.markRead();
    }
  }

  let drawn = Promise.resolve();
  const drawAgain = () => {
    drawn = drawn.then(draw).catch(report); // one at a time, so that the newest result stays
  };
  chat.on("connection", state => {
    status.textContent = `${user}, ${state.status}`;
  });
  chat.on("conversation", state => state.peer === peer && drawAgain());
  chat.on("outgoing", drawAgain);
  chat.on("reset", drawAgain);
  chat.on("error", report);
  part("form").addEventListener("submit", event => {
    event.preventDefault();
    const text = input.value;
    const onDisk = () => {
      input.value = input.value === text ? "" : input.value;
    };
    conversation.send(text).then(onDisk, report);
  });
  await chat.start();
}

function report(error: Error): void {
  status.textContent = error.message;
}

if (user && peer) {
  open(user, peer).catch(report);
}
