// Polls /dev/state every second while the page is visible, and updates changed values.
'use strict';

const EVERY_MS = 1000;
const element = (id) => document.getElementById(id);
let timer = 0;
let paused = false;

function put(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

function duration(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return s + ' s';
  if (s < 3600) return Math.floor(s / 60) + ' min ' + (s % 60) + ' s';
  return Math.floor(s / 3600) + ' h ' + Math.floor((s % 3600) / 60) + ' min';
}

const count = (n) => n.toLocaleString('en');
const units = (n) => n.toLocaleString('en', { maximumFractionDigits: 1 });
const milliseconds = (n) => n.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const usd = (n) => '$' + n.toFixed(6);

// A column is [text of a row, class of its cell]. The first column is the row's header.
const id = (text) => [text, () => 'id'];
const number = (value) => [(row) => count(value(row)), (row) => (value(row) === 0 ? 'n zero' : 'n')];
const fault = (value) => [(row) => count(value(row)), (row) => (value(row) === 0 ? 'n zero' : 'n bad')];
const took = (value) => [(f) => (f.invocations === 0 ? '–' : milliseconds(value(f))), () => 'n'];
const plain = (text, style = '') => [text, () => style];

const TABLES = {
  connections: (state) => [
    id((c) => c.id), plain((c) => c.principal ?? '–'),
    plain((c) => duration(state.at - c.connectedAt), 'n'),
    plain((c) => duration(state.at - c.lastActiveAt) + ' ago', 'n'),
    number((c) => c.messagesIn), number((c) => c.messagesOut),
  ],
  functions: () => [
    plain((f) => f.name), number((f) => f.invocations), fault((f) => f.failures), fault((f) => f.timeouts),
    number((f) => f.running), took((f) => f.p50Milliseconds), took((f) => f.p99Milliseconds),
    plain((f) => f.lastError ?? '', 'error'),
  ],
  tables: () => [
    plain((t) => t.name), number((t) => t.items),
    plain((t) => units(t.readUnits), 'n'), plain((t) => units(t.writeUnits), 'n'),
  ],
  queues: () => [
    plain((q) => q.name), number((q) => q.visible), number((q) => q.inFlight), number((q) => q.delayed),
  ],
  mappings: () => [
    plain((m) => m.source + ' (' + m.kind + ')'), plain((m) => m.function), number((m) => m.batches),
    number((m) => m.records), fault((m) => m.failures), number((m) => m.retries), fault((m) => m.discarded),
  ],
};

function newRow(key, columns) {
  const row = document.createElement('tr');
  row.dataset.key = key;
  columns.forEach((_, i) => {
    const cell = row.appendChild(document.createElement(i === 0 ? 'th' : 'td'));
    if (i === 0) cell.scope = 'row';
  });
  return row;
}

// Shows an error in one scrollable line, so that the layout does not change.
function putError(cell, text) {
  if (text === '') return cell.replaceChildren();
  const line = cell.firstElementChild ?? cell.appendChild(document.createElement('div'));
  line.tabIndex = 0;
  line.className = 'bad';
  line.title = text;
  put(line, text);
}

function fill(name, rows, columns) {
  const body = element(name).tBodies[0];
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  rows.forEach((values, place) => {
    const key = values.id ?? values.name;
    const row = known.get(key) ?? newRow(key, columns);
    known.delete(key);
    columns.forEach(([text, style], i) => {
      const cell = row.cells[i];
      const wanted = style(values);
      if (cell.className !== wanted) cell.className = wanted;
      if (wanted === 'error') putError(cell, text(values));
      else put(cell, text(values));
    });
    if (body.rows[place] !== row) body.insertBefore(row, body.rows[place] ?? null);
  });
  known.forEach((row) => row.remove());
}

function show(state) {
  put(element('up'), duration(state.at - state.startedAt));
  put(element('usd'), usd(state.meter.usd));
  for (const name of ['meteredIn', 'meteredOut', 'posts', 'invocations']) {
    put(element(name), count(state.meter[name]));
  }
  for (const [name, columns] of Object.entries(TABLES)) fill(name, state[name], columns(state));
  put(element('connections-count'), count(state.connections.length));
  element('connections-none').hidden = state.connections.length > 0;
  element('main').hidden = false; // Only now, because filling the tables changes the layout.
}

async function read() {
  clearTimeout(timer);
  try {
    const answer = await fetch('/dev/state', { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error('status ' + answer.status);
    show(await answer.json());
    put(element('status'), '');
  } catch (failure) {
    put(element('status'), 'Not reachable, retrying.');
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!paused && !document.hidden) timer = setTimeout(read, EVERY_MS);
}

element('pause').addEventListener('click', () => {
  paused = !paused;
  element('pause').setAttribute('aria-pressed', String(paused));
  put(element('live'), paused ? 'Paused.' : 'Updated every second.');
  if (paused) clearTimeout(timer);
  else read();
});

element('reset').addEventListener('click', async () => {
  try {
    const answer = await fetch('/dev/meter/reset', { method: 'POST' });
    if (!answer.ok) throw new Error('status ' + answer.status);
    put(element('since'), 'since ' + new Date().toLocaleTimeString());
    read();
  } catch (failure) {
    put(element('status'), 'Resetting the meter failed.');
  }
});

document.addEventListener('visibilitychange', () => {
  if (document.hidden) clearTimeout(timer);
  else if (!paused) read();
});

read();
