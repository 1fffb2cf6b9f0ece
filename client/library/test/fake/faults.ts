/** Probabilities of faults, from 0 to 1. */
export interface Faults {
  /** A push is lost. */
  drop: number;
  /** A frame arrives twice. */
  duplicate: number;
  /** A request is not processed, and gets a gateway error frame. */
  fail: number;
  /** A request is processed, but gets a gateway error frame. */
  lose: number;
  /** A frame of either side is lost and breaks the connection. */
  cut: number;
  /** A frame of the client is lost, and its connection is dead without an event. */
  hole: number;
  /** A handshake is refused. */
  refuse: number;
  /** The maximum delay of a frame. Each frame has its own, so frames may arrive out of order. */
  delayMs: number;
}

export const NO_FAULTS: Faults = {
  drop: 0,
  duplicate: 0,
  fail: 0,
  lose: 0,
  cut: 0,
  hole: 0,
  refuse: 0,
  delayMs: 5,
};
