// One rule: the sentence, its JSON beside, and when it would have fired in the past 7 days.

import {debounced, h, put} from '../parts/dom.js';
import {dialog} from '../parts/dialog.js';
import {acting, toast} from '../parts/notice.js';
import {time} from '../parts/time.js';
import {text} from '../parts/value.js';
import {id, newKey, parse, request} from '../api.js';
import {session} from '../session.js';
import {go} from '../router.js';
import {fleet} from '../state/fleet.js';
import {sentence} from './rulesentence.js';
import {rulePreview} from './rulepreview.js';

export function ruleEditor(place, first, {signal, changed}) {
  const state = {saved: first.rule, etag: first.etag, rule: structuredClone(first.rule), key: newKey()};
  state.rule.selector ??= {deviceIds: [], types: [], sites: [], labels: {}};
  const isNew = !first.etag;
  const mayEdit = session.may('admin');
  const refused = h('div', {});
  const code = h('textarea', {
    class: 'input is-code',
    rows: '18',
    'aria-label': 'The rule as JSON',
    spellcheck: 'false',
    disabled: !mayEdit,
  });
  const codeNote = h('p', {class: 'hint', role: 'status'});
  const preview = rulePreview(signal);
  const again = debounced(500, () => signal.aborted || preview.run(body()));
  const words = sentence(state.rule, {
    disabled: !mayEdit,
    known: known(),
    changed: () => {
      writeCode();
      touched();
    },
  });
  const save =
    mayEdit &&
    h(
      'button',
      {class: 'button is-primary', type: 'button', onclick: () => acting(save, refused, store)},
      isNew ? 'Make this rule' : 'Save changes',
    );
  const foot = h('div', {class: 'foot'});

  /** What is sent: all but what the server makes itself. */
  function body() {
    const {createdAt, updatedAt, ...rest} = state.rule;
    return rest;
  }

  function writeCode() {
    code.value = text(body(), 2);
    put(codeNote);
  }

  function touched() {
    state.key = newKey();
    again();
    drawFoot();
  }

  code.addEventListener('input', () => {
    try {
      const written = parse(code.value);
      const selector = {deviceIds: [], types: [], sites: [], labels: {}, ...written.selector};
      Object.keys(state.rule).forEach(key => delete state.rule[key]);
      Object.assign(state.rule, written, {selector, condition: written.condition ?? {kind: 'threshold'}});
      words.draw();
      put(codeNote);
      touched();
    } catch (error) {
      put(codeNote, `Not JSON yet: ${error.message}`);
    }
  });

  async function store() {
    try {
      const done = isNew
        ? await request('POST', '/v1/rules', {json: body(), key: state.key})
        : await request('PUT', `/v1/rules/${id(state.saved.id)}`, {json: body(), ifMatch: state.etag});
      taken(done);
      toast(isNew ? 'The rule watches from now on.' : 'The rule is saved. Alerts that it had open are looked at anew.');
      isNew && go(`/rules/${encodeURIComponent(done.body.id)}`);
    } catch (error) {
      if (error.code !== 'VERSION_STALE') {
        throw error;
      }
      await conflict();
    }
  }

  function taken({body: rule, etag}) {
    Object.assign(state, {saved: rule, etag});
    Object.keys(state.rule).forEach(key => delete state.rule[key]);
    Object.assign(state.rule, structuredClone(rule));
    words.draw();
    writeCode();
    drawFoot();
    again();
    changed();
  }

  async function conflict() {
    const theirs = await request('GET', `/v1/rules/${id(state.saved.id)}`, {signal});
    put(
      refused,
      h(
        'div',
        {class: 'notice is-problem', role: 'alert'},
        h('p', {class: 'notice-title'}, 'Somebody else changed this rule while you were editing it'),
        h(
          'p',
          {},
          'Their change was made ',
          time(theirs.body.updatedAt),
          '. Nothing of yours was stored; it is still in the fields above.',
        ),
        h('details', {}, h('summary', {}, 'Their rule'), h('pre', {tabindex: '0'}, text(theirs.body, 2))),
        h(
          'button',
          {
            class: 'button is-small',
            type: 'button',
            onclick: () => {
              put(refused);
              taken(theirs);
            },
          },
          'Take theirs',
        ),
        h(
          'button',
          {
            class: 'button is-small',
            type: 'button',
            onclick: () => {
              state.etag = theirs.etag;
              acting(save, refused, store);
            },
          },
          'Put mine in its place',
        ),
      ),
    );
  }

  async function toggle(button) {
    await acting(button, refused, async () => {
      const {createdAt, updatedAt, ...rest} = state.saved;
      taken(
        await request('PUT', `/v1/rules/${id(state.saved.id)}`, {
          json: {...rest, enabled: !state.saved.enabled},
          ifMatch: state.etag,
        }),
      );
    });
  }

  function drawFoot() {
    const dirty = text(body()) !== text((({createdAt, updatedAt, ...rest}) => rest)(state.saved));
    const toggleButton = h(
      'button',
      {class: 'button', type: 'button', disabled: dirty, onclick: () => toggle(toggleButton)},
      state.saved.enabled ? 'Turn off' : 'Turn on',
    );
    put(
      foot,
      save,
      !isNew && mayEdit && [toggleButton, h('button', {class: 'button', type: 'button', onclick: remove}, 'Delete')],
      h(
        'span',
        {class: 'quiet'},
        !mayEdit
          ? 'Only admins can change rules.'
          : dirty && !isNew
            ? 'Not saved yet'
            : !state.saved.enabled
              ? '○ This rule is off.'
              : '',
      ),
    );
  }

  function remove() {
    dialog({
      title: `Delete ${state.saved.name}?`,
      action: 'Delete',
      danger: true,
      body: h('p', {}, 'It watches no longer, and alerts that it has open are cleared.'),
      act: async () => {
        await request('DELETE', `/v1/rules/${id(state.saved.id)}`, {ifMatch: state.etag});
        toast(`${state.saved.name} was deleted.`);
        changed();
        go('/rules');
        return true;
      },
    });
  }

  writeCode();
  drawFoot();
  put(
    place,
    h(
      'section',
      {class: 'panel'},
      h('div', {class: 'rule'}, h('div', {}, words.root, foot, refused), h('div', {}, code, codeNote)),
    ),
    preview.root,
  );
  preview.run(body());
}

/** What can be chosen from: types and sites of the devices that are known here. */
function known() {
  const names = key =>
    [
      ...new Set(
        fleet
          .all()
          .map(device => device[key])
          .filter(Boolean),
      ),
    ].sort();
  const list = (name, values) =>
    h(
      'datalist',
      {id: name},
      values.map(value => h('option', {value})),
    );
  return [
    list('known-types', names('type')),
    list('known-sites', names('site')),
    list('known-metrics', ['temperature', 'humidity', 'pressure']),
  ];
}
