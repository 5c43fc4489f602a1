// A table of any length: only the rows that can be seen are in the page.
//
// Rows keep their elements as long as they are visible, so that what changes in them moves in place.

import {h, put} from './dom.js';

const MARGIN_ROWS = 6;

/**
 * @param columns [{label, class}], their widths are the style sheet's
 * @param key of an item; `fill(row, item)` writes an item into its new row
 * @param onVisible gets the items that can be seen, whenever others can
 */
export function virtualTable({label, columns, key, fill, onVisible = () => {}, href, className = ''}) {
  const narrow = matchMedia('(max-width: 720px)');
  const head = h(
    'div',
    {class: 'tr th', role: 'row', 'aria-rowindex': '1'},
    columns.map(column => h('div', {class: `td ${column.class ?? ''}`, role: 'columnheader'}, column.label)),
  );
  const body = h('div', {class: 'tbody', role: 'rowgroup'});
  const scroller = h(
    'div',
    {class: 'tscroll', tabindex: '0', role: 'table', 'aria-label': label},
    h('div', {class: 'thead', role: 'rowgroup'}, head),
    body,
  );
  const root = h('div', {class: `table ${className}`}, scroller);
  const rows = new Map();
  const spare = []; // Rows that went out of sight are written anew for those that come into it.
  let items = [];
  let frame = 0;

  const height = () => (narrow.matches ? 64 : 40);

  function draw() {
    frame = 0;
    const size = height();
    body.style.height = `${items.length * size}px`;
    scroller.setAttribute('aria-rowcount', items.length + 1);
    const first = Math.max(0, Math.floor(scroller.scrollTop / size) - MARGIN_ROWS);
    const end = Math.min(items.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / size) + MARGIN_ROWS);
    const kept = new Set();
    for (let i = first; i < end; i += 1) {
      kept.add(key(items[i]));
    }
    for (const [id, row] of rows) {
      if (!kept.has(id) && !row.contains(document.activeElement)) {
        rows.delete(id);
        spare.push(row);
      }
    }
    for (let i = first; i < end; i += 1) {
      place(items[i], i, size);
    }
    spare.splice(0).forEach(row => row.remove());
    onVisible(items.slice(first, end));
  }

  function place(item, i, size) {
    const id = key(item);
    let row = rows.get(id);
    if (!row) {
      row =
        spare.pop() ??
        h(
          'div',
          {class: 'tr', role: 'row'},
          columns.map(column => h('div', {class: `td ${column.class ?? ''}`, role: 'cell'})),
        );
      fill(row, item);
      rows.set(id, row);
    }
    row.setAttribute('aria-rowindex', i + 2);
    row.style.transform = `translateY(${i * size}px)`;
    row.dataset.index = i;
    if (row.parentNode !== body) {
      body.append(row);
    }
  }

  const later = () => {
    frame ||= requestAnimationFrame(draw);
  };
  scroller.addEventListener('scroll', later, {passive: true});
  new ResizeObserver(later).observe(scroller);
  scroller.addEventListener('keydown', event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const row = event.target.closest?.('.tr[data-index]');
    if (step) {
      event.preventDefault();
      focus(row ? Number(row.dataset.index) + step : 0);
    }
  });
  // The whole row is its link, for the pointer; the keyboard has the link itself.
  href &&
    body.addEventListener('click', event => {
      const row = event.target.closest('.tr');
      if (row && !event.target.closest('a, button') && getSelection().isCollapsed) {
        location.hash = href(items[Number(row.dataset.index)]);
      }
    });

  function focus(i) {
    const size = height();
    const wanted = Math.min(Math.max(i, 0), items.length - 1) * size;
    const room = scroller.clientHeight - size - head.offsetHeight;
    scroller.scrollTop = Math.min(Math.max(scroller.scrollTop, wanted - room), wanted);
    draw();
    body.querySelector(`.tr[data-index="${wanted / size}"] a`)?.focus({preventScroll: true});
  }

  return {
    root,
    /** Other items, or another order: rows that stay are left alone. */
    show(next) {
      items = next;
      later();
    },
    /** The row of an item, if it is visible. */
    row: id => rows.get(id),
    /** Writes an item anew, if it is visible. */
    refresh(item) {
      const row = rows.get(key(item));
      row && fill(row, item);
    },
    clear() {
      rows.forEach(row => row.remove());
      rows.clear();
      put(body);
    },
  };
}
