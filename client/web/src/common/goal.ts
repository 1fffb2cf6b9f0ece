/** A message that the user wants to see at its place in its conversation. */
export interface Goal {
  readonly peer: string;
  readonly seq: number;
}
