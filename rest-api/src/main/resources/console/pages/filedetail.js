// One file: where it stands, how many of its rows were taken, and why the others were not.

import {h, put} from '../parts/dom.js';
import {acting, toast} from '../parts/notice.js';
import {fileState, tag} from '../parts/status.js';
import {at, time} from '../parts/time.js';
import {FILE_CODES} from '../parts/words.js';
import {id, newKey, request} from '../api.js';
import {session} from '../session.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

/** A size as people read it. */
export function bytes(size) {
  let unit = 0;
  let amount = size;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount.toLocaleString('en', {maximumFractionDigits: unit === 0 ? 0 : 1})} ${UNITS[unit]}`;
}

/** How far a file is that is being read; nothing for others. */
export function progressOf(file) {
  const {rowsRead, rowsTotal} = file.progress;
  return (
    file.state === 'PROCESSING' &&
    rowsTotal > 0 && [
      h('progress', {max: rowsTotal, value: rowsRead, 'aria-label': 'Rows read'}),
      ` ${Math.floor((100 * rowsRead) / rowsTotal)} %`,
    ]
  );
}

export function fileDetail(place, file, reload) {
  const [title, meaning] = (file.finding && FILE_CODES[file.finding.code]) ?? [];
  put(
    place,
    h(
      'section',
      {class: 'panel'},
      h('div', {class: 'detail-head'}, fileState(file.state), h('h2', {}, file.name), progressOf(file)),
      file.finding && [
        h('p', {}, tag(file.finding.code, 'is-warning'), ' ', title ?? ''),
        h('p', {}, file.finding.line > 0 && `Line ${file.finding.line.toLocaleString('en')}: `, file.finding.message),
        meaning && h('p', {class: 'quiet'}, meaning),
      ],
      file.duplicateOf &&
        h(
          'p',
          {},
          'The same bytes were loaded as ',
          h('a', {href: `#/files/${id(file.duplicateOf)}`}, 'another file'),
          '; nothing was loaded again.',
        ),
      h('dl', {class: 'about'}, facts(file)),
      releasing(file, reload),
    ),
    file.report && report(file.report),
  );
}

function facts(file) {
  const line = (name, value) => value !== null && value !== false && h('div', {}, h('dt', {}, name), h('dd', {}, value));
  return [
    line('Sent', [time(file.receivedAt ?? file.createdAt, at), ` by ${file.uploadedBy.replace(/^user:/, '')}`]),
    line('Size', bytes(file.size)),
    line('Purpose', file.purpose),
    file.purpose === 'telemetry' && line('Written as', file.profile),
    file.purpose === 'telemetry' &&
      line('Unknown devices', file.unknownDevices === 'register' ? 'are registered' : 'are rejected'),
    file.sha256 && line('SHA-256', h('code', {class: 'wraps'}, file.sha256)),
    file.downloadUrl && line('Original', h('a', {href: file.downloadUrl, download: file.name}, 'Download')),
  ];
}

function report({rowsLoaded, rowsDuplicate, rowsRejected, rejects, rejectsUrl}) {
  const number = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value.toLocaleString('en')));
  return h(
    'section',
    {class: 'panel'},
    h('h2', {}, 'Rows'),
    h(
      'dl',
      {class: 'about'},
      number('Loaded', rowsLoaded),
      number('Known before', rowsDuplicate),
      number('Rejected', rowsRejected),
    ),
    rejects.length > 0 && [
      h('h3', {}, 'Rejected rows', rowsRejected > rejects.length && ` (the first ${rejects.length})`),
      h(
        'div',
        {class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'Rejected rows'},
        h(
          'table',
          {class: 'plain-table'},
          h('thead', {}, h('tr', {}, ['Line', 'Code', 'Why'].map(name => h('th', {scope: 'col'}, name)))),
          h('tbody', {}, rejects.map(reject)),
        ),
      ),
      rejectsUrl && h('p', {}, h('a', {href: rejectsUrl, download: 'rejects.csv'}, 'Download all of them as CSV')),
    ],
  );
}

function reject({entry, line, code, message}) {
  return h(
    'tr',
    {},
    h('td', {}, `${entry ? `${entry}: ` : ''}${line.toLocaleString('en')}`),
    h('td', {}, tag(code)),
    h('td', {}, message),
  );
}

function releasing(file, reload) {
  if (!file.releasable || !session.may('admin')) {
    return null;
  }
  const refused = h('div', {});
  const key = newKey();
  const button = h(
    'button',
    {
      class: 'button',
      type: 'button',
      onclick: () =>
        acting(button, refused, async () => {
          await request('POST', `/v1/files/${id(file.id)}:release`, {key});
          toast(`What can be read of ${file.name} is being loaded.`);
          reload();
        }),
    },
    'Load what can be read',
  );
  return [
    h('p', {class: 'hint'}, 'Nothing of it was loaded. The rows before the damage can be, if you trust them.'),
    h('div', {class: 'foot'}, button),
    refused,
  ];
}
