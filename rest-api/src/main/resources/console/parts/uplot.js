// uPlot (MIT, /console/uplot/LICENSE.txt), loaded with the first page that has a chart.

import {h} from './dom.js';

let loading;

export function uPlot() {
  loading ??= Promise.all([
    loaded(h('link', {rel: 'stylesheet', href: '/console/uplot/uPlot.min.css'})),
    loaded(h('script', {src: '/console/uplot/uPlot.iife.min.js'})),
  ]).then(() => window.uPlot);
  return loading;
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', resolve);
    element.addEventListener('error', () => {
      loading = undefined;
      reject(new Error('The charts could not be loaded'));
    });
    document.head.append(element);
  });
}
