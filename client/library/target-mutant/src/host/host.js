/** The host of a client's device: its store says whether tabs share it. */
export function hostOf(ports, local) {
    const { store } = ports;
    return "share" in store ? store.share(ports) : local();
}
//# sourceMappingURL=host.js.map