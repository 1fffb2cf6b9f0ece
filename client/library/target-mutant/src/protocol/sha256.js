// FIPS 180-4. Written here because Web Crypto is asynchronous, and absent on insecure origins:
// an entry must be checked and taken in one step.
const primes = [];
for (let n = 2; primes.length < 64; n++) {
    if (primes.every(prime => n % prime)) {
        primes.push(n);
    }
}
/** The first 32 bits of the fractional part. */
const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map(prime => fraction(prime ** (1 / 2)));
const ROUND = primes.map(prime => fraction(Math.cbrt(prime)));
const rotated = (word, bits) => (word >>> bits) | (word << (32 - bits));
/** SHA-256 of bytes: 32 bytes. */
export function sha256(bytes) {
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
function compress(state, words, input, block) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
        if (i < 16) {
            words[i] = input.getInt32(block + i * 4);
        }
        else {
            const early = words[i - 15];
            const late = words[i - 2];
            words[i] =
                words[i - 16] +
                    (rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)) +
                    words[i - 7] +
                    (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10));
        }
        const one = h +
            (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
            ((e & f) ^ (~e & g)) +
            ROUND[i] +
            words[i];
        const two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
        state[index] = state[index] + word;
    });
}
//# sourceMappingURL=sha256.js.map