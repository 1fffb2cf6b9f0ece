import { useState } from "preact/hooks";
import { Icon } from "../common/icons.jsx";
import { useLoaded } from "../common/use-loaded.js";
import { t } from "../language/language.js";

/** The button that opens the settings, which are loaded when they are first opened. */
export function SettingsButton({
  onLeave,
}: {
  readonly onLeave: (forgetsDevice: boolean) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const loaded = useLoaded(() => import("./settings-dialog.jsx"), isOpen);
  return (
    <>
      <button
        type="button"
        class="round"
        aria-label={t.settings.title}
        onClick={() => setOpen(true)}
      >
        <Icon name="settings" />
      </button>
      {isOpen && loaded && (
        <loaded.SettingsDialog onLeave={onLeave} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
