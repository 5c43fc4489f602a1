// What an admin does to a device: edit, new credentials, remove.

import {h} from '../parts/dom.js';
import {dialog, field, input, select} from '../parts/dialog.js';
import {toast} from '../parts/notice.js';
import {newKey, request} from '../api.js';
import {go} from '../router.js';
import {dropDevice, keepDevice} from '../state/fleet.js';
import {showCredentials} from './register.js';

export function deviceActions(state) {
  const button = (label, act, props = {}) =>
    h('button', {class: 'button', type: 'button', onclick: () => act(state), ...props}, label);
  return [button('Edit', edit), button('New credentials', rotate), button('Remove', remove)];
}

function edit(state) {
  const {device} = state;
  const labels = Object.entries(device.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
  dialog({
    title: `Edit ${device.name}`,
    action: 'Save',
    body: [
      field('Name', input('name', {value: device.name, required: true, maxlength: '128'})),
      field('Type', input('type', {value: device.type, required: true, maxlength: '128'})),
      field('Site', input('site', {value: device.site ?? '', maxlength: '128'})),
      field(
        'Labels',
        h('textarea', {class: 'input is-code', name: 'labels', rows: '3', value: labels}),
        'One a line, as line=2.',
      ),
    ],
    act: async data => {
      const wanted = Object.fromEntries(
        data
          .get('labels')
          .split('\n')
          .map(line => line.trim())
          .filter(Boolean)
          .map(line => [line.slice(0, Math.max(0, line.indexOf('='))), line.slice(line.indexOf('=') + 1)]),
      );
      const gone = Object.fromEntries(
        Object.keys(device.labels)
          .filter(key => !(key in wanted))
          .map(key => [key, null]),
      );
      const json = {
        name: data.get('name'),
        type: data.get('type'),
        site: data.get('site') || null,
        labels: {...gone, ...wanted},
      };
      const {body, etag} = await request('PATCH', state.path, {
        json,
        ifMatch: state.etag,
        type: 'application/merge-patch+json',
      }).catch(error => inWords(error, state));
      Object.assign(state, {device: body, etag});
      keepDevice(body);
      state.drawHead();
      return true;
    },
  });
}

async function inWords(error, state) {
  if (error.code === 'VERSION_STALE') {
    await state.reload();
    error.title = 'Somebody else edited this device meanwhile';
    error.detail = `It is called “${state.device.name}” now, of type ${state.device.type}. Close this to see it, or save again to put yours in its place.`;
    error.code = '';
  }
  throw error;
}

function rotate(state) {
  const key = newKey();
  dialog({
    title: `New credentials for ${state.device.name}`,
    action: 'Make new credentials',
    danger: true,
    body: [
      h(
        'p',
        {},
        'The device gets a new password. Until it has it, it can only connect as long as the old one keeps working.',
      ),
      field(
        'The old password works for',
        select(
          'grace',
          [
            ['0', 'no longer'],
            ['3600', '1 more hour'],
            ['86400', '1 more day'],
            ['604800', '7 more days'],
          ],
          '3600',
        ),
      ),
    ],
    act: async data => {
      const {body} = await request('POST', `${state.path}/credentials`, {
        json: {graceSeconds: Number(data.get('grace'))},
        key,
      });
      showCredentials(`New credentials for ${state.device.name}`, body.credentials);
      return true;
    },
  });
}

function remove(state) {
  const {device} = state;
  dialog({
    title: `Remove ${device.name}?`,
    action: 'Remove for good',
    danger: true,
    body: [
      h('p', {}, 'Its credentials, readings, shadow and commands are removed with it. This cannot be undone.'),
      field(
        `Type ${device.id} to confirm`,
        input('confirm', {required: true, pattern: device.id.replace(/[.]/g, '\\.')}),
      ),
    ],
    act: async () => {
      await request('DELETE', state.path, {ifMatch: state.etag});
      dropDevice(device.id);
      toast(`${device.name} was removed.`);
      go('/fleet');
      return true;
    },
  });
}
