// Beside the charts: open alerts, the latest values, and what is known about the device.

import {h, put} from '../parts/dom.js';
import {problem, waiting} from '../parts/notice.js';
import {severity, tag} from '../parts/status.js';
import {time, at} from '../parts/time.js';
import {exact, ranked, text} from '../parts/value.js';
import {get} from '../api.js';
import * as live from '../live.js';
import {alertsOf, onAlerts} from '../state/alerts.js';

export function latestSection(state) {
  const body = h('div', {}, waiting('the latest values', 4));
  const rows = new Map();
  const values = {};

  function draw() {
    const names = ranked(Object.keys(values));
    if (names.length === 0) {
      put(body, h('p', {class: 'quiet'}, 'It has not sent a value yet.'));
      return;
    }
    if (names.some(name => !rows.has(name))) {
      rows.clear();
      put(
        body,
        h(
          'dl',
          {class: 'values'},
          names.map(name => {
            const row = {value: h('dd', {class: 'v-value'}), at: h('dd', {class: 'v-at quiet'})};
            rows.set(name, row);
            return h('div', {}, h('dt', {title: name}, name), row.value, row.at);
          }),
        ),
      );
    }
    names.forEach(name => fill(rows.get(name), values[name]));
  }

  function fill(row, {value, ts}) {
    const shown = typeof value === 'object' ? text(value) : exact(value);
    if (row.value.textContent !== shown) {
      row.value.textContent = shown;
      row.value.title = shown;
    }
    row.at.firstChild?.dateTime === ts || put(row.at, time(ts));
  }

  function take(name, next) {
    const known = values[name];
    if (!known || Date.parse(known.ts) <= Date.parse(next.ts)) {
      values[name] = next;
    }
  }

  async function load() {
    try {
      const read = await get(`${state.path}/telemetry/latest`, {signal: state.signal});
      Object.entries(read.values).forEach(([name, next]) => take(name, next));
      draw();
    } catch (error) {
      // What is known stays: when the stream is back, this is asked for again.
      state.signal.aborted || rows.size > 0 || put(body, problem(error, load));
    }
  }

  state.onLeave(
    live.on('reading', reading => {
      if (state.own(reading) && !reading.late) {
        const {ts, seq} = reading;
        Object.entries(reading.values).forEach(([name, value]) => take(name, {value, ts, seq}));
        draw();
      }
    }),
  );
  state.onLeave(live.on('reset', load));
  state.onLeave(live.on('listening', load));
  load();
  return h('section', {class: 'panel'}, h('h2', {}, 'Latest values'), body);
}

export function alertSection(state) {
  const section = h('section', {class: 'panel'});
  function draw() {
    const alerts = alertsOf(state.device.id);
    section.hidden = alerts.length === 0;
    put(
      section,
      h('h2', {}, 'Open alerts'),
      h(
        'ul',
        {class: 'plain'},
        alerts.map(alert =>
          h(
            'li',
            {},
            h(
              'a',
              {class: 'alert-line', href: `#/alerts/${alert.id}`},
              severity(alert.severity),
              h('span', {}, alert.message || alert.ruleId),
              h('span', {class: 'quiet'}, 'since ', at(alert.startedAt), alert.acknowledgedAt ? ', acknowledged' : ''),
            ),
          ),
        ),
      ),
    );
  }
  state.onLeave(onAlerts(draw));
  draw();
  return section;
}

export function aboutSection(state) {
  const {device} = state;
  const line = (name, value) => value && h('div', {}, h('dt', {}, name), h('dd', {}, value));
  const labels = Object.entries(device.labels);
  return h(
    'section',
    {class: 'panel'},
    h('h2', {}, 'About'),
    h(
      'dl',
      {class: 'about'},
      line('Id', h('code', {}, device.id)),
      line('Type', device.type),
      line('Site', device.site ?? '–'),
      line(
        'Gateway',
        device.gateway
          ? 'it is one'
          : device.gatewayId && h('a', {href: `#/devices/${encodeURIComponent(device.gatewayId)}`}, device.gatewayId),
      ),
      line('Labels', labels.length > 0 && labels.map(([key, value]) => tag(`${key}=${value}`))),
      line('Aliases', device.aliases.length > 0 && device.aliases.join(', ')),
      line('Registered', time(device.createdAt, at)),
      line('Edited', time(device.updatedAt, at)),
    ),
  );
}
