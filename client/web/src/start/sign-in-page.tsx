import { useEffect, useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { textOf } from "../common/texts.js";
import { t } from "../language/language.js";
import { Oidc, type Provider } from "../session/oidc.js";

/** The button that opens the provider's sign-in page, and why the user has to sign in. */
export function SignInPage({ oidc, reason }: { readonly oidc: Provider; readonly reason: string }) {
  const [problem, setProblem] = useState(reason);
  useEffect(() => setProblem(reason), [reason]);
  const leave = (event: Event) => {
    event.preventDefault();
    setProblem("");
    new Oidc(oidc).leave().catch(error => setProblem(textOf(error)));
  };
  return (
    <main class="start">
      <form onSubmit={leave}>
        <Logo />
        <h1>{t.app.name}</h1>
        <button type="submit" class="primary">
          {t.signIn.signIn}
        </button>
        <p role="alert">{problem}</p>
      </form>
    </main>
  );
}
