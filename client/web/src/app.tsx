import { useCallback, useRef, useState } from "preact/hooks";
import { ChatPage } from "./chat/chat-page.jsx";
import { Failure } from "./common/error-boundary.jsx";
import { Problem, textOf } from "./common/texts.js";
import { useLanguage } from "./common/use-language.js";
import { t } from "./language/language.js";
import type { Config } from "./session/config.js";
import { forgetDevice } from "./session/device.js";
import { endSession, forget, type Person, signIn, signOutElsewhere } from "./session/session.js";
import { SignInPage } from "./start/sign-in-page.jsx";
import { StartPage } from "./start/start-page.jsx";
import { useChat } from "./use-chat.js";

/** The web chat. A user who is not signed in sees the start page. */
export function App({
  config,
  opening,
}: {
  readonly config: Config;
  /** The user for whom the page opens. */
  readonly opening: Person | undefined;
}) {
  useLanguage();
  const [person, setPerson] = useState(opening);
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
  // Runs once the chat is closed, because until then the chat writes to the device.
  const afterwards = useRef(async () => {});
  const leaveForAll = useCallback(
    (who: Person, forgetsDevice: boolean) => {
      afterwards.current = async () => (forgetsDevice ? forgetDevice(who.user) : undefined);
      leave("");
    },
    [leave],
  );
  const closed = useCallback(() => {
    const then = afterwards.current;
    afterwards.current = async () => {};
    then().catch(error => setReason(textOf(error)));
  }, []);
  const opened = useChat(config, person, { leave, leaveForAll, closed });
  if (!person) {
    return config.oidc ? (
      <SignInPage oidc={config.oidc} reason={reason} />
    ) : (
      <StartPage onEnter={enter} reason={reason} />
    );
  }
  const signOut = (forgetsDevice: boolean) => {
    signOutElsewhere(person, forgetsDevice);
    leaveForAll(person, forgetsDevice);
    location.hash = "";
    const forgets = afterwards.current;
    afterwards.current = async () => {
      await forgets();
      await endSession(config, person).catch(error => {
        throw new Problem(t.signIn.signedOutHereOnly(textOf(error)));
      });
    };
  };
  if (opened.error !== undefined) {
    return <Failure text={textOf(opened.error)} />;
  }
  return opened.chat ? (
    <ChatPage
      chat={opened.chat}
      me={person.user}
      refusal={opened.refusal ?? ""}
      onLeave={signOut}
      key={person.user}
    />
  ) : (
    <main class="opening">
      <p role="status">{opened.isSlow ? t.app.openingIsSlow : t.app.opening}</p>
    </main>
  );
}
