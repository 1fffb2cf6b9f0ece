import { Component, type ComponentChildren } from "preact";
import { t } from "../language/language.js";

interface Properties {
  readonly children: ComponentChildren;
}

/** Shows an error message and a reload button if a part of the page fails. */
export class ErrorBoundary extends Component<Properties, { readonly failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render({ children }: Properties, { failed }: { readonly failed: boolean }) {
    return failed ? <Failure text={t.app.pageFailed} /> : children;
  }
}

/** Shows that the page cannot continue, and a button to reload it. */
export function Failure({ text }: { readonly text: string }) {
  return (
    <div class="fatal">
      <p role="alert">
        {text} {t.app.reloadToTryAgain}
      </p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        {t.app.reload}
      </button>
    </div>
  );
}
