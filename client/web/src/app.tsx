import { useCallback, useState } from "preact/hooks";
import { ChatPage } from "./chat/chat-page.jsx";
import { Failure } from "./common/error-boundary.jsx";
import { textOf } from "./common/texts.js";
import type { Config } from "./session/config.js";
import { forget, type Person, signedIn, signIn, signOut } from "./session/session.js";
import { SignInPage } from "./start/sign-in-page.jsx";
import { StartPage } from "./start/start-page.jsx";
import { useChat } from "./use-chat.js";

const SLOW =
  "Opening your conversations takes longer than expected. " +
  "Close other tabs of this chat, or reload the page.";

/** The web chat. A user who is not signed in sees the start page. */
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
  const opened = useChat(config, person, leave);
  if (!person) {
    return config.oidc ? (
      <SignInPage oidc={config.oidc} reason={reason} />
    ) : (
      <StartPage onEnter={enter} reason={reason} />
    );
  }
  const goOut = () => {
    leave("");
    location.hash = "";
    signOut(config, person).catch(error =>
      setReason(`You are signed out here, but not at the provider. ${textOf(error)}`),
    );
  };
  if (opened.error !== undefined) {
    return <Failure text={textOf(opened.error)} />;
  }
  return opened.chat ? (
    <ChatPage
      chat={opened.chat}
      me={person.user}
      refusal={opened.refusal ?? ""}
      onLeave={goOut}
      key={person.user}
    />
  ) : (
    <main class="opening">
      <p role="status">{opened.isSlow ? SLOW : "Opening your conversations …"}</p>
    </main>
  );
}
