/** Asks the browser not to delete the data of this page when it needs space. */
export async function persist(): Promise<void> {
  const { storage } = navigator as Partial<Navigator>;
  if (storage?.persist && !(await storage.persisted())) {
    await storage.persist();
  }
}
