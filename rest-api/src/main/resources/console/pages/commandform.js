// A form to tell a device what to do. The same command, sent again after a lost answer, is one command.

import {h} from '../parts/dom.js';
import {field, input, select} from '../parts/dialog.js';
import {acting} from '../parts/notice.js';
import {newKey, parse, request} from '../api.js';

export function sendForm(path, take) {
  const place = h('div', {});
  const send = h('button', {class: 'button is-primary', type: 'submit'}, 'Send');
  let key = newKey();
  const params = input('params', {placeholder: '{}', class: 'input is-code'});
  const form = h(
    'form',
    {class: 'send'},
    field(
      'Method',
      input('method', {required: true, maxlength: '128', placeholder: 'setSpeed', class: 'input is-code'}),
    ),
    field('Parameters (JSON)', params),
    field(
      'Lives for',
      select(
        'ttl',
        [
          ['60', '1 min'],
          ['600', '10 min'],
          ['3600', '1 h'],
          ['86400', '1 d'],
          ['604800', '7 d'],
        ],
        '60',
      ),
    ),
    send,
  );
  form.addEventListener('input', () => {
    // Another command than before is another request; the same one, sent again, is not.
    key = newKey();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    acting(send, place, async () => {
      const data = new FormData(form);
      const {body} = await request('POST', path, {
        key,
        json: {
          method: data.get('method').trim(),
          params: jsonOf(data.get('params')),
          ttlSeconds: Number(data.get('ttl')),
        },
      });
      key = newKey();
      form.reset();
      take(body);
    });
  });
  return h('div', {}, form, place);
}

function jsonOf(value) {
  try {
    return parse(value.trim() || '{}');
  } catch (error) {
    throw Object.assign(new Error(error.message), {
      title: 'The parameters are not JSON',
      detail: error.message,
      code: '',
    });
  }
}
