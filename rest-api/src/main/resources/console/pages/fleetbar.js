// Above the fleet: counts that are filters, a filter that follows what one types, and choices of type and site.

import {h, put, say} from '../parts/dom.js';
import {icon} from '../parts/icons.js';

const CHIPS = [
  ['all', 'All'],
  ['online', '● Online'],
  ['offline', '○ Offline'],
  ['alert', '▲ Alerting'],
];

/** @param view {q, only, type, site}; `change` gets what is to be different in it */
export function filterBar(view, change) {
  const search = h('input', {
    class: 'input',
    type: 'search',
    placeholder: 'Filter by name, id or alias',
    'aria-label': 'Filter devices',
    value: view.q,
    autocomplete: 'off',
    oninput: () => change({q: search.value}),
  });
  const [type, site] = ['type', 'site'].map(name => choice(name, change));
  const chips = new Map(CHIPS.map(([name, label]) => [name, chip(name, label, change)]));
  const group = h('div', {class: 'chips', role: 'group', 'aria-label': 'Show'});
  chips.forEach(each => group.append(each.button));
  return {
    root: h('div', {class: 'toolbar'}, group, h('div', {class: 'search'}, icon('search'), search), type, site),
    /** Says how many there are of each kind, and which are shown. */
    tell(all, countOf) {
      for (const [name, {button, number}] of chips) {
        say(number, countOf(name).toLocaleString('en'));
        button.setAttribute('aria-pressed', String(view.only === name));
      }
      offer(type, view.type, new Set(all.map(device => device.type)));
      offer(site, view.site, new Set(all.map(device => device.site)));
    },
    clear() {
      search.value = '';
      change({q: '', only: 'all', type: '', site: ''});
    },
  };
}

function chip(name, label, change) {
  const number = h('b', {});
  const onclick = () => change({only: name});
  return {number, button: h('button', {class: `chip is-${name}`, type: 'button', onclick}, label, ' ', number)};
}

function choice(name, change) {
  const label = name[0].toUpperCase() + name.slice(1);
  const onchange = event => change({[name]: event.target.value});
  return h('select', {class: 'input', 'aria-label': label, onchange}, h('option', {value: ''}, `Any ${name}`));
}

function offer(element, value, all) {
  all.delete(null);
  if (element.options.length !== all.size + 1) {
    const names = [...all].sort();
    put(
      element,
      element.options[0],
      names.map(name => h('option', {value: name}, name)),
    );
  }
  element.value = value;
}
