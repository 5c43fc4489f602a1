// Which time the charts show: the last hour, day, week or month, or any other that was zoomed to.

import {h, say} from '../parts/dom.js';
import {at} from '../parts/time.js';

const HOUR = 3_600_000;
export const RANGES = {'1h': HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR};
const NAMES = {'1h': '1 h', '24h': '24 h', '7d': '7 d', '30d': '30 d'};
const LEAST = 10_000;
const finger = matchMedia('(pointer: coarse)');

/** @param view {range, from, to}: from and to are 0 as long as the charts go on with time */
export function rangeBar(view, changed) {
  const buttons = Object.entries(NAMES).map(([range, name]) =>
    h(
      'button',
      {
        class: 'chip',
        type: 'button',
        'data-range': range,
        onclick: () => {
          Object.assign(view, {range, from: 0, to: 0});
          changed();
        },
      },
      name,
    ),
  );
  const words = h('span', {class: 'quiet range-words', role: 'status'});
  const act = (label, sign, change) =>
    h(
      'button',
      {
        class: 'button is-small',
        type: 'button',
        'aria-label': label,
        title: label,
        onclick: () => {
          const [from, to] = view.from ? [view.from, view.to] : [Date.now() - RANGES[view.range], Date.now()];
          zoom(...change(from, to, to - from));
        },
      },
      sign,
    );
  const root = h(
    'div',
    {class: 'range'},
    h('div', {class: 'chips', role: 'group', 'aria-label': 'Range'}, buttons),
    h(
      'div',
      {class: 'chips', role: 'group', 'aria-label': 'Move and zoom'},
      act('Earlier', '←', (from, to, wide) => [from - wide / 2, to - wide / 2]),
      act('Later', '→', (from, to, wide) => [from + wide / 2, to + wide / 2]),
      act('Zoom in', '+', (from, to, wide) => [from + wide / 4, to - wide / 4]),
      act('Zoom out', '−', (from, to, wide) => [from - wide / 2, to + wide / 2]),
    ),
    words,
  );

  function zoom(from, to) {
    const wide = Math.max(to - from, LEAST);
    // What would reach beyond now goes on with time again.
    if (to >= Date.now() + 1000 && wide >= RANGES['1h']) {
      to = Date.now();
    }
    Object.assign(view, {from: Math.round(to - wide), to: Math.round(to)});
    changed();
  }

  return {
    root,
    zoom,
    /** Says which range is shown. */
    tell(from, to) {
      buttons.forEach(each =>
        each.setAttribute('aria-pressed', String(!view.from && each.dataset.range === view.range)),
      );
      const text = time => at(new Date(time).toISOString());
      say(
        words,
        view.from ? `${text(from)} – ${text(to)}` : finger.matches ? 'Live' : 'Live. Drag across a chart to zoom in.',
      );
    },
  };
}
