// Sending a file: it is announced to the server, and its bytes go straight to where files are kept.

import {h, put} from '../parts/dom.js';
import {dialog, field, select} from '../parts/dialog.js';
import {newKey, Problem, request} from '../api.js';
import {go} from '../router.js';

const PURPOSES = [
  ['telemetry', 'Readings of devices'],
  ['devices', 'A list of devices'],
  ['attachment', 'An attachment'],
];
const PROFILES = [
  ['default', '1234.5 and 2026-01-31T12:00:00Z'],
  ['de', '1.234,5 and 31.01.2026 12:00:00 (Berlin)'],
];

export function sendDialog() {
  const key = newKey();
  const how = h('div', {});
  const chosen = h('input', {class: 'input', type: 'file', name: 'file', required: true});
  dialog({
    title: 'Send a file',
    action: 'Send',
    body: [
      field('File', chosen, 'CSV or NDJSON, also gzipped or zipped; of attachments, pictures get a preview.'),
      field('What it is', select('purpose', PURPOSES, 'telemetry')),
      field('How numbers and times are written', select('profile', PROFILES, 'default')),
      field(
        'Rows of devices that are not registered',
        select('unknownDevices', [
          ['refuse', 'are rejected'],
          ['register', 'register the device'],
        ]),
      ),
      how,
    ],
    act: async data => {
      const file = data.get('file');
      const json = {
        name: file.name,
        size: file.size,
        contentType: file.type || 'application/octet-stream',
        purpose: data.get('purpose'),
        profile: data.get('profile'),
        unknownDevices: data.get('unknownDevices'),
      };
      const {body} = await request('POST', '/v1/files', {json, key});
      await upload(body.upload, file, how);
      go(`/files/${encodeURIComponent(body.id)}`);
      return true;
    },
  });
}

/** Only this way of sending tells how far it is. */
function upload({method, url, headers}, file, place) {
  const bar = h('progress', {max: '1', value: 0, 'aria-label': 'Sent'});
  put(place, bar);
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open(method, url);
    Object.entries(headers).forEach(([name, value]) => sending.setRequestHeader(name, value));
    sending.upload.addEventListener('progress', event => {
      bar.value = event.loaded / Math.max(1, event.total);
    });
    sending.addEventListener('load', () =>
      sending.status < 300 || sending.status === 412 ? resolve() : reject(refusal(sending)),
    );
    sending.addEventListener('error', () =>
      reject(new Problem({title: 'The file could not be sent', detail: 'The connection was lost. Send it again.'})),
    );
    sending.send(file);
  });
}

function refusal(sending) {
  let fields = {};
  try {
    fields = JSON.parse(sending.responseText);
  } catch {
    // A store of another cloud says it in XML: its status is all that is of use here.
  }
  return new Problem({title: `The file was not taken (${sending.status})`, ...fields});
}
