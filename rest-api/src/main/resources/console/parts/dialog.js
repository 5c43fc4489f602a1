// Dialogs: the browser's own, which hold the focus and close with Escape.

import {h, newId} from './dom.js';
import {acting} from './notice.js';

/**
 * Opens a dialog with a form.
 * @param options `title`, `body` (elements), `action` (the button's label), `act` (async, gets the FormData; closes the
 *   dialog unless it throws or returns false), `danger`
 */
export function dialog({title, body, action, act, danger, close = 'Cancel'}) {
  const id = newId('dialog');
  const place = h('div', {});
  const submit =
    action && h('button', {class: `button ${danger ? 'is-danger' : 'is-primary'}`, type: 'submit'}, action);
  const form = h(
    'form',
    {method: 'dialog'},
    h('h2', {id}, title),
    ...[body].flat(),
    place,
    h(
      'div',
      {class: 'actions'},
      h('button', {class: 'button', type: 'button', onclick: () => element.close()}, close),
      submit,
    ),
  );
  const element = h('dialog', {'aria-labelledby': id}, form);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const done = await acting(submit, place, async () => (await act?.(new FormData(form), element)) !== false);
    done && element.close();
  });
  element.addEventListener('close', () => element.remove());
  document.body.append(element);
  element.showModal();
  return element;
}

/** A labelled field. */
export function field(label, input, hint) {
  const id = input.id || newId('field');
  input.id = id;
  const hintId = hint && newId('hint');
  hint && input.setAttribute('aria-describedby', hintId);
  return h(
    'div',
    {class: 'field'},
    h('label', {for: id}, label),
    input,
    hint && h('p', {class: 'hint', id: hintId}, hint),
  );
}

export function input(name, props = {}) {
  return h('input', {class: 'input', name, autocomplete: 'off', spellcheck: 'false', ...props});
}

export function select(name, options, value, props = {}) {
  return h(
    'select',
    {class: 'input', name, ...props},
    options.map(([each, label]) => h('option', {value: each, selected: each === value}, label)),
  );
}
