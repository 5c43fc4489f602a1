// A rule as a sentence with blanks. Every blank writes into the rule, and the rule can be written into the blanks.

import {h, put} from '../parts/dom.js';
import {inUnit, UNIT_SECONDS} from '../parts/time.js';
import {OPERATORS} from '../parts/words.js';

const KINDS = [
  ['threshold', 'a value is'],
  ['stale', 'nothing is reported'],
  ['offline', 'the device is offline'],
];
const SEVERITIES = ['info', 'warning', 'critical'];

/** @param changed is called after any blank was filled in */
export function sentence(rule, {changed, disabled, known}) {
  const root = h('div', {class: 'sentence', role: 'group', 'aria-label': 'The rule as a sentence'});

  const put1 = (target, name, read) => event => {
    target[name] = read(event.target.value);
    changed();
  };
  const words = (label, value, oninput, props = {}) =>
    h('input', {class: 'blank', 'aria-label': label, value: value ?? '', oninput, disabled, ...props});
  const choice = (label, options, value, onchange) =>
    h(
      'select',
      {class: 'blank', 'aria-label': label, onchange, disabled},
      options.map(([each, text]) => h('option', {value: each, selected: each === value}, text)),
    );
  const list = text =>
    text
      .split(',')
      .map(each => each.trim())
      .filter(Boolean);
  const number = text => (text.trim() === '' ? null : Number(text));

  function duration(label, target, name, optional) {
    const [amount, unit] = inUnit(target[name] ?? 0);
    const count = words(label, optional && !target[name] ? '' : amount, write, {
      type: 'number',
      min: '0',
      step: 'any',
      class: 'blank is-short',
      placeholder: '0',
    });
    const units = choice(
      `${label}: unit`,
      [
        ['s', 's'],
        ['min', 'min'],
        ['h', 'h'],
        ['d', 'd'],
      ],
      target[name] ? unit : 'min',
      write,
    );
    function write() {
      // A gap that followed the old duration follows the new one: the server fills it in.
      if (target.maxGapSeconds === Math.max(target[name] ?? 0, 60)) {
        delete target.maxGapSeconds;
      }
      target[name] = Math.round(Number(count.value || 0) * UNIT_SECONDS[units.value]);
      changed();
    }
    return [count, units];
  }

  function threshold(condition) {
    return [
      ' ',
      words(
        'Metric',
        condition.metric,
        put1(condition, 'metric', text => text.trim()),
        {list: 'known-metrics', required: true},
      ),
      ' is ',
      choice(
        'Comparison',
        Object.entries(OPERATORS),
        condition.op,
        put1(condition, 'op', text => text),
      ),
      ' ',
      words('Limit', condition.raise, put1(condition, 'raise', Number), {
        type: 'number',
        step: 'any',
        class: 'blank is-short',
      }),
      ' for ',
      duration('For', condition, 'forSeconds', true),
      ', until it is back to ',
      words('Clears at', condition.clear, put1(condition, 'clear', number), {
        type: 'number',
        step: 'any',
        class: 'blank is-short',
        placeholder: 'any',
      }),
    ];
  }

  function condition() {
    const {kind} = rule.condition;
    if (kind === 'threshold') {
      return threshold(rule.condition);
    }
    const after = [' for ', duration('After', rule.condition, 'afterSeconds')];
    return kind === 'offline'
      ? after
      : [
          ' of ',
          words(
            'Metric',
            rule.condition.metric,
            put1(rule.condition, 'metric', text => text.trim() || null),
            {placeholder: 'any metric', list: 'known-metrics'},
          ),
          after,
        ];
  }

  function changeKind(event) {
    const kind = event.target.value;
    rule.condition =
      kind === 'threshold'
        ? {kind, metric: rule.condition.metric ?? 'temperature', op: '>=', raise: 0, clear: null, forSeconds: 0}
        : {kind, ...(kind === 'stale' ? {metric: rule.condition.metric ?? null} : {}), afterSeconds: 300};
    draw();
    changed();
  }

  function draw() {
    const {selector} = rule;
    const labels = Object.entries(selector.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ');
    put(
      root,
      h('p', {}, 'When ', choice('What is watched', KINDS, rule.condition.kind, changeKind), condition(), ','),
      h(
        'p',
        {},
        'of a device of type ',
        words('Types', selector.types.join(', '), put1(selector, 'types', list), {
          placeholder: 'any',
          list: 'known-types',
        }),
        ' at ',
        words('Sites', selector.sites.join(', '), put1(selector, 'sites', list), {
          placeholder: 'any site',
          list: 'known-sites',
        }),
        ' named ',
        words('Devices', selector.deviceIds.join(', '), put1(selector, 'deviceIds', list), {placeholder: 'any id'}),
        ' with ',
        words(
          'Labels',
          labels,
          put1(selector, 'labels', text =>
            Object.fromEntries(
              list(text)
                .filter(each => each.includes('='))
                .map(each => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
            ),
          ),
          {placeholder: 'any labels'},
        ),
        ',',
      ),
      h(
        'p',
        {},
        'raise the ',
        choice(
          'Severity',
          SEVERITIES.map(each => [each, each]),
          rule.severity,
          put1(rule, 'severity', text => text),
        ),
        ' alert ',
        words(
          'Name',
          rule.name,
          put1(rule, 'name', text => text),
          {placeholder: 'Cold store too warm', required: true, maxlength: '128', class: 'blank is-long'},
        ),
        '.',
      ),
      known,
    );
  }
  draw();
  return {root, draw};
}
