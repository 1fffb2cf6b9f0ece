import { useEffect, useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
import { type Provider, signInAt } from "../session/provider.js";

/** The button that opens the provider's sign-in page, and why the user has to sign in. */
export function SignInPage({ oidc, reason }: { readonly oidc: Provider; readonly reason: string }) {
  const [problem, setProblem] = useState(reason);
  useEffect(() => setProblem(reason), [reason]);
  const leave = (event: Event) => {
    event.preventDefault();
    setProblem("");
    signInAt(oidc)
      .then(signIn => signIn.leave())
      .catch(error =>
        setProblem(error instanceof Problem ? error.message : t.signIn.providerUnavailable),
      );
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
