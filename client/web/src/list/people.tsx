import type { ChatError, Profile } from "@serverlesschat/client";
import { useState } from "preact/hooks";
import { Avatar } from "../common/avatar.jsx";
import { useChatScope } from "../common/context.js";
import { USER_ID } from "../common/limits.js";
import { addressOf } from "../common/route.js";

const CONTACT_NUMBER = /^\+\d{7,15}$/;

/** Whom one may mean by what one searches for: a contact number, or a user id. */
export function People({
  wanted,
  onDone,
}: {
  readonly wanted: string;
  readonly onDone: () => void;
}) {
  const { chat, me, names } = useChatScope();
  const [found, setFound] = useState<Profile>();
  const [answer, setAnswer] = useState("");
  const number = wanted.replaceAll(/[\s().-]/g, "");
  const find = () => {
    setFound(undefined);
    setAnswer("Looking …");
    chat.find(number).then(
      profile => {
        setFound(profile);
        setAnswer(profile ? "" : "Nobody can be found by this number.");
        if (profile) {
          names.learn(profile.user, profile.name);
        }
      },
      ({ code, message }: ChatError) =>
        setAnswer(code === "rateLimited" ? "Too many searches. Try again later." : message),
    );
  };
  return (
    <div class="people">
      {CONTACT_NUMBER.test(number) ? (
        <button type="button" class="plain" onClick={find}>
          Look for {number}
        </button>
      ) : (
        USER_ID.test(wanted) &&
        wanted !== me && <Person user={wanted} name={`Write to ${wanted}`} onDone={onDone} />
      )}
      {found && <Person user={found.user} name={found.name ?? found.user} onDone={onDone} />}
      <p role="status">{answer}</p>
    </div>
  );
}

function Person({
  user,
  name,
  onDone,
}: {
  readonly user: string;
  readonly name: string;
  readonly onDone: () => void;
}) {
  return (
    <a class="row" href={addressOf(user)} onClick={onDone}>
      <Avatar user={user} name={user} />
      <span class="name" dir="auto">
        {name}
      </span>
    </a>
  );
}
