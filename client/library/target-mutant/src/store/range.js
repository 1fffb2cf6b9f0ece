/** Whether no entry can be in a range. */
export function isEmptyRange({ after = 0, before = Infinity, limit }) {
    return limit < 1 || before - after <= 1;
}
//# sourceMappingURL=range.js.map