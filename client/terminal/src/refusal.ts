/** Thrown for a line that is not executed; the message has the reason and the remedy. */
export class Refusal extends Error {}
