// Registering a device, and showing its credentials, once.

import {h} from '../parts/dom.js';
import {dialog, field, input} from '../parts/dialog.js';
import {copyable, curlLine, mosquittoLine} from '../parts/copy.js';
import {newKey, request} from '../api.js';
import {keepDevice} from '../state/fleet.js';
import {go} from '../router.js';

export function registerDialog() {
  // One key for one dialog: pressing twice, or again after a lost answer, registers one device.
  const key = newKey();
  dialog({
    title: 'Register a device',
    action: 'Register',
    body: [
      field(
        'Id',
        input('id', {required: true, pattern: '[A-Za-z0-9_.:\\-]{1,64}', placeholder: 'pump-7'}),
        'Letters, digits and _ . : -, at most 64. It stays for good.',
      ),
      field('Name', input('name', {required: true, maxlength: '128', placeholder: 'Coolant pump 7'})),
      field(
        'Type',
        input('type', {required: true, maxlength: '128', placeholder: 'pump'}),
        'Rules can watch all devices of a type.',
      ),
      field('Site', input('site', {maxlength: '128'}), 'Where it is; may be empty.'),
    ],
    act: async data => {
      const json = Object.fromEntries(
        [...data].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value),
      );
      const {body} = await request('POST', '/v1/devices', {json, key});
      const {credentials, ...device} = body;
      keepDevice(device);
      showCredentials(`${device.name} is registered`, credentials);
      go(`/devices/${encodeURIComponent(device.id)}`);
      return true;
    },
  });
}

export function showCredentials(title, credentials) {
  dialog({
    title,
    close: 'I have them',
    body: [
      h('p', {}, 'These are shown only now: the server keeps no more than a hash of the password.'),
      h('h3', {}, 'User name'),
      copyable(credentials.username),
      h('h3', {}, 'Password'),
      copyable(credentials.password),
      h('h3', {}, 'A first reading over HTTP'),
      copyable(curlLine(credentials.password)),
      h('h3', {}, 'The same over MQTT'),
      copyable(mosquittoLine(credentials)),
      h('p', {class: 'hint'}, 'If the broker listens on another port than 1883, change it.'),
    ],
  });
}
