// A list with one of its items beside it; on a phone the one or the other. Choosing another item leaves the list alone.

import {h, put} from './dom.js';
import {header} from './shell.js';

const wide = matchMedia('(min-width: 721px)');

/**
 * @param path of the list; an item is at `path/id`
 * @param detail builds the item `id` in a place: detail(id, place, {signal, onLeave})
 * @param none what stands there as long as nothing is chosen
 */
export function splitView({title, path, label, none, note, actions, detail, life}) {
  const list = h('div', {class: 'split-list', tabindex: '0', role: 'region', 'aria-label': label});
  const side = h('div', {class: 'split-detail'});
  const split = h('div', {class: 'split'}, list, side);
  const head = header(title, {note, actions, back: {path, name: `all of ${title}`, narrow: true}});
  let chosen;
  let leave = () => {};

  function choose(id) {
    leave();
    chosen = id;
    split.classList.toggle('has-detail', id !== undefined);
    head.querySelector('.back').hidden = id === undefined;
    mark();
    const abort = new AbortController();
    const undo = [];
    leave = () => {
      abort.abort();
      undo.forEach(each => each());
    };
    if (id === undefined) {
      put(side, h('p', {class: 'quiet pad wide-only'}, none));
    } else {
      side.scrollTop = 0;
      detail(id, side, {signal: abort.signal, onLeave: fn => undo.push(fn)});
    }
  }

  function mark() {
    for (const item of list.querySelectorAll('.item')) {
      item.dataset.id === chosen ? item.setAttribute('aria-current', 'true') : item.removeAttribute('aria-current');
    }
  }

  life.onNext(({holes}) => choose(holes.id));
  life.onLeave(() => leave());
  return {
    head,
    split,
    list,
    choose,
    /** An item's link in the list. */
    item: (id, ...children) =>
      h(
        'li',
        {},
        h(
          'a',
          {
            class: 'item',
            href: `#${path}/${encodeURIComponent(id)}`,
            'data-id': id,
            'aria-current': id === chosen && 'true',
          },
          ...children,
        ),
      ),
    /** Where there is room for both, the first item is chosen for whoever has not. */
    first(id) {
      if (chosen === undefined && id !== undefined && wide.matches && !life.signal.aborted) {
        history.replaceState(null, '', `#${path}/${encodeURIComponent(id)}`);
        choose(id);
      }
    },
  };
}
