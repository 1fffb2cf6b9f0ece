// Measures the echo of all sides in turn. echo.sh starts it after building and installing all sides.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';

const BENCH = fileURLToPath(new URL('.', import.meta.url));
const OUT = join(BENCH, 'target');
const START_SECONDS_MAX = 600; // ./chat builds first if sources changed.
const WARM_UP_SECONDS = 10;
const WARM_UP_CONNECTIONS = 16;

const { rounds, seconds, connections } = JSON.parse(process.argv[2]);
const say = (text) => process.stderr.write(text + '\n');
const children = [];

function start(name, command, args, options) {
  const log = openSync(join(OUT, name + '.log'), 'w');
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, ...options });
  closeSync(log); // The child has its own descriptor.
  child.once('exit', (code) => { child.ended = `ended with ${code}`; });
  child.once('error', (failure) => { child.ended = failure.message; });
  children.push(child);
  return child;
}

/** Waits until a log matches a pattern; returns the match. */
async function logged(name, child, pattern) {
  const file = join(OUT, name + '.log');
  for (let waited = 0; waited < START_SECONDS_MAX * 10; waited++) {
    const match = pattern.exec(readFileSync(file, 'utf8'));
    if (match) return match;
    if (child.ended) throw new Error(`${name} ${child.ended}, see ${file}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not start within ${START_SECONDS_MAX} s, see ${file}`);
}

/**
 * The CPU time that a server has used, over all threads, in microseconds. Unlike the other figures, it does not depend
 * on the load of the machine. NaN if there is no /proc.
 */
function cpuMicroseconds(pid) {
  if (process.platform !== 'linux') return NaN;
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 1e4; // Ticks of 10 ms.
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function startOurs(name) {
  const child = start(name, join(BENCH, '..', 'chat'), 
    ['local', '--port', '0', '--requests', '1000000', '--cdk-out', join(OUT, 'cdk.out')]);
  const [, url] = await logged(name, child, /(ws:\/\/localhost:\d+\/prod)/);
  return { url: url.replace('localhost', '127.0.0.1'), pid: child.pid };
}

async function startTheirs(name, ...options) {
  const [http, lambda, websocket, alb] = await freePorts(4);
  const child = start(
    name,
    process.execPath,
    ['node_modules/serverless/bin/serverless.js', 'offline', '--host', '127.0.0.1', '--httpPort', http,
      '--lambdaPort', lambda, '--websocketPort', websocket, '--albPort', alb, ...options],
    {
      cwd: join(BENCH, 'serverless-offline'),
      env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    });
  await logged(name, child, /\[http for websocket\] listening/);
  return { url: `ws://127.0.0.1:${websocket}`, pid: child.pid };
}

const SIDES = [
  { name: 'chat-local', title: 'chat local', start: startOurs },
  { name: 'offline-in-process', title: 'serverless-offline --useInProcess',
    start: (name) => startTheirs(name, '--useInProcess') },
  { name: 'offline-workers', title: 'serverless-offline (default)', start: startTheirs },
];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const number = (value) => value.toLocaleString('en', { maximumFractionDigits: 0 });
const digits = (value) => value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function table(results) {
  const lines = ['| connections | side | messages/s | p50 ms | p99 ms | CPU µs/message | messages/s, ratio | p50, ratio | CPU, ratio |',
    '|--:|---|--:|--:|--:|--:|--:|--:|--:|'];
  for (const count of connections) {
    const of = (side, what) => median(results.filter((r) => r.side === side && r.count === count).map((r) => r[what]));
    const [ours] = SIDES;
    for (const side of SIDES) {
      const perSecond = of(side, 'perSecond');
      const p50 = of(side, 'p50');
      const cpu = of(side, 'cpu');
      const ratios = [of(ours, 'perSecond') / perSecond, p50 / of(ours, 'p50'), cpu / of(ours, 'cpu')]
        .map((ratio) => (side === ours ? '' : `${ratio.toFixed(1)} ×`));
      const cells = [count, side.title, number(perSecond), digits(p50), digits(of(side, 'p99')), number(cpu), ...ratios];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

function version(name) {
  return JSON.parse(readFileSync(join(BENCH, 'serverless-offline', 'node_modules', name, 'package.json'), 'utf8')).version;
}

async function run() {
  const [loadBefore] = loadavg();
  for (const side of SIDES) {
    say(`Starting ${side.title} ...`);
    Object.assign(side, await side.start(side.name));
  }
  for (const side of SIDES) {
    say(`Warming up ${side.title}: ${WARM_UP_SECONDS} s ...`);
    await load(side.url, WARM_UP_CONNECTIONS, WARM_UP_SECONDS);
  }
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? SIDES : SIDES.toReversed();
    for (const count of connections) {
      for (const side of order) {
        const before = cpuMicroseconds(side.pid);
        const result = await load(side.url, count, seconds);
        const cpu = (cpuMicroseconds(side.pid) - before) / result.messages;
        results.push({ side, count, cpu, ...result });
        say(`round ${round + 1}/${rounds}, ${count} connections, ${side.title}: ` +
          `${number(result.perSecond)}/s, p50 ${digits(result.p50)} ms, p99 ${digits(result.p99)} ms`);
      }
    }
  }
  console.log(`${cpus()[0].model.trim()}, ${cpus().length} CPUs; Node.js ${process.version}, Java ${process.env.BENCH_JAVA}; ` +
    `serverless ${version('serverless')}, serverless-offline ${version('serverless-offline')}, ws ${version('ws')}.`);
  console.log(`Medians of ${rounds} rounds of ${seconds} s, each side in turn, one message in flight per connection; ` +
    `load average at the start ${loadBefore.toFixed(1)}.\n`);
  console.log(table(results));
}

/** Stops the servers. Each is a process group, since ./chat and serverless may have children. */
function stop() {
  for (const child of children) {
    if (!child.ended && child.pid) process.kill(-child.pid, 'SIGTERM');
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { stop(); process.exit(130); });
try {
  await run();
} catch (failure) {
  say(`The measurement failed: ${failure.message}`);
  process.exitCode = 1;
} finally {
  stop();
}
