// Signing in: by choosing who to be where the server is one's own (GET /local/sign-in), else with a token.

import {h, put} from '../parts/dom.js';
import {bird} from '../parts/icons.js';
import {field, input, select} from '../parts/dialog.js';
import {acting} from '../parts/notice.js';
import {get, request} from '../api.js';
import {session} from '../session.js';

/** Resolves once somebody has signed in. */
export async function showSignIn(app, reason) {
  const local = await get('/local/sign-in', {anonymous: true}).catch(() => null);
  return new Promise(resolve => {
    const place = h('div', {});
    const submit = h('button', {class: 'button is-primary is-wide', type: 'submit'}, 'Sign in');
    const form = h(
      'form',
      {class: 'sign-in', 'aria-labelledby': 'sign-in-title'},
      bird(),
      h('h1', {id: 'sign-in-title'}, 'Lapwing'),
      reason && h('p', {class: 'notice', role: 'status'}, reason),
      local ? localFields(local) : tokenFields(),
      place,
      submit,
    );
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const data = new FormData(form);
      const done = await acting(submit, place, () => (local ? locally(data) : withToken(data)));
      done && resolve();
    });
    put(app, h('main', {class: 'page is-alone'}, form));
    form.querySelector('input:not([type=hidden])')?.focus();
  });
}

function localFields({roles, tenants}) {
  const known = h(
    'datalist',
    {id: 'tenants'},
    tenants.map(each => h('option', {value: each})),
  );
  return [
    field(
      'Tenant',
      input('tenant', {
        value: tenants.includes('demo') ? 'demo' : (tenants[0] ?? 'demo'),
        list: 'tenants',
        required: true,
        pattern: '[a-z0-9\\-]{1,40}',
      }),
      'Tenants separate data. A new name begins a new one.',
    ),
    known,
    field(
      'Name',
      input('sub', {value: 'me', required: true, maxlength: '64', autocomplete: 'username'}),
      'Stands in the audit trail.',
    ),
    field(
      'Role',
      select(
        'role',
        roles.map(each => [each, each[0].toUpperCase() + each.slice(1)]),
        roles.at(-1),
      ),
    ),
    h('p', {class: 'hint'}, 'This server runs on your own machine and asks for no password.'),
  ];
}

function tokenFields() {
  const area = h('textarea', {
    class: 'input is-code',
    name: 'token',
    rows: '5',
    required: true,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  return field(
    'Token',
    area,
    'A bearer token (JWT) of your identity provider; on the machine of the server, ./lapwing token --tenant demo --role admin prints one. It is kept in this tab only.',
  );
}

async function locally(data) {
  const {body} = await request('POST', '/local/sign-in', {json: Object.fromEntries(data), anonymous: true});
  session.keep(body.token);
  return true;
}

async function withToken(data) {
  session.keep(
    data
      .get('token')
      .trim()
      .replace(/^Bearer\s+/i, ''),
  );
  try {
    await request('GET', '/v1/me', {quietly: true});
    return true;
  } catch (error) {
    session.forget();
    throw error;
  }
}
