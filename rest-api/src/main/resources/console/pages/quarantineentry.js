// One quarantined message: the reason in words, the payload as text and as bytes, and its correction.

import {h, put} from '../parts/dom.js';
import {input} from '../parts/dialog.js';
import {acting, toast} from '../parts/notice.js';
import {tag} from '../parts/status.js';
import {at, time} from '../parts/time.js';
import {REFUSALS} from '../parts/words.js';
import {id, newKey, request} from '../api.js';

const HEX_ROWS = 256;

export function entryDetail(place, first, replayed) {
  let entry = first;
  const bytes =
    entry.payloadBase64 === null ? null : Uint8Array.from(atob(entry.payloadBase64), char => char.charCodeAt(0));
  const [title, meaning, todo] = REFUSALS[entry.code] ?? [entry.code, '', ''];

  function draw() {
    put(
      place,
      h(
        'section',
        {class: 'panel'},
        h(
          'div',
          {class: 'detail-head'},
          tag(entry.code, 'is-warning'),
          h('h2', {}, title),
          entry.state === 'REPLAYED' && tag('✓ replayed', 'is-ok'),
        ),
        h('p', {}, meaning),
        h('p', {}, todo),
        h('dl', {class: 'about'}, facts()),
      ),
      h(
        'section',
        {class: 'panel'},
        h('h2', {}, 'Payload'),
        bytes ? payload(bytes) : h('p', {class: 'quiet'}, 'The original was too large to be kept.'),
      ),
      h('section', {class: 'panel'}, h('h2', {}, 'What the device was told'), told()),
      entry.state === 'QUARANTINED'
        ? correction()
        : h(
            'section',
            {class: 'panel'},
            h('h2', {}, 'Replayed'),
            h('p', {}, 'It was taken ', time(entry.replayedAt), '. A message is taken only once.'),
          ),
    );
  }

  function facts() {
    const line = (name, value) => value !== null && h('div', {}, h('dt', {}, name), h('dd', {}, value));
    return [
      line('Device', h('a', {href: `#/devices/${encodeURIComponent(entry.deviceId)}`}, entry.deviceId)),
      line('Came in', h('code', {}, entry.topic)),
      line('Received', [
        time(entry.receivedAt, at),
        entry.occurrences > 1 && [`, ${entry.occurrences} times since `, time(entry.firstReceivedAt, at)],
      ]),
      line('Kind', entry.kind.toLowerCase().replace(/_/g, ' ')),
      line('Content type', entry.contentType),
      line('Message id', entry.mid),
      line('Reason', entry.reason),
    ];
  }

  function told() {
    const [, tenant] = /^iot\/v1\/([^/]+)\//.exec(entry.topic) ?? [];
    const words = tenant
      ? ['On ', h('code', {}, `iot/v1/${tenant}/${entry.deviceId}/error`), ':']
      : 'It came in over HTTP: the answer was a problem with this code and detail.';
    const message = tenant
      ? {mid: entry.mid, code: entry.code, reason: entry.reason}
      : {code: entry.code, detail: entry.reason};
    return [h('p', {}, words), h('pre', {tabindex: '0'}, JSON.stringify(message, null, 2))];
  }

  function correction() {
    const refused = h('div', {});
    const text = bytes ? new TextDecoder().decode(bytes) : '';
    const area = h('textarea', {
      class: 'input is-code',
      rows: '8',
      'aria-label': 'Corrected payload',
      spellcheck: 'false',
      value: pretty(text),
    });
    const type = input('type', {value: entry.contentType, 'aria-label': 'Content type'});
    let key = newKey();
    [area, type].forEach(each =>
      each.addEventListener('input', () => {
        key = newKey();
      }),
    );
    const send = (button, json) =>
      acting(button, refused, async () => {
        const {body} = await request('POST', `/v1/quarantine/${id(entry.id)}:replay`, {json, key});
        entry = body.entry;
        toast(
          `Taken: ${body.accepted} ${body.accepted === 1 ? 'value' : 'values'} stored${body.duplicate ? `, ${body.duplicate} were there already` : ''}${body.rejected.length ? `, ${body.rejected.length} refused` : ''}.`,
        );
        draw();
        replayed();
      });
    const corrected = h(
      'button',
      {
        class: 'button is-primary',
        type: 'button',
        onclick: () => send(corrected, correctionOf(area.value, type.value)),
      },
      'Replay corrected',
    );
    const asItIs =
      bytes &&
      h('button', {class: 'button', type: 'button', onclick: () => send(asItIs, undefined)}, 'Replay as it is');
    return h(
      'section',
      {class: 'panel'},
      h('h2', {}, 'Correct and replay'),
      h(
        'p',
        {class: 'hint'},
        'It is taken as of the time it came in, once. A replay that is refused again changes nothing.',
      ),
      area,
      h('div', {class: 'foot'}, corrected, asItIs, h('label', {class: 'inline'}, 'as ', type)),
      refused,
    );
  }
  draw();
}

function correctionOf(text, contentType) {
  if (contentType === 'application/json') {
    try {
      const payload = JSON.parse(text);
      // Numbers that a browser would round go as they were typed.
      if (payload !== null && typeof payload === 'object' && !/\d{16}/.test(text)) {
        return {payload, contentType};
      }
    } catch {
      // Not JSON: the server says where, in its own words.
    }
  }
  return {
    payloadBase64: btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')),
    contentType,
  };
}

function pretty(text) {
  try {
    return /\d{16}/.test(text) ? text : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function payload(bytes) {
  const text = new TextDecoder().decode(bytes);
  const pane = h('pre', {tabindex: '0', 'aria-label': 'Payload'}, text);
  const chip = (label, make) =>
    h(
      'button',
      {
        class: 'chip',
        type: 'button',
        'aria-pressed': String(label === 'Text'),
        onclick: event => {
          event.target.parentNode
            .querySelectorAll('button')
            .forEach(each => each.setAttribute('aria-pressed', String(each === event.target)));
          put(pane, make());
        },
      },
      label,
    );
  return [
    h(
      'div',
      {class: 'chips', role: 'group', 'aria-label': 'Show as'},
      chip('Text', () => text),
      chip('Hex', () => hex(bytes)),
    ),
    pane,
  ];
}

/** Sixteen bytes a line: where, as hex, as characters. */
export function hex(bytes) {
  const lines = [];
  for (let i = 0; i < bytes.length && lines.length < HEX_ROWS; i += 16) {
    const row = [...bytes.subarray(i, i + 16)];
    const codes = row.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(
      `${i.toString(16).padStart(6, '0')}  ${codes.padEnd(47)}  ${row.map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`,
    );
  }
  return lines.join('\n') + (bytes.length > HEX_ROWS * 16 ? `\n… ${bytes.length - HEX_ROWS * 16} more bytes` : '');
}
