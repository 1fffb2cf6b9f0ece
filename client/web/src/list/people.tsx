import { isUserId, type Profile } from "@serverlesschat/client";
import { useState } from "preact/hooks";
import { Avatar } from "../common/avatar.jsx";
import { useChatScope } from "../common/context.js";
import { phoneNumberOf } from "../common/phone-number.js";
import { addressOf } from "../common/route.js";
import { textOf } from "../common/texts.js";
import { UserId } from "../common/user-name.jsx";
import { t } from "../language/language.js";

/** People to whom the user may want to write, by phone number or user id. */
export function People({
  wanted,
  onDone,
}: {
  readonly wanted: string;
  readonly onDone: () => void;
}) {
  const { me } = useChatScope();
  const phone = phoneNumberOf(wanted);
  return (
    <section class="people" aria-label={t.search.people}>
      {phone.kind === "number" && (
        // A changed number starts a new search, so earlier results are removed from the page.
        <NumberSearch key={phone.number} number={phone.number} onDone={onDone} />
      )}
      {phone.kind === "ambiguous" && <p role="status">{t.list.ambiguousNumber}</p>}
      {phone.kind === "none" && isUserId(wanted) && wanted !== me && (
        <Person user={wanted} name={t.list.writeTo(wanted)} onDone={onDone} />
      )}
    </section>
  );
}

/** The search for the user with a phone number. */
function NumberSearch({
  number,
  onDone,
}: {
  readonly number: string;
  readonly onDone: () => void;
}) {
  const { chat, names } = useChatScope();
  const [found, setFound] = useState<Profile>();
  const [answer, setAnswer] = useState("");
  const find = () => {
    setFound(undefined);
    setAnswer(t.list.searching);
    chat.find(number).then(
      profile => {
        setFound(profile);
        setAnswer(profile ? "" : t.list.noUser);
        if (profile) {
          names.learn(profile.user, profile.name);
        }
      },
      error => setAnswer(textOf(error, { rateLimited: t.list.tooManySearches })),
    );
  };
  return (
    <>
      <button type="button" class="plain" onClick={find}>
        {t.list.lookFor(number)}
      </button>
      {found && (
        <Person
          user={found.user}
          name={found.name ?? found.user}
          id={found.name === undefined ? undefined : found.user}
          onDone={onDone}
        />
      )}
      <p role="status">{answer}</p>
    </>
  );
}

function Person({
  user,
  name,
  id,
  onDone,
}: {
  readonly user: string;
  readonly name: string;
  /** Shown below the name, if given. */
  readonly id?: string | undefined;
  readonly onDone: () => void;
}) {
  return (
    <a class="row" href={addressOf(user)} onClick={onDone}>
      <Avatar user={user} name={user} />
      <span class="name">
        <bdi class="name-text">{name}</bdi>
        {id !== undefined && <UserId user={id} />}
      </span>
    </a>
  );
}
