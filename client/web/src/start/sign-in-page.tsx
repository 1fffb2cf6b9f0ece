import { useState } from "preact/hooks";
import type { Provider } from "../oidc.js";
import { Logo } from "../parts/icons.jsx";
import { leaveToSignIn } from "../session.js";

/** The way to the provider's sign-in page. */
export function SignInPage({ oidc }: { readonly oidc: Provider }) {
  const [problem, setProblem] = useState("");
  const leave = (event: Event) => {
    event.preventDefault();
    setProblem("");
    leaveToSignIn(oidc).catch((error: Error) => setProblem(error.message));
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
