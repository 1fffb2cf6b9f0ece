import { useEffect } from "preact/hooks";
import { useAgain } from "../common/context.js";
import { t } from "../language/language.js";
import { version } from "../version/version.js";

/** Offers a newer version of the page. All tabs use it after a reload. */
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
