// What is desired of a device beside what it reports, and an editor for the former.

import {h, put} from '../parts/dom.js';
import {acting, problem, waiting} from '../parts/notice.js';
import {tag} from '../parts/status.js';
import {time} from '../parts/time.js';
import {text} from '../parts/value.js';
import {compare, difference, merged, readObject} from '../parts/document.js';
import {request} from '../api.js';
import {session} from '../session.js';
import * as live from '../live.js';

export function shadowSection(state) {
  const path = `${state.path}/shadows/main`;
  const body = h('div', {}, waiting('the shadow', 3));
  let shadow = null;
  let etag = null;
  let editing = false;

  async function read() {
    try {
      const found = await request('GET', path, {signal: state.signal});
      [shadow, etag] = [found.body, found.etag];
    } catch (error) {
      if (error.status !== 404) {
        throw error;
      }
      [shadow, etag] = [{state: {desired: {}, reported: {}, delta: {}}, version: 0, updatedAt: null}, '"0"'];
    }
  }

  async function load() {
    try {
      await read();
      editing || draw();
    } catch (error) {
      state.signal.aborted || put(body, problem(error, load));
    }
  }

  function draw() {
    editing = false;
    const {desired, reported} = shadow.state;
    const rows = compare(desired, reported);
    put(
      body,
      rows.length === 0
        ? h(
            'p',
            {class: 'quiet'},
            'Nothing is desired, and nothing reported. ',
            session.may('operator') && 'Edit to say what you want of the device.',
          )
        : h(
            'table',
            {class: 'plain-table shadow'},
            h('caption', {class: 'sr'}, 'Desired and reported state'),
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                ['Key', 'Desired', 'Reported', ''].map(each =>
                  h('th', {scope: 'col'}, each || h('span', {class: 'sr'}, 'Difference')),
                ),
              ),
            ),
            h('tbody', {}, rows.map(row)),
          ),
      h(
        'div',
        {class: 'foot'},
        h(
          'span',
          {class: 'quiet'},
          shadow.version === 0 ? 'Never written' : ['Version ', shadow.version, ', ', time(shadow.updatedAt)],
        ),
        session.may('operator') &&
          h(
            'button',
            {class: 'button', type: 'button', onclick: () => edit(text(desired, 2), desired, '')},
            'Edit desired',
          ),
        h('button', {class: 'button is-plain', type: 'button', onclick: load}, 'Read again'),
      ),
    );
  }

  /** @param base what the edit is based on; its differences to it are what is sent */
  function edit(value, base, note) {
    editing = true;
    const basedOn = shadow.version;
    const area = h('textarea', {
      class: 'input is-code',
      rows: String(Math.min(16, Math.max(6, value.split('\n').length + 1))),
      'aria-label': 'Desired state as JSON',
      spellcheck: 'false',
      value,
    });
    const place = h('div', {}, note);
    const save = h(
      'button',
      {class: 'button is-primary', type: 'button', onclick: () => acting(save, place, store)},
      'Save desired',
    );
    put(
      body,
      h(
        'p',
        {class: 'hint'},
        `What you want of the device, as JSON; what you take out is no longer desired. Based on version ${basedOn}.`,
      ),
      area,
      place,
      h('div', {class: 'foot'}, save, h('button', {class: 'button', type: 'button', onclick: draw}, 'Cancel')),
    );
    area.focus();

    async function store() {
      const wanted = readObject(area.value);
      const patch = difference(base, wanted);
      try {
        const done = await request('PATCH', path, {
          json: {state: {desired: patch}},
          ifMatch: etag,
          type: 'application/merge-patch+json',
        });
        [shadow, etag] = [done.body, done.etag];
        draw();
      } catch (error) {
        if (error.code !== 'VERSION_STALE') {
          throw error;
        }
        await read();
        edit(area.value, base, conflict(basedOn, area.value, base));
      }
    }
  }

  function conflict(basedOn, mine, base) {
    const theirs = shadow.state.desired;
    return h(
      'div',
      {class: 'notice is-problem', role: 'alert'},
      h('p', {class: 'notice-title'}, 'The shadow changed while you were editing'),
      h(
        'p',
        {},
        `You began with version ${basedOn}; it is at version ${shadow.version} now. Nothing of yours was stored.`,
      ),
      h('p', {}, 'Desired now: ', h('code', {}, text(theirs))),
      h('p', {}, 'Save again to put your changes on top of it, or begin anew from what is there.'),
      h(
        'button',
        {class: 'button is-small', type: 'button', onclick: () => edit(text(theirs, 2), theirs, '')},
        'Begin anew',
      ),
      h(
        'button',
        {
          class: 'button is-small',
          type: 'button',
          onclick: () => edit(text(merged(theirs, difference(base, readObject(mine))), 2), theirs, ''),
        },
        'Show both together',
      ),
    );
  }

  state.onLeave(live.on('reset', load));
  // The interface does not tell of shadows as they change: they are read again now and then.
  const timer = setInterval(() => !document.hidden && !editing && load(), 15_000);
  state.onLeave(() => clearInterval(timer));
  load();
  return h('section', {class: 'panel'}, h('h2', {}, 'Shadow'), body);
}

function row({key, desired, reported}) {
  const cell = value => h('td', {class: 'mono'}, value === undefined ? h('span', {class: 'quiet'}, '–') : text(value));
  const differs = desired !== undefined && text(desired) !== text(reported);
  return h(
    'tr',
    {class: differs && 'differs'},
    h('th', {scope: 'row', class: 'mono'}, key),
    cell(desired),
    cell(reported),
    h('td', {}, differs && tag(reported === undefined ? '≠ not reported' : '≠ differs', 'is-warning')),
  );
}
