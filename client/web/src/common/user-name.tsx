import { useChatScope } from "./context.js";

/** The name of a user, and the id if another user has the same name. */
export function UserName({ user }: { readonly user: string }) {
  const { names } = useChatScope();
  const id = names.idIfAmbiguous(user);
  return (
    <>
      <bdi class="name-text">{names.of(user)}</bdi>
      {id !== undefined && <UserId user={id} />}
    </>
  );
}

/** The id of a user, beside or below the name. */
export function UserId({ user }: { readonly user: string }) {
  return (
    <bdi class="user-id" title={user}>
      {user}
    </bdi>
  );
}
