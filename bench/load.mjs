// Puts load on an echo: each connection sends a message, waits until it comes back, and sends the next.
import { createRequire } from 'node:module';

const require = createRequire(new URL('serverless-offline/package.json', import.meta.url));
const { WebSocket } = require('ws');

const FILL = 'x'.repeat(64);

/** Connects; rejects with the server's error. */
function connect(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends messages one by one until the end and records each round trip in milliseconds. */
function pingPong(socket, name, end, roundTrips) {
  return new Promise((resolve, reject) => {
    let number = 0;
    let sent = 0;
    let text = '';
    const next = () => {
      text = JSON.stringify({ connection: name, number: number++, fill: FILL });
      sent = performance.now();
      socket.send(text);
    };
    socket.on('message', (data) => {
      const now = performance.now();
      if (String(data) !== text) {
        reject(new Error(`sent ${text}, but got ${data}`));
        return;
      }
      roundTrips.push(now - sent);
      if (now < end) next();
      else resolve();
    });
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.once('error', reject);
    next();
  });
}

const percentile = (sorted, share) => sorted[Math.ceil(share * sorted.length) - 1];

/**
 * Puts load on a server.
 *
 * @returns the number of messages, messages per second, and percentiles of the round trips in milliseconds
 */
export async function load(url, connections, seconds) {
  const sockets = [];
  while (sockets.length < connections) sockets.push(await connect(url)); // One by one: connecting is not measured.
  const roundTrips = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(sockets.map((socket, i) => pingPong(socket, i, end, roundTrips)));
  const elapsed = (performance.now() - begin) / 1000;
  for (const socket of sockets) {
    socket.removeAllListeners('close');
    socket.terminate();
  }
  roundTrips.sort((a, b) => a - b);
  return {
    messages: roundTrips.length,
    perSecond: roundTrips.length / elapsed,
    p50: percentile(roundTrips, 0.5),
    p99: percentile(roundTrips, 0.99),
  };
}
