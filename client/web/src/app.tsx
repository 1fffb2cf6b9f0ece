import { useCallback, useState } from "preact/hooks";
import { ChatPage } from "./chat/chat-page.jsx";
import { Failure } from "./common/error-boundary.jsx";
import { textOf } from "./common/texts.js";
import { useLanguage } from "./common/use-language.js";
import { t } from "./language/language.js";
import type { Config } from "./session/config.js";
import { forget, type Person, signedIn, signIn, signOut } from "./session/session.js";
import { SignInPage } from "./start/sign-in-page.jsx";
import { StartPage } from "./start/start-page.jsx";
import { useChat } from "./use-chat.js";

/** The web chat. A user who is not signed in sees the start page. */
export function App({ config }: { readonly config: Config }) {
  useLanguage();
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
    signOut(config, person).catch(error => setReason(t.signIn.signedOutHereOnly(textOf(error))));
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
      <p role="status">{opened.isSlow ? t.app.openingIsSlow : t.app.opening}</p>
    </main>
  );
}
