// The few pictures there are, drawn as lines. They say nothing that words do not.

import {s} from './dom.js';

const PATHS = {
  fleet: 'M2.500 3.500h11v3.500h-11zM2.500 9h11v3.500h-11zM5 5.250h.01M5 10.750h.01',
  alerts: 'M8 2.500 14 13H2zM8 6.500v3M8 11.300h.01',
  rules: 'M2.500 4h4M9.500 4h4M8 2.500v3M2.500 8h7M12.500 8h1M11 6.500v3M2.500 12h1M6.500 12h7M5 10.500v3',
  files: 'M4 2.500h5l3 3v8H4zM9 2.500v3h3',
  quarantine: 'M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM6 6l4 4M10 6l-4 4',
  chat: 'M2.500 3.500h11v7.500H7l-3 2.500V11H2.500z',
  audit: 'M3.500 2.500h9v11h-9zM5.500 5.500h5M5.500 8h5M5.500 10.500h3',
  members:
    'M6 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13.500c0-2.500 2-4 4.500-4s4.500 1.500 4.500 4M11 3.300a2.300 2.300 0 0 1 0 4.400M12.500 9.900c1.300.6 2 1.900 2 3.600',
  leave: 'M6.500 2.500h-4v11h4M6.500 8h7M11 5.500 13.500 8 11 10.500',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.500 10.500l3 3',
  back: 'M9.500 3.500 5 8l4.500 4.500',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  tick: 'M3 8.500 6.500 12 13 4.500',
};

/** A picture of 16 pixels, hidden from readers of the screen. */
export function icon(name) {
  return s('svg', {class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true'}, s('path', {d: PATHS[name]}));
}

/** The bird. */
export function bird() {
  return s(
    'svg',
    {class: 'bird', viewBox: '0 0 32 32', 'aria-hidden': 'true'},
    s('path', {
      d: 'M21.500 9.500C17 2.800 9.500 3.500 7 6.500c4-.8 7.300.2 9 2.600C12.500 12 11.800 15.300 8 20.500c5.500 2.700 13 1.300 15-6.300l4.200-2.200-4-1.600a4 4 0 0 0-1.700-.9z',
    }),
    s('path', {class: 'legs', d: 'M13.500 21.500v5M17 21.300v5.200'}),
  );
}
