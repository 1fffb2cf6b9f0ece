import type { ComponentChildren } from "preact";
import { t } from "../language/language.js";
import type { Room } from "./room.js";

/** Shows the characters left near the limit, and another status. */
export function RoomStatus({
  room,
  children,
}: {
  readonly room: Room;
  readonly children?: ComponentChildren;
}) {
  return (
    <span class={`composer-status ${room.kind}`} role="status">
      {room.kind === "left" && t.composer.charactersLeft(room.characters)}
      {room.kind === "over" && t.composer.charactersTooMany(room.characters)} {children}
    </span>
  );
}
