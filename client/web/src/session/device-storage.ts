/** A browser that does not answer within this time does not keep data. */
const ANSWER_MS = 3_000;
const NAME = "serverlesschat-probe";

/**
 * Whether the browser lets this page keep data: IndexedDB can be opened and Web Locks be taken. A
 * browser that blocks cookies refuses one or both, some with an error and some without an answer.
 */
export async function keepsData(): Promise<boolean> {
  try {
    return await Promise.race([
      Promise.all([openDatabase(), takeLock()]).then(() => true),
      new Promise<false>(resolve => setTimeout(() => resolve(false), ANSWER_MS)),
    ]);
  } catch {
    return false;
  }
}

function openDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

async function takeLock(): Promise<void> {
  await navigator.locks.request(NAME, { ifAvailable: true }, () => {});
}
