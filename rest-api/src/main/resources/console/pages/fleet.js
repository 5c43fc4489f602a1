// All devices in one table.

import {debounced, h, put, say} from '../parts/dom.js';
import {icon} from '../parts/icons.js';
import {header} from '../parts/shell.js';
import {virtualTable} from '../parts/table.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {session} from '../session.js';
import * as live from '../live.js';
import {remember} from '../router.js';
import {findDevices, fleet, loadFleet, onFleet} from '../state/fleet.js';
import {onAlerts, openAlerts} from '../state/alerts.js';
import {fillRow, COLUMNS} from './fleetrow.js';
import {Metrics} from './fleetmetrics.js';
import {filterBar} from './fleetbar.js';
import {registerDialog} from './register.js';

const WATCHED = 60;
const OFTEN_READ = 1000;

export function show({place, params, signal, onLeave}) {
  const view = {
    q: params.get('q') ?? '',
    only: params.get('only') ?? 'all',
    type: params.get('type') ?? '',
    site: params.get('site') ?? '',
    found: null,
  };
  const metrics = new Metrics(signal, id => rowOf(id));
  const alerts = new Map();
  const table = virtualTable({
    label: 'Devices',
    className: 'fleet',
    columns: COLUMNS,
    key: device => device.id,
    href: device => `/devices/${encodeURIComponent(device.id)}`,
    fill: (row, device) => fillRow(row, device, alerts.get(device.id) ?? [], metrics),
    onVisible: seen,
  });
  const bar = filterBar(view, change);
  const count = h('p', {class: 'quiet count-line', role: 'status'});
  const body = h('div', {class: 'fill'});
  put(
    place,
    header('Fleet', {
      note: count,
      actions:
        session.may('admin') &&
        h('button', {class: 'button', type: 'button', onclick: () => registerDialog()}, icon('plus'), 'Register'),
    }),
    bar.root,
    body,
  );

  function change(next) {
    Object.assign(view, next);
    remember({q: view.q, only: view.only === 'all' ? '' : view.only, type: view.type, site: view.site});
    draw();
    'q' in next && lookUp();
  }

  function matches(device) {
    const q = view.q.trim().toLowerCase();
    return (
      (!q ||
        view.found?.has(device.id) ||
        [device.id, device.name, ...device.aliases].some(each => each.toLowerCase().includes(q))) &&
      (!view.type || device.type === view.type) &&
      (!view.site || device.site === view.site)
    );
  }

  const isShown = {
    all: () => true,
    online: device => device.online,
    offline: device => !device.online,
    alert: device => alerts.has(device.id),
  };

  function draw() {
    const all = fleet.all();
    if (all.length === 0) {
      drawNothing();
      return;
    }
    const matching = all.filter(matches);
    const shown = matching.filter(isShown[view.only] ?? isShown.all);
    bar.tell(all, name => matching.filter(isShown[name]).length);
    const more = fleet.state.loading ? ', still counting' : fleet.state.complete ? '' : ' and more';
    say(
      count,
      shown.length === all.length
        ? `${all.length.toLocaleString('en')} devices${more}`
        : `${shown.length.toLocaleString('en')} of ${all.length.toLocaleString('en')} devices${more}`,
    );
    if (shown.length === 0) {
      put(
        body,
        empty(
          'No device is like that',
          h('p', {}, 'Nothing matches these filters.'),
          h('button', {class: 'button', type: 'button', onclick: bar.clear}, 'Show all'),
        ),
      );
      return;
    }
    body.firstChild === table.root || put(body, table.root);
    table.show(shown);
    fleet.state.error && put(count, 'The list is not complete.');
  }

  function drawNothing() {
    const {loading, error, complete} = fleet.state;
    if (error) {
      put(
        body,
        h(
          'div',
          {class: 'pad'},
          problem(error, () => loadFleet({again: true})),
        ),
      );
    } else if (loading || !complete) {
      body.querySelector('.skeleton') || put(body, waiting('the list of devices', 12));
    } else {
      say(count, '');
      put(
        body,
        empty(
          'No devices yet',
          h(
            'p',
            {},
            session.may('admin')
              ? 'Register the first one: you get its credentials and the line with which it sends its first reading.'
              : 'An admin of your tenant has to register the first one.',
          ),
          session.may('admin') &&
            h(
              'button',
              {class: 'button is-primary', type: 'button', onclick: () => registerDialog()},
              'Register a device',
            ),
        ),
      );
    }
  }

  function seen(devices) {
    const ids = devices.map(each => each.id);
    metrics.want(ids);
    live.watchReadings(ids.slice(0, WATCHED));
  }

  function rowOf(id) {
    return table.row(id);
  }

  function countAlerts() {
    alerts.clear();
    for (const alert of openAlerts.values()) {
      alerts.has(alert.deviceId) ? alerts.get(alert.deviceId).push(alert) : alerts.set(alert.deviceId, [alert]);
    }
  }

  let frame = 0;
  const drawSoon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      signal.aborted || draw();
    });
  };
  const lookUp = debounced(200, async () => {
    view.found = null;
    if (view.q && !fleet.state.complete) {
      view.found = new Map((await findDevices(view.q, signal).catch(() => [])).map(each => [each.id, each]));
      drawSoon();
    }
  });
  onLeave(
    onFleet(({kind, device}) => {
      device && table.refresh(device);
      kind === 'page' || device ? drawSoon() : null;
    }),
  );
  onLeave(
    onAlerts(alert => {
      countAlerts();
      const device = alert && fleet.known(alert.deviceId);
      device && table.refresh(device);
      alert || fleet.all().forEach(each => alerts.has(each.id) && table.refresh(each));
      drawSoon();
    }),
  );
  onLeave(live.on('reading', reading => metrics.take(reading)));
  onLeave(
    live.on('reset', ({reason}) => {
      metrics.forget();
      // Where there is no stream, a large fleet is not read anew every half minute.
      (reason === 'no stream' && fleet.size > OFTEN_READ) || loadFleet({again: true});
    }),
  );
  onLeave(() => live.watchReadings([]));
  countAlerts();
  draw();
  loadFleet();
}
