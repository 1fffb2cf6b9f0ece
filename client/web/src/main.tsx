import { render } from "preact";
import { App } from "./app.jsx";
import { ignoreDrops } from "./common/drops.js";
import { ErrorBoundary, Failure } from "./common/error-boundary.jsx";
import { markKeys } from "./common/keys.js";
import { Problem } from "./common/texts.js";
import { t } from "./language/language.js";
import { readConfig } from "./session/config.js";
import { finishSignIn, personAtStart } from "./session/session.js";
import { applyLanguage } from "./settings/language.js";
import { applyTheme } from "./settings/theme.js";
import { version } from "./version/version.js";

/** Opens the page, unless a newer version of it takes over. */
async function open(root: HTMLElement): Promise<void> {
  applyTheme();
  markKeys(document.documentElement);
  ignoreDrops();
  await applyLanguage();
  try {
    const config = await readConfig();
    // The sign-in comes first, because the code in the page's address can be redeemed only once.
    await finishSignIn(config);
    if (await version.updateAtStart()) {
      return;
    }
    render(
      <ErrorBoundary>
        <App config={config} opening={await personAtStart(config)} />
      </ErrorBoundary>,
      root,
    );
  } catch (error) {
    const reason = error instanceof Problem ? error.message : t.app.unreachable;
    render(<Failure text={reason} />, root);
  }
  await version.keep();
}

open(document.getElementById("app") as HTMLElement).catch(error => console.error(error));
