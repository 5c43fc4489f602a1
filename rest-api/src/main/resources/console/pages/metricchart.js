// The chart of one metric, with what is under the crosshair beside its name.

import {h, say} from '../parts/dom.js';
import {chart} from '../parts/chart.js';
import {short} from '../parts/value.js';
import {at} from '../parts/time.js';

export async function metricChart(name, {height, spans, zoom}, series, from, to) {
  const value = h('span', {class: 'chart-value'});
  const when = h('span', {class: 'quiet'});
  const options = {
    name,
    group: 'device',
    height,
    spans,
    late: [],
    onCursor: (i, data) => readOut(i, data),
    onZoom: (a, b) => zoom(Math.round(a), Math.round(b)),
  };
  const plot = await chart(options, series, from, to);

  /** What is at the crosshair; without one, the last value. */
  function readOut(i, data) {
    const known = has(data.mean[i]);
    const place = known ? i : data.mean.length - 1;
    const [mean, low, high] = [data.mean[place], data.low[place], data.high[place]];
    const spread = known && low !== high ? ` (${short(low)} – ${short(high)})` : '';
    say(value, has(mean) ? short(mean) + spread : '');
    say(when, known ? at(new Date(data.times[place]).toISOString()) : '');
  }

  return {
    root: h(
      'figure',
      {class: 'chart'},
      h('figcaption', {}, h('span', {class: 'chart-name'}, name), value, when),
      plot.root,
    ),
    /** @param marks {spans, late: [[time, metric, value]…] of all metrics} */
    show(next, nextFrom, nextTo, marks) {
      const late = marks.late.filter(([, metric]) => metric === name).map(([time, , each]) => [time, each]);
      plot.set(next, nextFrom, nextTo, {spans: marks.spans, late});
      readOut(null, next);
    },
    destroy: plot.destroy,
  };
}

const has = value => value !== null && value !== undefined;
