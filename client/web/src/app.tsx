import type { ChatClient } from "@serverlesschat/client";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ChatPage } from "./chat/chat-page.jsx";
import type { Config } from "./session/config.js";
import {
  forget,
  onSignOutElsewhere,
  openChat,
  type Person,
  signedIn,
  signIn,
  signOut,
} from "./session/session.js";
import { SignInPage } from "./start/sign-in-page.jsx";
import { StartPage } from "./start/start-page.jsx";

/** The web chat: who is not signed in sees the start page. */
export function App({ config }: { readonly config: Config }) {
  const [person, setPerson] = useState(signedIn);
  const [reason, setReason] = useState("");
  const enter = useCallback((who: Person) => {
    signIn(who);
    setPerson(who);
  }, []);
  const leave = useCallback((why: string) => {
    forget();
    setReason(why);
    setPerson(undefined);
  }, []);
  const chat = useChat(config, person, leave);
  if (!person) {
    return config.oidc ? (
      <SignInPage oidc={config.oidc} reason={reason} />
    ) : (
      <StartPage onEnter={enter} />
    );
  }
  const goOut = () => {
    leave("");
    location.hash = "";
    signOut(config, person).catch((error: Error) =>
      setReason(`You are signed out here, but not at the provider: ${error.message}`),
    );
  };
  return chat ? <ChatPage chat={chat} me={person.user} onLeave={goOut} key={person.user} /> : null;
}

/** The started chat of a person; closed when another one signs in. */
function useChat(
  config: Config,
  person: Person | undefined,
  leave: (why: string) => void,
): ChatClient | undefined {
  const [chat, setChat] = useState<ChatClient>();
  useEffect(() => {
    if (!person) {
      return;
    }
    const opened = openChat(config, person, ({ message }) => leave(message));
    const stopListening = onSignOutElsewhere(person, () => leave(""));
    setChat(opened);
    void opened.start();
    return () => {
      stopListening();
      setChat(undefined);
      void opened.close();
    };
  }, [config, person, leave]);
  return chat;
}
