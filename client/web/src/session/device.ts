import { deleteBrowserStore } from "@serverlesschat/client/indexeddb";
import { removeDrafts } from "../common/drafts.js";
import { browserStorage } from "../common/storage.js";
import { KeptEmoji } from "../emoji/kept-emoji.js";
import { forgetLastUser } from "./session.js";

/**
 * Deletes a user's data from this device: messages, outbox, drafts and choices of emoji. Close the
 * user's chat first.
 *
 * @returns once the data is deleted, which waits for the user's other tabs
 * @throws `ChatError` if the browser cannot delete it
 */
export async function forgetDevice(user: string): Promise<void> {
  removeDrafts(browserStorage, user);
  new KeptEmoji(browserStorage, user).forget();
  forgetLastUser(user);
  await deleteBrowserStore(user);
}
