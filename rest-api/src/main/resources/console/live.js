// What happens, as it happens. Two streams at most: what concerns the whole fleet (presence, alerts, commands), and the
// readings of the devices that are on the screen. A browser has few connections to one server, so a tab that nobody
// looks at gives its own back after a while, and catches up when it is looked at again.

import {session} from './session.js';
import {expired} from './api.js';
import {Stream} from './stream.js';

const HIDDEN_MILLIS = 30_000;
const RELOAD_MILLIS = 30_000;
const SETTLE_MILLIS = 400;

const events = new EventTarget();
let fleet = null;
let readings = null;
let watched = '';
let settle = 0;
let reloads = 0;
const states = {fleet: null, readings: null};
let fleetLastId;
let readingsLastId;

/** The state of the streams, for the sentence that tells it. */
export let status = {state: 'connecting'};

/**
 * Calls `fn` with what a kind of event carries: reading, presence, alert, command, reset, status. There is `listening`
 * too: from now on readings are told, but those that came in since a page asked for them were not.
 */
export function on(kind, fn) {
  const listener = event => fn(event.detail);
  events.addEventListener(kind, listener);
  return () => events.removeEventListener(kind, listener);
}

export function tell(kind, detail) {
  events.dispatchEvent(new CustomEvent(kind, {detail}));
}

export function start() {
  if (fleet || !session.token) {
    return;
  }
  fleet = new Stream({
    path: '/v1/stream?kinds=presence,alerts,commands,files',
    lastId: fleetLastId,
    onEvent: pass,
    onState: state => told('fleet', state),
  }).start();
  openReadings();
}

export function stop() {
  fleetLastId = fleet?.lastId ?? fleetLastId;
  readingsLastId = readings?.lastId ?? readingsLastId;
  fleet?.stop();
  readings?.stop();
  fleet = readings = null;
  told('fleet', null);
  told('readings', null);
  clearInterval(reloads);
  reloads = 0;
}

/** Forgets where the streams were, too: another user's events are others. */
export function end() {
  stop();
  fleetLastId = readingsLastId = undefined;
  watched = '';
}

export function reconnect() {
  fleet?.now();
  readings?.now();
}

/** From now on the readings of these devices are told, and no others. */
export function watchReadings(ids) {
  const wanted = [...new Set(ids)].sort().join(',');
  if (wanted === watched) {
    return;
  }
  watched = wanted;
  readingsLastId = undefined;
  clearTimeout(settle);
  settle = setTimeout(openReadings, readings ? SETTLE_MILLIS : 0);
}

function openReadings() {
  readings?.stop();
  readings = null;
  told('readings', null);
  if (watched && fleet && !fleet.gone) {
    const path = `/v1/stream?kinds=readings&devices=${encodeURIComponent(watched)}`;
    let begins = readingsLastId === undefined;
    readings = new Stream({
      path,
      lastId: readingsLastId,
      onEvent: pass,
      onState: state => {
        told('readings', state);
        if (begins && state.state === 'live') {
          begins = false;
          tell('listening');
        }
      },
    }).start();
  }
}

function pass({kind, data}) {
  if (kind === 'reset') {
    tell('reset', data);
  } else if (kind !== 'ready' && kind !== 'end') {
    tell(kind, data);
  }
}

/** What one of the streams has to say of itself; null once it is not wanted any more. */
function told(name, next) {
  if (next?.state === 'expired') {
    expired.dispatchEvent(new CustomEvent('expired', {detail: null}));
    return;
  }
  states[name] = next;
  if (next?.state === 'absent' && !reloads) {
    // No stream here: pages load again now and then what they would have been told.
    reloads = setInterval(() => document.hidden || tell('reset', {reason: 'no stream'}), RELOAD_MILLIS);
  }
  const all = Object.values(states);
  const worst = all.find(each => each?.state === 'absent') ??
    all.find(each => each?.state === 'cut') ?? {state: 'live'};
  status = {...worst, since: worst.state === status.state ? status.since : Date.now()};
  tell('status', status);
}

let asleep = 0;
document.addEventListener('visibilitychange', () => {
  clearTimeout(asleep);
  if (document.hidden) {
    asleep = setTimeout(stop, HIDDEN_MILLIS);
  } else {
    start();
  }
});
addEventListener('online', reconnect);
