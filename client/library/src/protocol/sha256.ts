// FIPS 180-4. The library has its own implementation because Web Crypto is asynchronous, and absent
// on insecure origins. An entry must be checked and added in one step.

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) {
  if (primes.every(prime => n % prime)) {
    primes.push(n);
  }
}
/** The first 32 bits of the fractional part. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map(prime => fraction(prime ** (1 / 2)));
const ROUND = primes.map(prime => fraction(Math.cbrt(prime)));

const rotated = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** SHA-256 of bytes: 32 bytes. */
export function sha256(bytes: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(bytes.length) * 8n);
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) {
    compress(state, words, padded, block);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

function compress(state: Int32Array, words: Int32Array, input: DataView, block: number): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    if (i < 16) {
      words[i] = input.getInt32(block + i * 4);
    } else {
      const early = words[i - 15] as number;
      const late = words[i - 2] as number;
      words[i] =
        (words[i - 16] as number) +
        (rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)) +
        (words[i - 7] as number) +
        (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10));
    }
    const one =
      h +
      (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
      ((e & f) ^ (~e & g)) +
      (ROUND[i] as number) +
      (words[i] as number);
    const two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] as number) + word;
  });
}
