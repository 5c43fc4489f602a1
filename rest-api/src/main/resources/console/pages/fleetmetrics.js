// The numbers of the devices that can be seen: read row by row, a few at a time and the visible ones first, since the
// interface gives the readings of one device at a time.

import {get, id, query} from '../api.js';
import {ranked} from '../parts/value.js';
import {fillMetrics} from './fleetrow.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const AT_ONCE = 4;
const FRESH_MILLIS = 60_000;

export class Metrics {
  #known = new Map();
  #wanted = [];
  #running = new Set();
  #changed = new Set();
  #frame = 0;

  constructor(signal, rowOf) {
    this.signal = signal;
    this.rowOf = rowOf;
  }

  of(deviceId) {
    return this.#known.get(deviceId);
  }

  forget() {
    this.#known.forEach(each => {
      each.readAt = 0;
    });
    this.#next();
  }

  /** These devices can be seen, and no others. */
  want(ids) {
    this.#wanted = ids;
    this.#next();
  }

  #next() {
    const now = Date.now();
    while (this.#running.size < AT_ONCE && !this.signal.aborted) {
      const next = this.#wanted.find(
        each => !this.#running.has(each) && now - (this.#known.get(each)?.readAt ?? 0) > FRESH_MILLIS,
      );
      if (next === undefined) {
        return;
      }
      this.#running.add(next);
      this.#read(next)
        .catch(() => this.signal.aborted || this.#keep(next, {top: [], from: now - DAY, to: now, failed: true}))
        .finally(() => {
          this.#running.delete(next);
          this.#next();
        });
    }
  }

  async #read(device) {
    const to = Date.now();
    const from = Math.floor((to - DAY) / HOUR) * HOUR;
    const {items} = await get(
      `/v1/devices/${id(device)}/telemetry${query({
        from: new Date(from).toISOString(),
        bucket: 'PT1H',
        agg: 'avg,last',
        limit: 50,
      })}`,
      {signal: this.signal},
    );
    const byName = new Map();
    for (const bucket of items) {
      for (const [name, {avg, last}] of Object.entries(bucket.values)) {
        const one = byName.get(name) ?? {name, points: [], value: 0};
        one.points.push([Date.parse(bucket.from) + HOUR / 2, Number(avg)]);
        one.value = Number(last);
        byName.set(name, one);
      }
    }
    this.#keep(device, {
      from,
      to,
      top: ranked(byName.keys())
        .slice(0, 2)
        .map(name => byName.get(name)),
    });
  }

  #keep(device, known) {
    this.#known.set(device, {...known, readAt: Date.now()});
    this.#show(device);
  }

  /** A reading that has come in. */
  take({deviceId, ts, late, values}) {
    const known = this.#known.get(deviceId);
    if (!known || late) {
      return;
    }
    const time = Date.parse(ts);
    for (const metric of known.top) {
      const value = values[metric.name];
      if (typeof value === 'number') {
        metric.value = value;
        const [last] = metric.points.at(-1);
        time - last > HOUR / 2
          ? metric.points.push([time, value])
          : (metric.points.at(-1)[1] += (value - metric.points.at(-1)[1]) * 0.1);
        known.to = Math.max(known.to, time);
      }
    }
    known.readAt = Date.now();
    this.#show(deviceId);
  }

  /** However many come in, a row is written once a frame. */
  #show(device) {
    this.#changed.add(device);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const each of this.#changed) {
        const row = this.rowOf(each);
        row && fillMetrics(row, this.#known.get(each));
      }
      this.#changed.clear();
    });
  }
}
