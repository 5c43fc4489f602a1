// Who did, or tried to do, what.

import {h, put, say} from '../parts/dom.js';
import {header} from '../parts/shell.js';
import {virtualTable} from '../parts/table.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {at, time} from '../parts/time.js';
import {pages} from '../api.js';

const AHEAD = 40;

export async function show({place, signal}) {
  const note = h('p', {class: 'quiet', role: 'status'});
  const body = h('div', {class: 'fill'}, waiting('the audit trail', 12));
  const items = [];
  const shown = {items, filter: '', refusedOnly: false};
  const source = pages('/v1/audit', {limit: 100, signal});
  let done = false;
  let reading = false;
  const search = h('input', {
    class: 'input',
    type: 'search',
    placeholder: 'Filter what is loaded',
    'aria-label': 'Filter',
    oninput: event => {
      shown.filter = event.target.value.toLowerCase();
      draw();
    },
  });
  const refused = h(
    'button',
    {
      class: 'chip',
      type: 'button',
      'aria-pressed': 'false',
      onclick: () => {
        shown.refusedOnly = !shown.refusedOnly;
        refused.setAttribute('aria-pressed', String(shown.refusedOnly));
        draw();
      },
    },
    '✕ Refused only',
  );
  const table = virtualTable({
    label: 'Audit trail',
    className: 'audit',
    key: item => item.key,
    fill,
    columns: ['When', 'Who', 'What', 'Target', 'Result', 'Detail'].map((label, i) => ({label, class: `a-${i}`})),
    onVisible: visible => visible.at(-1) && items.indexOf(visible.at(-1)) > items.length - AHEAD && more(),
  });
  put(
    place,
    header('Audit', {note}),
    h('div', {class: 'toolbar'}, h('div', {class: 'chips'}, refused), h('div', {class: 'search'}, search)),
    body,
  );

  function fill(row, event) {
    const result =
      event.result === 'DONE'
        ? h('span', {class: 'state is-online'}, h('span', {'aria-hidden': 'true'}, '✓'), ' Done')
        : h('span', {class: 'state is-critical'}, h('span', {'aria-hidden': 'true'}, '✕'), ' Refused');
    [
      time(event.at, at),
      event.actor.replace(/^user:/, ''),
      event.action,
      event.target,
      result,
      event.detail ?? '',
    ].forEach((each, i) => {
      put(row.children[i], each);
      row.children[i].title = typeof each === 'string' ? each : '';
    });
  }

  function draw() {
    const matching = items.filter(
      item =>
        (!shown.refusedOnly || item.result === 'REFUSED') &&
        (!shown.filter ||
          [item.actor, item.action, item.target, item.detail ?? ''].some(each =>
            each.toLowerCase().includes(shown.filter),
          )),
    );
    say(note, `${matching.length.toLocaleString('en')} events${done ? '' : ' loaded, scroll for older ones'}`);
    if (items.length === 0) {
      put(body, empty('Nothing has been done yet', h('p', {}, 'Every write and every refusal will be listed here.')));
      return;
    }
    body.firstChild === table.root || put(body, table.root);
    table.show(matching);
    if (matching.length < AHEAD && !done) {
      more();
    }
  }

  async function more() {
    if (done || reading) {
      return;
    }
    reading = true;
    try {
      const next = await source.next();
      done = Boolean(next.done);
      (next.value ?? []).forEach(item => items.push({...item, key: items.length}));
      reading = false;
      signal.aborted || draw();
    } catch (error) {
      done = true;
      signal.aborted ||
        put(
          body,
          h(
            'div',
            {class: 'pad'},
            problem(error, () => show({place, signal})),
          ),
        );
    }
  }
  await more();
}
