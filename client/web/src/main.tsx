import { render } from "preact";
import { App } from "./app.jsx";
import { readConfig } from "./session/config.js";
import { finishSignIn } from "./session/session.js";
import { applyTheme } from "./settings/theme.js";

applyTheme();
const root = document.getElementById("app") as HTMLElement;
try {
  const config = await readConfig();
  await finishSignIn(config);
  render(<App config={config} />, root);
} catch (error) {
  render(
    <p class="fatal" role="alert">
      The chat cannot start: {(error as Error).message} Load the page anew to try again.
    </p>,
    root,
  );
}
