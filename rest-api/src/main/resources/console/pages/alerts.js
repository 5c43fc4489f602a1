// Alerts: the open ones by severity and site, or those of the past; one of them beside the list.

import {h, put, say} from '../parts/dom.js';
import {splitView} from '../parts/split.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {SEVERITIES, severity, tag} from '../parts/status.js';
import {span, time} from '../parts/time.js';
import {eachOf, get, id, pages} from '../api.js';
import * as live from '../live.js';
import {remember} from '../router.js';
import {areLoaded, isSilenced, loadAlerts, needsWork, onAlerts, openAlerts} from '../state/alerts.js';
import {device} from '../state/fleet.js';
import {alertDetail} from './alertdetail.js';

export function show({place, holes, params, ...life}) {
  const {signal, onLeave} = life;
  const view = {past: params.get('state') === 'cleared', site: params.get('site') ?? ''};
  const sites = new Map();
  const note = h('p', {class: 'quiet', role: 'status'});
  const sheet = splitView({
    title: 'Alerts',
    path: '/alerts',
    label: 'Alerts',
    note,
    none: 'Choose an alert to see what happened around it.',
    detail: drawDetail,
    life,
  });
  const list = put(sheet.list, waiting('the alerts', 8));
  const chips = [
    ['Open', false],
    ['Cleared', true],
  ].map(([label, past]) =>
    h(
      'button',
      {
        class: 'chip',
        type: 'button',
        'aria-pressed': String(view.past === past),
        onclick: () => {
          view.past = past;
          remember({state: past ? 'cleared' : ''});
          chips.forEach((chip, i) => chip.setAttribute('aria-pressed', String((i === 1) === past)));
          past ? drawPast() : drawOpen();
        },
      },
      label,
    ),
  );
  put(
    place,
    sheet.head,
    h('div', {class: 'toolbar'}, h('div', {class: 'chips', role: 'group', 'aria-label': 'Show'}, chips)),
    sheet.split,
  );

  const siteOf = alert => sites.get(alert.deviceId) ?? '';

  /** An alert names its device alone; where that is, is looked up, a few at a time. */
  async function lookUpSites(alerts) {
    const unknown = [...new Set(alerts.map(alert => alert.deviceId))].filter(each => !sites.has(each));
    await eachOf(unknown, async each => sites.set(each, (await device(each, signal).catch(() => null))?.site ?? ''));
    return unknown.length > 0;
  }

  function drawOpen() {
    const all = [...openAlerts.values()];
    if (!areLoaded()) {
      return;
    }
    say(
      note,
      all.length === 0 ? 'None is open' : `${all.length} open, ${all.filter(needsWork).length} not acknowledged`,
    );
    if (all.length === 0) {
      put(
        list,
        empty(
          'Nothing is wrong',
          h('p', {}, 'No alert is open. Alerts are raised by rules.'),
          h('a', {class: 'button', href: '#/rules'}, 'See the rules'),
        ),
      );
      return;
    }
    put(
      list,
      SEVERITIES.map(name =>
        group(
          name,
          all.filter(alert => alert.severity === name),
        ),
      ),
    );
    sheet.first(list.querySelector('.item')?.dataset.id);
    lookUpSites(all).then(some => some && !signal.aborted && !view.past && drawOpen());
  }

  function group(name, alerts) {
    const bySite = Object.groupBy(
      alerts.sort((a, b) => b.raisedAt.localeCompare(a.raisedAt)),
      siteOf,
    );
    return (
      alerts.length > 0 &&
      h(
        'section',
        {class: 'group'},
        h('h2', {}, severity(name), h('span', {class: 'quiet'}, alerts.length)),
        Object.keys(bySite)
          .sort()
          .map(site => [h('h3', {}, site || 'No site'), h('ul', {class: 'plain'}, bySite[site].map(line))]),
      )
    );
  }

  function line(alert) {
    const end = alert.clearedAt ? Date.parse(alert.clearedAt) : Date.now();
    return sheet.item(
      alert.id,
      h('span', {class: 'item-title'}, h('b', {}, alert.deviceId), ' ', alert.message || alert.ruleId),
      h(
        'span',
        {class: 'item-note quiet'},
        view.past && severity(alert.severity),
        h('span', {}, alert.id),
        alert.clearedAt
          ? ['cleared ', time(alert.clearedAt), ` after ${span(end - Date.parse(alert.startedAt))}`]
          : ['since ', time(alert.startedAt)],
        alert.acknowledgedAt && tag('✓ acknowledged'),
        isSilenced(alert) && tag('silenced'),
      ),
    );
  }

  let past = null;
  async function drawPast() {
    say(note, '');
    put(list, waiting('the cleared alerts', 8));
    past = pages('/v1/alerts?state=cleared', {limit: 50, signal});
    const items = h('ul', {class: 'plain'});
    const more = h('button', {class: 'button is-plain', type: 'button', onclick: next}, 'Show older ones');
    async function next() {
      try {
        const {value, done} = await past.next();
        items.childElementCount || value?.length
          ? put(list, items, more)
          : put(
              list,
              empty('No alert has been cleared yet', h('p', {}, 'Here is what was open, and is not any more.')),
            );
        value?.forEach(alert => items.append(line(alert)));
        more.hidden = Boolean(done) || value.length < 50;
      } catch (error) {
        signal.aborted || put(list, problem(error, drawPast));
      }
    }
    await next();
  }

  async function drawDetail(alertId, detail, own) {
    put(detail, waiting('the alert', 4));
    try {
      const alert = openAlerts.get(alertId) ?? (await get(`/v1/alerts/${id(alertId)}`, {signal: own.signal}));
      own.signal.aborted || alertDetail(detail, alert, own);
    } catch (error) {
      own.signal.aborted ||
        put(
          detail,
          h(
            'div',
            {class: 'pad'},
            problem(error, () => drawDetail(alertId, detail, own)),
          ),
        );
    }
  }

  onLeave(onAlerts(() => view.past || drawOpen()));
  onLeave(live.on('reset', () => view.past && drawPast()));
  sheet.choose(holes.id);
  view.past ? drawPast() : drawOpen();
  areLoaded() ||
    loadAlerts().catch(
      error =>
        signal.aborted ||
        put(
          list,
          h(
            'div',
            {class: 'pad'},
            problem(error, () => loadAlerts()),
          ),
        ),
    );
}
