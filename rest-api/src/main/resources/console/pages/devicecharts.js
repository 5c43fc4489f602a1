// The charts of a device: one below the other on one axis of time, with ranges and zoom in the page's address.

import {h, put, say} from '../parts/dom.js';
import {problem, waiting} from '../parts/notice.js';
import {addReading, lateReadings, readSeries} from '../parts/series.js';
import {ranked} from '../parts/value.js';
import {at} from '../parts/time.js';
import {listed, query} from '../api.js';
import * as live from '../live.js';
import {remember} from '../router.js';
import {metricChart} from './metricchart.js';
import {RANGES, rangeBar} from './rangebar.js';

const FIRST_CHARTS = 4;
const HEIGHTS = [340, 176, 132];
const LATE_MOST = 1000;

export function chartSection(state) {
  const {device, signal, onLeave, params} = state;
  const view = {
    range: params.get('range') in RANGES ? params.get('range') : '24h',
    from: Number(params.get('from')) || 0,
    to: Number(params.get('to')) || 0,
    more: params.get('charts') === 'all',
  };
  const charts = new Map();
  let spans = [];
  let late = [];
  let data = {step: 1, series: new Map()};
  let shown = null;
  let asked = 0;
  const bar = rangeBar(view, () => {
    remember({range: view.range === '24h' ? '' : view.range, from: view.from || '', to: view.to || ''});
    load();
  });
  const body = h('div', {class: 'charts'}, waiting('the readings', 6));
  const foot = h('p', {class: 'hint'});

  const isLive = () => !view.from;
  const edges = () => (view.from ? [view.from, view.to] : [Date.now() - RANGES[view.range], Date.now()]);

  async function load() {
    asked += 1;
    const mine = asked;
    const [from, to] = edges();
    bar.tell(from, to);
    body.setAttribute('aria-busy', 'true');
    const slow = setTimeout(() => say(foot, 'Waiting for the readings of this range.'), 200);
    try {
      const [next, alerts] = await Promise.all([
        readSeries(device.id, from, to + 60_000, {signal}),
        listed(`/v1/alerts${query({deviceId: device.id})}`, {most: 400, signal}),
      ]);
      if (mine !== asked || signal.aborted) {
        return;
      }
      data = next;
      spans = alerts.map(spanOf).filter(span => span.to >= from && span.from <= to);
      late = [];
      await draw(from, to);
      clearTimeout(slow);
      body.removeAttribute('aria-busy');
      await markLate(from, to, mine);
    } catch (error) {
      const shownProblem = problem(error, load);
      if (shownProblem && mine === asked && !signal.aborted) {
        clear();
        put(body, shownProblem);
      }
    } finally {
      clearTimeout(slow);
      mine === asked && body.removeAttribute('aria-busy');
    }
  }

  /** Buckets do not tell which readings were late: where there are few, they are read one by one. */
  async function markLate(from, to, mine) {
    const readings = Math.max(
      0,
      ...[...data.series.values()].map(one => one.count.reduce((sum, each) => sum + each, 0)),
    );
    const few = readings > 0 && readings <= LATE_MOST;
    say(
      foot,
      readings === 0
        ? ''
        : `${readings.toLocaleString('en')} readings of each metric, ${stepText(data.step)} a point: the mean, in the band from least to greatest. ` +
            (few
              ? 'Late readings are marked □, or at the foot where they are many.'
              : 'Zoom in to below 1,000 readings to see late ones marked.'),
    );
    if (few) {
      const found = await lateReadings(device.id, from, to, {signal, most: LATE_MOST});
      if (mine === asked && !signal.aborted) {
        late = found;
        update();
      }
    }
  }

  async function draw(from, to) {
    const names = ranked(data.series.keys());
    const wanted = view.more ? names : names.slice(0, FIRST_CHARTS);
    if (names.length === 0) {
      clear();
      put(
        body,
        h(
          'div',
          {class: 'empty is-small'},
          h('h3', {}, 'No numbers in this range'),
          h(
            'p',
            {},
            device.lastSeenAt
              ? `Its last message came ${at(device.lastSeenAt)}; choose a longer range.`
              : 'It has not sent anything yet. Make new credentials to get the line with which it sends its first reading.',
          ),
        ),
      );
      return;
    }
    if (wanted.join() !== [...charts.keys()].join()) {
      clear();
      const height = HEIGHTS[wanted.length - 1] ?? HEIGHTS.at(-1);
      const made = await Promise.all(
        wanted.map(name => metricChart(name, {height, spans, zoom: bar.zoom}, data.series.get(name), from, to)),
      );
      wanted.forEach((name, i) => charts.set(name, made[i]));
      put(
        body,
        made.map(each => each.root),
        names.length > FIRST_CHARTS &&
          h(
            'button',
            {
              class: 'button is-plain',
              type: 'button',
              onclick: () => {
                view.more = !view.more;
                remember({charts: view.more ? 'all' : ''});
                draw(...edges());
              },
            },
            view.more ? 'Show fewer metrics' : `Show all ${names.length} metrics`,
          ),
      );
    }
    shown = [from, to];
    update();
  }

  function update() {
    for (const [name, one] of charts) {
      const series = data.series.get(name);
      series && shown && one.show(series, shown[0], shown[1], {spans, late});
    }
  }

  function clear() {
    charts.forEach(one => one.destroy());
    charts.clear();
  }

  let pending = 0;
  function later() {
    pending ||= setTimeout(() => {
      pending = 0;
      shown = edges();
      update();
    }, 250);
  }

  onLeave(
    live.on('reading', reading => {
      if (!state.own(reading) || !isLive() || !shown) {
        return;
      }
      const time = Date.parse(reading.ts);
      for (const [name, value] of Object.entries(reading.values)) {
        if (typeof value === 'number') {
          const series = data.series.get(name);
          series ? addReading(series, time, value, data.step) : load();
          reading.late && late.push([time, name, value]);
        }
      }
      later();
    }),
  );
  onLeave(
    live.on('alert', ({alert}) => {
      if (alert.deviceId === device.id) {
        spans = [spanOf(alert), ...spans.filter(span => span.id !== alert.id)];
        later();
      }
    }),
  );
  onLeave(live.on('reset', load));
  // Time goes on even where nothing comes in.
  const timer = setInterval(() => isLive() && shown && !document.hidden && later(), 10_000);
  onLeave(() => {
    clearInterval(timer);
    clearTimeout(pending);
    clear();
  });
  load();
  return h('section', {class: 'panel', 'aria-label': 'Charts'}, bar.root, body, foot);
}

export function spanOf(alert) {
  return {
    id: alert.id,
    severity: alert.severity,
    from: Date.parse(alert.startedAt),
    to: alert.clearedAt ? Date.parse(alert.clearedAt) : Date.now(),
  };
}

function stepText(step) {
  return step < 60 ? `${step} s` : step < 3600 ? `${step / 60} min` : `${step / 3600} h`;
}
