/** Probabilities of faults, from 0 to 1. */
export interface Faults {
  /** A push is lost. */
  drop: number;
  /** A frame comes twice. */
  duplicate: number;
  /** A request is not done, and answered with a gateway error frame. */
  fail: number;
  /** A request is done, and answered with a gateway error frame. */
  lose: number;
  /** A frame of either side breaks the connection instead. */
  cut: number;
  /** A frame of the client leaves its connection dead, without an event. */
  hole: number;
  /** A handshake is refused. */
  refuse: number;
  /** Frames take up to this long, each by itself, so that they overtake each other. */
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
