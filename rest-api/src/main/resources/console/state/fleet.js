// The devices: read page by page in the background, so that they can be counted, filtered while one types, and scrolled
// through without an end of a page.

import {get, id, pages, query} from '../api.js';
import * as live from '../live.js';

const MOST = 20_000;

const devices = new Map();
const events = new EventTarget();
let state = {complete: false, loading: false, error: null};
let run = 0;

export const fleet = {
  get size() {
    return devices.size;
  },
  get state() {
    return state;
  },
  all: () => [...devices.values()],
  known: deviceId => devices.get(deviceId),
};

export function onFleet(fn) {
  const listener = event => fn(event.detail);
  events.addEventListener('change', listener);
  return () => events.removeEventListener('change', listener);
}

function tell(detail) {
  events.dispatchEvent(new CustomEvent('change', {detail}));
}

/** Reads all devices, unless that has been done or is being done. */
export async function loadFleet({again = false} = {}) {
  if ((state.complete || state.loading) && !again) {
    return;
  }
  run += 1;
  const mine = run;
  state = {complete: false, loading: true, error: null};
  const seen = new Set();
  try {
    for await (const items of pages('/v1/devices')) {
      if (mine !== run) {
        return;
      }
      items.forEach(item => {
        seen.add(item.id);
        devices.set(item.id, item);
      });
      tell({kind: 'page'});
      if (devices.size >= MOST) {
        state = {complete: false, loading: false, error: null};
        tell({kind: 'page'});
        return;
      }
    }
    [...devices.keys()].filter(each => !seen.has(each)).forEach(each => devices.delete(each));
    state = {complete: true, loading: false, error: null};
  } catch (error) {
    state = {complete: false, loading: false, error};
  }
  tell({kind: 'page'});
}

/** Finds devices on the server, for as long as not all of them are here. */
export async function findDevices(q, signal) {
  return (await get(`/v1/devices${query({q, limit: 200})}`, {signal})).items;
}

/** A device, from here or from the server. Null where there is none any more. */
export async function device(deviceId, signal) {
  if (!devices.has(deviceId)) {
    try {
      const found = await get(`/v1/devices/${id(deviceId)}`, {signal});
      devices.set(deviceId, found);
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }
      return null;
    }
  }
  return devices.get(deviceId);
}

export function keepDevice(next) {
  devices.set(next.id, next);
  tell({kind: 'device', device: next});
}

export function dropDevice(deviceId) {
  devices.delete(deviceId);
  tell({kind: 'page'});
}

export function forgetFleet() {
  run += 1;
  devices.clear();
  state = {complete: false, loading: false, error: null};
}

live.on('presence', ({deviceId, online, at}) => {
  const known = devices.get(deviceId);
  known ? keepDevice({...known, online, lastSeenAt: later(known.lastSeenAt, at)}) : fresh(deviceId);
});

live.on('reading', ({deviceId}) => {
  const known = devices.get(deviceId);
  if (known) {
    known.lastSeenAt = later(known.lastSeenAt, new Date().toISOString());
  }
});

/** Somebody of whom nothing is known yet: registered since. */
function fresh(deviceId) {
  if (state.complete) {
    device(deviceId)
      .then(found => found && tell({kind: 'page'}))
      .catch(() => {});
  }
}

function later(known, at) {
  return known && at && Date.parse(known) > Date.parse(at) ? known : (at ?? known);
}
