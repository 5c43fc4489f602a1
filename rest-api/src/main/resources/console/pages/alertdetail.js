// One alert: what happened, who did what, and the readings around the moment.

import {h, put} from '../parts/dom.js';
import {acting, problem, waiting} from '../parts/notice.js';
import {severity, tag} from '../parts/status.js';
import {at, inUnit, span, time} from '../parts/time.js';
import {short} from '../parts/value.js';
import {chart} from '../parts/chart.js';
import {readSeries} from '../parts/series.js';
import {conditionText} from '../parts/words.js';
import {get, id, newKey, request} from '../api.js';
import {session} from '../session.js';
import {changed, isSilenced, onAlerts} from '../state/alerts.js';
import {spanOf} from './devicecharts.js';

const SILENCES = [
  ['30 min', 1800],
  ['2 h', 7200],
  ['8 h', 28_800],
  ['1 d', 86_400],
  ['7 d', 604_800],
];
const AROUND = 1_800_000;

export function alertDetail(place, first, {signal, onLeave}) {
  let alert = first;
  const top = h('div', {});
  const figure = h('div', {class: 'figure'}, waiting('the readings around it', 3));
  const rule = h('p', {class: 'quiet'});
  put(place, top, h('section', {class: 'panel'}, h('h2', {}, 'Around the moment'), figure, rule));

  function draw() {
    const refused = h('div', {});
    put(
      top,
      h(
        'section',
        {class: 'panel'},
        h(
          'div',
          {class: 'detail-head'},
          severity(alert.severity),
          h('h2', {}, alert.message || alert.ruleId),
          tag(alert.state === 'open' ? 'open' : 'cleared', alert.state === 'open' ? 'is-critical' : ''),
        ),
        h(
          'p',
          {},
          h('a', {href: `#/devices/${encodeURIComponent(alert.deviceId)}`}, alert.deviceId),
          ' · rule ',
          h('a', {href: `#/rules/${encodeURIComponent(alert.ruleId)}`}, alert.ruleId),
          ' · ',
          alert.id,
        ),
        session.may('operator') && alert.state === 'open' && actions(refused),
        refused,
        history(),
      ),
    );
  }

  async function act(verb, json) {
    const {body} = await request('POST', `/v1/alerts/${id(alert.id)}:${verb}`, {json, key: newKey()});
    changed(body);
    alert = body;
    draw();
  }

  function actions(refused) {
    const button = (label, verb, json, primary) => {
      const made = h(
        'button',
        {
          class: `button ${primary ? 'is-primary' : ''}`,
          type: 'button',
          onclick: () => acting(made, refused, () => act(verb, json)),
        },
        label,
      );
      return made;
    };
    const silence = h(
      'select',
      {
        class: 'input',
        'aria-label': 'Silence for',
        onchange: event => {
          const seconds = Number(event.target.value);
          seconds &&
            acting(null, refused, () => act('silence', {until: new Date(Date.now() + seconds * 1000).toISOString()}));
        },
      },
      h('option', {value: ''}, 'Silence for …'),
      SILENCES.map(([label, seconds]) => h('option', {value: seconds}, label)),
    );
    return h(
      'div',
      {class: 'actions is-left'},
      alert.acknowledgedAt ? null : button('Acknowledge', 'acknowledge', {}, true),
      silence,
      isSilenced(alert) && button('Unsilence', 'unsilence', {}),
    );
  }

  function history() {
    const events = [
      [alert.startedAt, 'Began', alert.value === null ? '' : `raised by the value ${short(alert.value)}`],
      [
        alert.raisedAt,
        'Raised',
        Date.parse(alert.raisedAt) > Date.parse(alert.startedAt)
          ? `after ${span(Date.parse(alert.raisedAt) - Date.parse(alert.startedAt))}`
          : 'at once',
      ],
      [
        alert.acknowledgedAt,
        'Acknowledged',
        alert.acknowledgedBy && `by ${alert.acknowledgedBy.replace(/^user:/, '')}`,
      ],
      [
        alert.clearedAt,
        'Cleared',
        alert.clearedAt && `open for ${span(Date.parse(alert.clearedAt) - Date.parse(alert.startedAt))}`,
      ],
    ]
      .filter(([instant]) => instant)
      .sort((a, b) => a[0].localeCompare(b[0]));
    return h(
      'ol',
      {class: 'history'},
      events.map(([instant, what, more]) => h('li', {}, h('b', {}, what), ' ', more, ' ', time(instant, at))),
      isSilenced(alert) &&
        h(
          'li',
          {},
          h('b', {}, 'Silenced'),
          ' until ',
          time(alert.silencedUntil, at),
          ': nobody is told about it until then.',
        ),
    );
  }

  async function drawChart() {
    const from = Date.parse(alert.startedAt) - AROUND;
    const to = Math.min(Date.now(), (alert.clearedAt ? Date.parse(alert.clearedAt) : Date.now()) + AROUND);
    const known = await get(`/v1/rules/${id(alert.ruleId)}`, {signal}).catch(() => null);
    put(
      rule,
      known
        ? `${known.name}: when ${conditionText(known.condition, seconds => inUnit(seconds).join(' '))}.`
        : 'The rule is not there any more.',
    );
    const metric = known?.condition.metric;
    if (!metric) {
      put(
        figure,
        h(
          'p',
          {class: 'quiet'},
          known
            ? 'This rule looks at no single metric.'
            : 'Without its rule, it is not known which metric it looked at.',
        ),
      );
      return;
    }
    const {series} = await readSeries(alert.deviceId, from, to, {metrics: [metric], signal});
    const data = series.get(metric);
    if (signal.aborted) {
      return;
    }
    if (!data) {
      put(figure, h('p', {class: 'quiet'}, 'There are no readings around it any more.'));
      return;
    }
    const plot = await chart(
      {name: metric, group: 'alert', height: 200, spans: [spanOf(alert)], limit: known.condition.raise},
      data,
      from,
      to,
    );
    onLeave(() => plot.destroy());
    put(
      figure,
      h(
        'figure',
        {class: 'chart'},
        h(
          'figcaption',
          {},
          h('span', {class: 'chart-name'}, metric),
          known.condition.raise !== undefined &&
            h('span', {class: 'quiet'}, `the dashed line is ${known.condition.raise}`),
        ),
        plot.root,
      ),
    );
  }

  onLeave(
    onAlerts(next => {
      if (next?.id === alert.id) {
        alert = next;
        draw();
      }
    }),
  );
  draw();
  drawChart().catch(error => signal.aborted || put(figure, problem(error, drawChart)));
}
