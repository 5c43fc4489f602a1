// Who belongs to the tenant, and what they may do.

import {h, put} from '../parts/dom.js';
import {header} from '../parts/shell.js';
import {dialog, field, input} from '../parts/dialog.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {tag} from '../parts/status.js';
import {time} from '../parts/time.js';
import {id, listed, request} from '../api.js';
import {session} from '../session.js';

const ROLES = [
  ['viewer', 'Viewer: sees everything but quarantine and audit'],
  ['operator', 'Operator: also sends commands and cares for alerts'],
  ['admin', 'Admin: also devices, rules, quarantine and members'],
];

export async function show({place, signal}) {
  const body = h('div', {class: 'scroll'}, waiting('the members', 6));
  put(
    place,
    header('Members', {actions: h('button', {class: 'button', type: 'button', onclick: () => edit(null)}, 'Add')}),
    body,
  );

  async function load() {
    try {
      const members = await listed('/v1/members', {signal});
      put(
        body,
        members.length === 0
          ? empty('No members yet', h('p', {}, 'Whoever signs in for the first time is listed here.'))
          : table(members),
      );
    } catch (error) {
      signal.aborted ||
        put(
          body,
          h(
            'div',
            {class: 'pad'},
            error.status === 404
              ? empty(
                  'This server does not keep members yet',
                  h('p', {}, 'What somebody may do is what his token says.'),
                )
              : problem(error, load),
          ),
        );
    }
  }

  function table(members) {
    return h(
      'div',
      {class: 'panel'},
      h(
        'table',
        {class: 'plain-table'},
        h('caption', {class: 'sr'}, 'Members'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['Name', 'Roles', 'Last seen', 'Since', 'Actions'].map(each => h('th', {scope: 'col'}, each)),
          ),
        ),
        h(
          'tbody',
          {},
          members.map(member =>
            h(
              'tr',
              {},
              h(
                'th',
                {scope: 'row'},
                member.name || member.sub,
                ' ',
                member.name !== member.sub && h('span', {class: 'quiet'}, member.sub),
              ),
              h(
                'td',
                {},
                member.roles.map(role => tag(role)),
              ),
              h('td', {}, time(member.lastSeenAt)),
              h('td', {}, time(member.createdAt)),
              h(
                'td',
                {class: 'row-actions'},
                h(
                  'button',
                  {
                    class: 'button is-small',
                    type: 'button',
                    'aria-label': `Edit ${member.name || member.sub}`,
                    onclick: () => edit(member),
                  },
                  'Edit',
                ),
                member.sub !== session.me.sub &&
                  h(
                    'button',
                    {
                      class: 'button is-small',
                      type: 'button',
                      'aria-label': `Remove ${member.name || member.sub}`,
                      onclick: () => remove(member),
                    },
                    'Remove',
                  ),
              ),
            ),
          ),
        ),
      ),
    );
  }

  async function edit(member) {
    const known = member && (await request('GET', `/v1/members/${id(member.sub)}`, {signal}));
    let etag = known?.etag;
    dialog({
      title: member ? `Edit ${member.name || member.sub}` : 'Add a member',
      action: member ? 'Save' : 'Add',
      body: [
        !member && field('Subject', input('sub', {required: true, maxlength: '128'}), 'The sub claim of his token.'),
        field('Name', input('name', {value: member?.name ?? '', required: true, maxlength: '128'})),
        h(
          'fieldset',
          {},
          h('legend', {}, 'Roles'),
          ROLES.map(([role, words]) =>
            h(
              'label',
              {class: 'check'},
              h('input', {
                type: 'checkbox',
                name: 'roles',
                value: role,
                checked: (member?.roles ?? ['viewer']).includes(role),
              }),
              words,
            ),
          ),
        ),
      ],
      act: async data => {
        const json = {name: data.get('name'), roles: data.getAll('roles')};
        await request('PUT', `/v1/members/${id(member?.sub ?? data.get('sub'))}`, {json, ifMatch: etag}).catch(
          async error => {
            if (error.code === 'VERSION_STALE') {
              const theirs = await request('GET', `/v1/members/${id(member.sub)}`, {signal});
              etag = theirs.etag;
              error.title = 'Somebody else changed this member meanwhile';
              error.detail = `The roles are ${theirs.body.roles.join(', ')} now. Save again to put yours in their place.`;
              error.code = '';
            }
            throw error;
          },
        );
        load();
        return true;
      },
    });
  }

  async function remove(member) {
    const {etag} = await request('GET', `/v1/members/${id(member.sub)}`, {signal});
    dialog({
      title: `Remove ${member.name || member.sub}?`,
      action: 'Remove',
      danger: true,
      body: h('p', {}, 'His links to chats end with it. With a good token he is listed again at his next request.'),
      act: async () => {
        await request('DELETE', `/v1/members/${id(member.sub)}`, {ifMatch: etag});
        load();
        return true;
      },
    });
  }
  await load();
}
