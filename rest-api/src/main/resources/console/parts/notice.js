// What the console has to say: errors in words, empty pages, what is being awaited, and short messages.

import {h, put} from './dom.js';
import {advice} from './words.js';

/** A refused request: what happened, what it means, what to do, and the trace for whoever looks further. */
export function problem(error, retry) {
  if (error?.name === 'AbortError') {
    return null;
  }
  const known = error?.title ? error : {title: 'The console failed', detail: error?.message ?? '', status: 0, code: ''};
  if (!error?.title) {
    console.error(error);
  }
  return h(
    'div',
    {class: 'notice is-problem', role: 'alert'},
    h('p', {class: 'notice-title'}, h('span', {'aria-hidden': 'true'}, '✕ '), known.title),
    known.detail && h('p', {}, known.detail),
    fields(known),
    advice(known) && h('p', {}, advice(known)),
    known.traceId && h('p', {class: 'quiet'}, 'Trace ', h('code', {}, known.traceId)),
    retry && h('button', {class: 'button', type: 'button', onclick: retry}, 'Try again'),
  );
}

function fields({errors = [], rejected = []}) {
  const lines = [
    ...errors.map(each => `${each.field} ${each.message}`),
    ...rejected.map(each => `${each.metric ?? `entry ${each.index}`}: ${each.code}`),
  ];
  return (
    lines.length > 0 &&
    h(
      'ul',
      {},
      lines.slice(0, 10).map(line => h('li', {}, line)),
    )
  );
}

/** A page with nothing on it yet: what belongs here, and how to get the first one. */
export function empty(title, ...more) {
  return h('div', {class: 'empty'}, h('h2', {}, title), ...more);
}

/** Grey lines where something is coming, and after 200 ms the words what it is. */
export function waiting(what, lines = 3) {
  const words = h('p', {class: 'awaited', role: 'status'});
  setTimeout(() => words.isConnected && put(words, `Waiting for ${what}.`), 200);
  return h(
    'div',
    {class: 'skeleton'},
    words,
    Array.from({length: lines}, () => h('div', {class: 'bone', 'aria-hidden': 'true'})),
  );
}

let shelf;
/** A line at the bottom that goes by itself. */
export function toast(text, kind = '') {
  shelf ??= document.body.appendChild(h('div', {class: 'toasts', role: 'status', 'aria-live': 'polite'}));
  const line = h('div', {class: `toast ${kind}`}, text);
  shelf.append(line);
  setTimeout(() => line.remove(), 5000);
}

/** Runs what a button is for: the button waits, says so, and a problem is put into `place`. */
export async function acting(button, place, act) {
  const label = button?.textContent;
  const slow = setTimeout(() => button && put(button, `${label} …`), 200);
  button && (button.disabled = true);
  place && put(place);
  try {
    return await act();
  } catch (error) {
    const shown = problem(error);
    if (place && shown) {
      put(place, shown);
    } else if (shown) {
      toast(error.message, 'is-problem');
    }
    return undefined;
  } finally {
    clearTimeout(slow);
    if (button) {
      button.disabled = false;
      put(button, label);
    }
  }
}
