// One device: what it measures, what is wanted of it, and what it was told.

import {h, put} from '../parts/dom.js';
import {header} from '../parts/shell.js';
import {problem, waiting} from '../parts/notice.js';
import {presence} from '../parts/status.js';
import {time} from '../parts/time.js';
import {session} from '../session.js';
import {id, request} from '../api.js';
import * as live from '../live.js';
import {chartSection, latestSection, alertSection, shadowSection, commandSection, aboutSection} from './deviceparts.js';
import {deviceActions} from './deviceactions.js';

export async function show({place, holes, params, signal, onLeave}) {
  const path = `/v1/devices/${id(holes.id)}`;
  const back = {path: '/fleet', name: 'the fleet'};
  put(place, header(holes.id, {back}), waiting('the device', 6));
  const load = () => request('GET', path, {signal});
  let found;
  try {
    found = await load();
  } catch (error) {
    signal.aborted ||
      put(
        place,
        header(holes.id, {back}),
        h(
          'div',
          {class: 'pad'},
          problem(error, () => show({place, holes, params, signal, onLeave})),
        ),
      );
    return;
  }
  const state = {
    device: found.body,
    etag: found.etag,
    path,
    signal,
    onLeave,
    params,
    own: reading => reading.deviceId === holes.id,
  };
  const head = h('div', {});
  state.drawHead = () => drawHead(head, state, back);
  state.reload = async () => {
    const next = await load();
    state.device = next.body;
    state.etag = next.etag;
    state.drawHead();
  };
  state.drawHead();
  live.watchReadings([holes.id]);
  onLeave(() => live.watchReadings([]));
  onLeave(
    live.on('presence', event => {
      if (event.deviceId === holes.id) {
        state.device = {...state.device, online: event.online, lastSeenAt: event.at ?? state.device.lastSeenAt};
        state.drawHead();
      }
    }),
  );
  onLeave(live.on('reset', () => state.reload().catch(() => {})));
  document.title = `${state.device.name} · Lapwing`;
  const [charts, alerts, latest, shadow, commands, about] = [
    chartSection,
    alertSection,
    latestSection,
    shadowSection,
    commandSection,
    aboutSection,
  ].map(make => make(state));
  put(
    place,
    head,
    h(
      'div',
      {class: 'scroll'},
      h(
        'div',
        {class: 'device'},
        h('div', {class: 'device-main'}, charts),
        h('div', {class: 'device-side'}, alerts, latest, about),
        h('div', {class: 'device-wide'}, shadow, commands),
      ),
    ),
  );
}

function drawHead(head, state, back) {
  const {device} = state;
  const seen = time(device.lastSeenAt);
  put(
    head,
    header(device.name, {
      back,
      note: [
        presence(device.online),
        h('span', {class: 'quiet'}, [device.type, device.site].filter(Boolean).join(' · ')),
        h('span', {class: 'quiet wide-only'}, 'last seen ', seen),
      ],
      actions: session.may('admin') && deviceActions(state),
    }),
  );
}
