// A row of the fleet: written whole when it comes into sight, and in its parts when something changes.

import {h, put, say} from '../parts/dom.js';
import {alertCount, presence} from '../parts/status.js';
import {time} from '../parts/time.js';
import {redraw, spark} from '../parts/spark.js';
import {short} from '../parts/value.js';

export const COLUMNS = [
  {label: 'State', class: 'c-state'},
  {label: 'Device', class: 'c-name'},
  {label: 'Site', class: 'c-site'},
  {label: 'Type', class: 'c-type'},
  {label: 'First metric, 24 h', class: 'c-metric'},
  {label: 'Second metric, 24 h', class: 'c-metric c-second'},
  {label: 'Last seen', class: 'c-seen'},
  {label: 'Alerts', class: 'c-alerts'},
];
export function fillRow(row, device, alerts, metrics) {
  const [state, name, site, type, first, second, seen, open] = row.children;
  put(state, presence(device.online));
  const called = `${device.id} ${device.name}`;
  if (name.dataset.called !== called) {
    name.dataset.called = called;
    put(
      name,
      h('a', {href: `#/devices/${encodeURIComponent(device.id)}`}, device.name),
      device.name !== device.id && h('span', {class: 'quiet id'}, device.id),
    );
  }
  put(site, device.site ?? h('span', {class: 'quiet'}, '–'));
  put(type, device.type);
  put(seen, time(device.lastSeenAt));
  put(open, alertCount(alerts));
  fillMetrics(row, metrics.of(device.id));
  row.classList.toggle('is-quiet', !device.online);
  return [first, second];
}

/** @param known {from, to, top: [{name, value, points}]}, or undefined as long as nothing is known */
export function fillMetrics(row, known) {
  [row.children[4], row.children[5]].forEach((cell, i) => fillMetric(cell, known, known?.top[i], i));
}

function fillMetric(cell, known, metric, i) {
  if (!known || !metric) {
    const words = known?.failed ? 'could not be read' : 'no numbers';
    const state = known ? words : '?';
    if (cell.dataset.metric !== state) {
      cell.dataset.metric = state;
      put(
        cell,
        known
          ? h('span', {class: 'quiet'}, i === 0 ? words : '')
          : h('span', {class: 'bone is-cell', 'aria-hidden': 'true'}),
      );
    }
  } else if (cell.dataset.metric === metric.name) {
    const value = cell.querySelector('.m-value');
    const text = short(metric.value);
    say(value, text);
    redraw(cell.querySelector('.spark'), metric.points, known.from, known.to);
  } else {
    cell.dataset.metric = metric.name;
    put(
      cell,
      h(
        'span',
        {class: 'm-text'},
        h('span', {class: 'm-value'}, short(metric.value)),
        h('span', {class: 'm-name', title: metric.name}, metric.name),
      ),
      spark(metric.points, known.from, known.to),
    );
  }
}
