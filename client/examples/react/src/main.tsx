import { ChatClient } from "@serverlesschat/client";
import { browserStore } from "@serverlesschat/client/indexeddb";
import { ChatProvider } from "@serverlesschat/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";

/**
 * The development server gives a token to every user. Your app gets tokens from its OIDC provider.
 */
async function tokenOf(user: string): Promise<string> {
  const reply = await fetch("/dev/token", { method: "POST", body: JSON.stringify({ user }) });
  return (await reply.json()).token;
}

const user = new URLSearchParams(location.search).get("user");
if (user) {
  const url = `${location.origin.replace("http", "ws")}/prod`;
  const chat = new ChatClient({ url, token: () => tokenOf(user), store: browserStore(user) });
  chat.on("error", error => console.error(error));
  await chat.start();
  createRoot(document.getElementById("app") as HTMLElement).render(
    <ChatProvider chat={chat}>
      <App />
    </ChatProvider>,
  );
}
