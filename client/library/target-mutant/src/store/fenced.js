/**
 * A store for a leader: loading begins an epoch, and no write succeeds once a later one has begun.
 *
 * @param begun is called with the epoch, before the store is loaded
 */
export function fenced(store, begun) {
    let epoch = 0;
    return {
        isVolatile: store.isVolatile === true,
        async load() {
            epoch = (await store.lead?.()) ?? 0;
            begun(epoch);
            return store.load();
        },
        write: batch => store.write(store.lead ? { ...batch, epoch } : batch),
        entries: (peer, range) => store.entries(peer, range),
        folds: (peer, targets) => store.folds(peer, targets),
        close: () => store.close(),
    };
}
//# sourceMappingURL=fenced.js.map