import { useEffect, useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { Oidc, type Provider } from "../session/oidc.js";

/** The way to the provider's sign-in page, and why one is here. */
export function SignInPage({ oidc, reason }: { readonly oidc: Provider; readonly reason: string }) {
  const [problem, setProblem] = useState(reason);
  useEffect(() => setProblem(reason), [reason]);
  const leave = (event: Event) => {
    event.preventDefault();
    setProblem("");
    new Oidc(oidc).leave().catch((error: Error) => setProblem(error.message));
  };
  return (
    <main class="start">
      <form onSubmit={leave}>
        <Logo />
        <h1>Serverless Chat</h1>
        <button type="submit" class="primary">
          Sign in
        </button>
        <p role="alert">{problem}</p>
      </form>
    </main>
  );
}
