import { useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Question } from "../common/question.jsx";
import { t } from "../language/language.js";

/** The button to sign out. A dialog asks whether to delete the user's data from the device. */
export function SignOut({ onLeave }: { readonly onLeave: (forgetsDevice: boolean) => void }) {
  const { chat, me, names } = useChatScope();
  const [isAsking, setAsking] = useState(false);
  const [forgets, setForgets] = useState(false);
  const pending = chat.outgoing().length;
  return (
    <>
      <button type="button" class="plain" onClick={() => setAsking(true)}>
        {t.settings.signOut(names.of(me))}
      </button>
      {isAsking && (
        <Question
          text={t.settings.signOutQuestion(names.of(me))}
          action={t.settings.signOutNow}
          onConfirm={() => onLeave(forgets)}
          onClose={() => setAsking(false)}
        >
          <label class="choice">
            <input
              type="checkbox"
              checked={forgets}
              onChange={event => setForgets(event.currentTarget.checked)}
            />
            {t.settings.forgetDevice}
          </label>
          <p role="status">{forgets && pending > 0 && t.settings.pendingAreLost(pending)}</p>
        </Question>
      )}
    </>
  );
}
