// A day in 88 by 20 pixels.

import {s} from './dom.js';

const WIDTH = 88;
const HEIGHT = 20;
const HOUR_WIDTH = WIDTH / 24;

/** @param points [[time, value]…], ascending; `from` and `to` are the day's ends */
export function spark(points, from, to) {
  const path = s('path', {d: line(points, from, to), class: 'spark-line'});
  return s(
    'svg',
    {class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true', preserveAspectRatio: 'none'},
    path,
  );
}

/** Draws other points into the same picture. */
export function redraw(svg, points, from, to) {
  svg.firstChild.setAttribute('d', line(points, from, to));
}

function line(points, from, to) {
  if (points.length === 0) {
    return '';
  }
  const values = points.map(([, value]) => value);
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const flat = Math.max(...values) === low;
  // An hour alone is a dash as wide as itself: of a point, nothing would be seen.
  const alone = points.length === 1 ? HOUR_WIDTH : 0;
  const path = points
    .map(([time, value], i) => {
      const x = Math.max(0, Math.min(1, (time - from) / (to - from))) * WIDTH - alone;
      const y = flat ? HEIGHT / 2 : HEIGHT - 2 - ((value - low) / range) * (HEIGHT - 4);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
  return alone ? `${path}h${alone.toFixed(1)}` : path;
}
