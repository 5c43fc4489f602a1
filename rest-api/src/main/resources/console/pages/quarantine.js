// Messages that could not be taken: why, what was in them, and a second chance.

import {h, put, say} from '../parts/dom.js';
import {splitView} from '../parts/split.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {tag} from '../parts/status.js';
import {time} from '../parts/time.js';
import {REFUSALS} from '../parts/words.js';
import {get, id, pages} from '../api.js';
import * as live from '../live.js';
import {entryDetail} from './quarantineentry.js';

export function show({place, holes, ...life}) {
  const {signal, onLeave} = life;
  const note = h('p', {class: 'quiet', role: 'status'});
  const sheet = splitView({
    title: 'Quarantine',
    path: '/quarantine',
    label: 'Quarantined messages',
    note,
    none: 'Choose a message to see what was in it.',
    detail: drawDetail,
    life,
  });
  const list = put(sheet.list, waiting('the quarantined messages', 8));
  put(place, sheet.head, sheet.split);

  async function drawList() {
    const source = pages('/v1/quarantine', {limit: 50, signal});
    const items = h('ul', {class: 'plain'});
    const more = h('button', {class: 'button is-plain', type: 'button', onclick: next}, 'Show older ones');
    async function next() {
      try {
        const {value, done} = await source.next();
        more.hidden = Boolean(done) || value.length < 50;
        value?.forEach(entry => items.append(line(entry)));
        items.childElementCount
          ? put(list, items, more)
          : put(
              list,
              empty(
                'Nothing is in quarantine',
                h(
                  'p',
                  {},
                  'Messages that cannot be read or stored come here with the reason, so that they can be corrected and taken after all. None has.',
                ),
              ),
            );
        sheet.first(items.querySelector('.item')?.dataset.id);
        say(note, items.childElementCount ? 'Newest first' : '');
      } catch (error) {
        signal.aborted || put(list, h('div', {class: 'pad'}, problem(error, drawList)));
      }
    }
    await next();
  }

  function line(entry) {
    const [title] = REFUSALS[entry.code] ?? [entry.code];
    return sheet.item(
      entry.id,
      h('span', {class: 'item-title'}, h('b', {}, entry.deviceId), ' ', title),
      h(
        'span',
        {class: 'item-note quiet'},
        tag(entry.code),
        time(entry.receivedAt),
        entry.occurrences > 1 && `${entry.occurrences} times`,
        `${entry.payloadBytes.toLocaleString('en')} bytes`,
        entry.state === 'REPLAYED' && tag('✓ replayed', 'is-ok'),
      ),
    );
  }

  async function drawDetail(entryId, detail, own) {
    put(detail, waiting('the message', 5));
    try {
      const entry = await get(`/v1/quarantine/${id(entryId)}`, {signal: own.signal});
      own.signal.aborted ||
        entryDetail(detail, entry, () => {
          live.tell('quarantine');
          drawList();
        });
    } catch (error) {
      own.signal.aborted ||
        put(
          detail,
          h(
            'div',
            {class: 'pad'},
            problem(error, () => drawDetail(entryId, detail, own)),
          ),
        );
    }
  }

  onLeave(live.on('reset', drawList));
  sheet.choose(holes.id);
  drawList();
}
