// Rules: the list, and one of them as a sentence with its preview.

import {h, put} from '../parts/dom.js';
import {icon} from '../parts/icons.js';
import {splitView} from '../parts/split.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {severity, tag} from '../parts/status.js';
import {inUnit} from '../parts/time.js';
import {conditionText, selectorText} from '../parts/words.js';
import {id, listed, request} from '../api.js';
import {session} from '../session.js';
import {ruleEditor} from './ruleeditor.js';

const NEW = {
  name: '',
  selector: {deviceIds: [], types: [], sites: [], labels: {}},
  severity: 'warning',
  enabled: true,
  condition: {kind: 'threshold', metric: 'temperature', op: '>=', raise: 8, clear: 6, forSeconds: 600},
};

export function show({place, holes, ...life}) {
  const {signal} = life;
  const sheet = splitView({
    title: 'Rules',
    path: '/rules',
    label: 'Rules',
    none: 'Choose a rule to read it as a sentence, change it, and see when it would have fired.',
    detail: drawDetail,
    life,
    actions: session.may('admin') && h('a', {class: 'button', href: '#/rules/+'}, icon('plus'), 'New rule'),
  });
  const list = put(sheet.list, waiting('the rules', 6));
  put(place, sheet.head, sheet.split);

  async function drawList() {
    try {
      const rules = await listed('/v1/rules', {signal, most: 1000});
      put(
        list,
        rules.length === 0
          ? empty(
              'No rules yet',
              h(
                'p',
                {},
                session.may('admin')
                  ? 'A rule watches devices and raises an alert when, say, a temperature is at or above 8 for 10 minutes.'
                  : 'An admin of your tenant can make the first one.',
              ),
              session.may('admin') && h('a', {class: 'button is-primary', href: '#/rules/+'}, 'Make a rule'),
            )
          : h('ul', {class: 'plain'}, rules.map(line)),
      );
      sheet.first(rules[0]?.id);
    } catch (error) {
      signal.aborted || put(list, h('div', {class: 'pad'}, problem(error, drawList)));
    }
  }

  function line(rule) {
    return sheet.item(
      rule.id,
      h('span', {class: 'item-title'}, h('b', {}, rule.name), !rule.enabled && tag('○ off')),
      h(
        'span',
        {class: 'item-note quiet'},
        severity(rule.severity),
        `when ${conditionText(rule.condition, seconds => inUnit(seconds).join(' '))}, on ${selectorText(rule.selector)}`,
      ),
    );
  }

  async function drawDetail(ruleId, detail, own) {
    if (ruleId === '+') {
      ruleEditor(detail, {rule: structuredClone(NEW), etag: null}, {signal: own.signal, changed: drawList});
      return;
    }
    put(detail, waiting('the rule', 5));
    try {
      const {body, etag} = await request('GET', `/v1/rules/${id(ruleId)}`, {signal: own.signal});
      own.signal.aborted || ruleEditor(detail, {rule: body, etag}, {signal: own.signal, changed: drawList});
    } catch (error) {
      own.signal.aborted ||
        put(
          detail,
          h(
            'div',
            {class: 'pad'},
            problem(error, () => drawDetail(ruleId, detail, own)),
          ),
        );
    }
  }

  sheet.choose(holes.id);
  drawList();
}
