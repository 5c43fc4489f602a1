// When a rule would have had alerts open: a line of seven days for each device.

import {h, put} from '../parts/dom.js';
import {problem, waiting} from '../parts/notice.js';
import {at, span} from '../parts/time.js';
import {request} from '../api.js';

const WEEK = 7 * 86_400_000;
const DAY = 86_400_000;

export function rulePreview(signal) {
  const body = h('div', {}, waiting('the preview', 2));
  const root = h('section', {class: 'panel'}, h('h2', {}, 'The past 7 days'), body);
  let asked = 0;

  async function run({id: _, ...definition}) {
    asked += 1;
    const mine = asked;
    const to = Date.now();
    const from = to - WEEK;
    const slow = setTimeout(
      () =>
        body.firstElementChild?.classList.contains('skeleton') ||
        body.prepend(h('p', {class: 'awaited', role: 'status'}, 'Waiting for the preview.')),
      200,
    );
    try {
      const {body: result} = await request('POST', '/v1/rules:preview', {
        json: {
          selector: definition.selector,
          condition: definition.condition,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        },
        signal,
      });
      mine === asked && draw(result, definition.severity, from, to);
    } catch (error) {
      if (mine !== asked || signal.aborted) {
        return;
      }
      put(
        body,
        error.code === 'NOT_PREVIEWABLE'
          ? h(
              'p',
              {class: 'quiet'},
              'When devices were offline cannot be told from stored readings, so there is no preview of this rule.',
            )
          : error.code === 'VALIDATION_FAILED'
            ? h(
                'p',
                {class: 'quiet'},
                'The sentence is not complete yet: ',
                (error.errors ?? []).map(each => `${each.field} ${each.message}`).join('; '),
                '.',
              )
            : problem(error, () => run(definition)),
      );
    } finally {
      clearTimeout(slow);
    }
  }

  function draw({items, devices, truncated}, severity, from, to) {
    const byDevice = Object.groupBy(items, item => item.deviceId);
    const names = Object.keys(byDevice);
    put(
      body,
      h(
        'p',
        {},
        items.length === 0
          ? `It would not have raised an alert on any of ${devices} ${devices === 1 ? 'device' : 'devices'}.`
          : [
              h('b', {}, `${items.length} ${items.length === 1 ? 'alert' : 'alerts'}`),
              ` on ${names.length} of ${devices} ${devices === 1 ? 'device' : 'devices'}.`,
            ],
        truncated && ' There is more: not all devices and readings were looked at.',
        devices === 0 && ' No device is like that.',
      ),
      names.length > 0 &&
        h(
          'div',
          {class: 'spans'},
          names.slice(0, 50).map(name => lane(name, byDevice[name], severity, from, to)),
          axis(from, to),
        ),
    );
  }

  function lane(name, items, severity, from, to) {
    const share = instant => `${(((instant - from) / (to - from)) * 100).toFixed(3)}%`;
    const words = items.map(
      item =>
        `${at(item.startedAt)}, ${item.clearedAt ? `for ${span(Date.parse(item.clearedAt) - Date.parse(item.startedAt))}` : 'still open'}`,
    );
    return h(
      'div',
      {class: 'lane'},
      h('a', {href: `#/devices/${encodeURIComponent(name)}?range=7d`, title: name}, name),
      h(
        'div',
        {class: 'track', role: 'img', 'aria-label': `${name}: ${items.length} alerts. ${words.slice(0, 5).join('; ')}`},
        items.map((item, i) => {
          const begin = Date.parse(item.startedAt);
          const end = item.clearedAt ? Date.parse(item.clearedAt) : to;
          return h('span', {
            class: `span is-${severity}`,
            title: words[i],
            style: {left: `min(${share(begin)}, calc(100% - 3px))`, width: `max(3px, ${share(from + end - begin)})`},
          });
        }),
      ),
      h('span', {class: 'quiet'}, items.length),
    );
  }

  function axis(from, to) {
    const days = new Intl.DateTimeFormat(undefined, {weekday: 'short', day: 'numeric'});
    const first = new Date(from).setHours(24, 0, 0, 0);
    const marks = Array.from({length: 7}, (_, i) => first + i * DAY).filter(each => each < to);
    return h(
      'div',
      {class: 'lane is-axis', 'aria-hidden': 'true'},
      h('span', {}),
      h(
        'div',
        {class: 'track'},
        marks.map(each =>
          h('span', {class: 'mark', style: {left: `${((each - from) / (to - from)) * 100}%`}}, days.format(each)),
        ),
      ),
      h('span', {}),
    );
  }

  return {root, run};
}
