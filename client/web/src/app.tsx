import type { ChatClient } from "@serverlesschat/client";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ChatPage } from "./chat/chat-page.jsx";
import type { Config } from "./config.js";
import { openChat, type Person, signedIn, signIn, signOut } from "./session.js";
import { SignInPage } from "./start/sign-in-page.jsx";
import { StartPage } from "./start/start-page.jsx";

/** The web chat: who is not signed in sees the start page. */
export function App({ config }: { readonly config: Config }) {
  const [person, setPerson] = useState(signedIn);
  const chat = useChat(config, person);
  const enter = useCallback((who: Person) => {
    signIn(who);
    setPerson(who);
  }, []);
  const leave = useCallback(() => {
    signOut();
    setPerson(undefined);
    location.hash = "";
  }, []);
  if (!person) {
    return config.oidc ? <SignInPage oidc={config.oidc} /> : <StartPage onEnter={enter} />;
  }
  return chat ? <ChatPage chat={chat} me={person.user} onLeave={leave} key={person.user} /> : null;
}

/** The started chat of a person; closed when another one signs in. */
function useChat(config: Config, person: Person | undefined): ChatClient | undefined {
  const [chat, setChat] = useState<ChatClient>();
  useEffect(() => {
    if (!person) {
      return;
    }
    const opened = openChat(config, person);
    setChat(opened);
    void opened.start();
    return () => {
      setChat(undefined);
      void opened.close();
    };
  }, [config, person]);
  return chat;
}
