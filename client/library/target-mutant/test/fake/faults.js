export const NO_FAULTS = {
    drop: 0,
    duplicate: 0,
    fail: 0,
    lose: 0,
    cut: 0,
    hole: 0,
    refuse: 0,
    delayMs: 5,
};
//# sourceMappingURL=faults.js.map