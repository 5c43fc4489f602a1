// The frame around every page: the rail with what is to be done, the line that tells when live updates are cut, and the
// place of the page itself.

import {h, put, say} from './dom.js';
import {bird, icon} from './icons.js';
import {session} from '../session.js';
import * as live from '../live.js';
import {areLoaded, loadAlerts, needsWork, onAlerts, openAlerts} from '../state/alerts.js';
import {CHAT, FILES, MEMBERS, serves} from '../state/features.js';
import {listed} from '../api.js';

const ITEMS = [
  {path: '/fleet', name: 'Fleet', icon: 'fleet', also: '/devices'},
  {path: '/alerts', name: 'Alerts', icon: 'alerts'},
  {path: '/rules', name: 'Rules', icon: 'rules'},
  {path: '/files', name: 'Files', icon: 'files', needs: FILES},
  {path: '/quarantine', name: 'Quarantine', icon: 'quarantine', role: 'admin'},
  {path: '/chat', name: 'Chat', icon: 'chat', needs: CHAT},
  {path: '/audit', name: 'Audit', icon: 'audit', role: 'admin'},
  {path: '/members', name: 'Members', icon: 'members', role: 'admin', needs: MEMBERS},
];
const QUARANTINE_MILLIS = 60_000;

/** Builds the frame. `signOut` is what the button does. */
export function shell(app, signOut) {
  const links = new Map();
  const counts = new Map();
  const list = h('ul', {}, ITEMS.filter(item => !item.role || session.may(item.role)).map(entry));
  const rail = h(
    'nav',
    {class: 'rail', 'aria-label': 'Console'},
    h('a', {class: 'brand', href: '#/fleet', 'aria-label': 'Lapwing, to the fleet'}, bird(), h('span', {}, 'Lapwing')),
    list,
    h(
      'div',
      {class: 'who'},
      h('span', {class: 'who-name', title: session.me.sub}, session.me.sub),
      h('span', {class: 'quiet'}, `${session.me.tenant} · ${session.me.roles.at(-1) ?? 'no role'}`),
      h(
        'button',
        {class: 'button is-small is-plain', type: 'button', onclick: signOut},
        icon('leave'),
        h('span', {}, 'Sign out'),
      ),
    ),
  );
  const banner = h('div', {class: 'banner', role: 'status', hidden: true});
  const page = h('main', {class: 'page', id: 'page', tabindex: '-1'});
  put(
    app,
    h(
      'a',
      {
        class: 'skip',
        href: '#page',
        onclick: event => {
          event.preventDefault();
          page.focus();
        },
      },
      'Skip to the page',
    ),
    rail,
    h('div', {class: 'middle'}, banner, page),
  );

  function entry(item) {
    const count = h('span', {class: 'count', hidden: true});
    const link = h('a', {href: `#${item.path}`}, icon(item.icon), h('span', {class: 'name'}, item.name), count);
    links.set(item.path, link);
    counts.set(item.path, count);
    const line = h('li', {hidden: Boolean(item.needs)}, link);
    item.needs &&
      serves(item.needs).then(has => {
        line.hidden = !has;
      });
    return line;
  }

  function number(path, value, words) {
    const count = counts.get(path);
    if (count) {
      count.hidden = value === 0;
      count.setAttribute('aria-label', `${value} ${words}`);
      count.setAttribute('role', 'img');
      say(count, value > 199 ? '200+' : String(value));
    }
  }

  const offAlerts = onAlerts(() =>
    number('/alerts', [...openAlerts.values()].filter(needsWork).length, 'not acknowledged'),
  );
  areLoaded() || loadAlerts().catch(() => {});
  const offReset = live.on('reset', () => loadAlerts().catch(() => {}));

  async function countQuarantine() {
    const items = await listed('/v1/quarantine', {most: 200}).catch(() => []);
    number('/quarantine', items.filter(item => item.state === 'QUARANTINED').length, 'in quarantine');
  }
  const recount = () => session.may('admin') && !document.hidden && countQuarantine();
  recount();
  const timer = setInterval(recount, QUARANTINE_MILLIS);
  const offReplayed = live.on('quarantine', recount);

  const offStatus = live.on('status', status => tellStatus(banner, status));
  const tick = setInterval(() => live.status.state === 'cut' && tellStatus(banner, live.status), 1000);

  return {
    page,
    /** Marks where we are. */
    at(path) {
      for (const item of ITEMS) {
        const here = path.startsWith(item.path) || (item.also && path.startsWith(item.also));
        const link = links.get(item.path);
        here ? link?.setAttribute('aria-current', 'page') : link?.removeAttribute('aria-current');
      }
    },
    close() {
      [offAlerts, offReset, offReplayed, offStatus].forEach(off => off());
      clearInterval(timer);
      clearInterval(tick);
    },
  };
}

const GRACE_MILLIS = 3000;

function tellStatus(banner, status) {
  // What is back within a moment is not worth a word.
  const cut = status.state === 'cut' && Date.now() - status.since > GRACE_MILLIS;
  const absent = status.state === 'absent';
  banner.hidden = !cut && !absent;
  if (absent) {
    put(
      banner,
      h('span', {'aria-hidden': 'true'}, '○ '),
      'This server has no live updates: pages load again every 30 seconds.',
    );
  } else if (cut) {
    const seconds = Math.max(0, Math.round((status.retryAt - Date.now()) / 1000));
    const since = new Date(status.since).toLocaleTimeString(undefined, {hourCycle: 'h23'});
    if (!banner.querySelector('.countdown')) {
      put(
        banner,
        h('span', {'aria-hidden': 'true'}, '○ '),
        h('span', {class: 'reason'}),
        h('span', {class: 'countdown', 'aria-live': 'off'}),
        h('button', {class: 'button is-small', type: 'button', onclick: live.reconnect}, 'Connect now'),
      );
    }
    say(banner.querySelector('.reason'), `Live updates are cut: ${status.reason}. What you see is from ${since}. `);
    say(banner.querySelector('.countdown'), seconds > 0 ? `Connecting again in ${seconds} s. ` : 'Connecting again. ');
  } else {
    put(banner);
  }
}

/** The top of a page: its name, what else there is to say, and what can be done. */
export function header(title, {back, note, actions = []} = {}) {
  return h(
    'header',
    {class: 'head'},
    back &&
      h(
        'a',
        {
          class: `back ${back.narrow ? 'narrow-only' : ''}`,
          href: `#${back.path}`,
          'aria-label': `Back to ${back.name}`,
        },
        icon('back'),
      ),
    h('h1', {}, title),
    note && h('div', {class: 'note'}, note),
    h('div', {class: 'head-actions'}, actions),
  );
}
