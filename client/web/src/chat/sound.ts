const HIGH_HZ = 880;
const LOW_HZ = 660;
const LENGTH_S = 0.25;
const LOUDNESS = 0.15;

let context: AudioContext | undefined;

/** Plays two short tones. A browser plays no sound before the user has interacted with the page. */
export function playSound(): void {
  context ??= new AudioContext();
  const { currentTime: now, destination } = context;
  const tone = new OscillatorNode(context, { frequency: HIGH_HZ });
  const volume = new GainNode(context, { gain: LOUDNESS });
  tone.frequency.setValueAtTime(LOW_HZ, now + LENGTH_S / 2);
  volume.gain.setTargetAtTime(0, now + LENGTH_S / 2, LENGTH_S / 8);
  tone.connect(volume).connect(destination);
  tone.start(now);
  tone.stop(now + LENGTH_S);
}
