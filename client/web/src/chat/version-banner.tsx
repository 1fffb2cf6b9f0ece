import { useEffect } from "preact/hooks";
import { useAgain } from "../common/context.js";
import { t } from "../language/language.js";
import { version } from "../version/version.js";

/** Offers a newer version of the page. It is used after a reload, in all tabs. */
export function VersionBanner() {
  const again = useAgain();
  useEffect(() => version.onOutdated(again), [again]);
  return (
    <div role="status">
      {version.isOutdated && (
        <p class="banner">
          <span>{t.app.newVersion}</span>
          <button type="button" onClick={() => version.update()}>
            {t.app.reload}
          </button>
        </p>
      )}
    </div>
  );
}
