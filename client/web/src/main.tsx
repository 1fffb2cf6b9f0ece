import { render } from "preact";
import { App } from "./app.jsx";
import { ErrorBoundary, Failure } from "./common/error-boundary.jsx";
import { Problem } from "./common/texts.js";
import { t } from "./language/language.js";
import { readConfig } from "./session/config.js";
import { finishSignIn } from "./session/session.js";
import { applyLanguage } from "./settings/language.js";
import { applyTheme } from "./settings/theme.js";

applyTheme();
await applyLanguage();
const root = document.getElementById("app") as HTMLElement;
try {
  const config = await readConfig();
  await finishSignIn(config);
  render(
    <ErrorBoundary>
      <App config={config} />
    </ErrorBoundary>,
    root,
  );
} catch (error) {
  const reason = error instanceof Problem ? error.message : t.app.unreachable;
  render(<Failure text={reason} />, root);
}
