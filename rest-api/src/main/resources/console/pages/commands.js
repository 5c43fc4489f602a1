// What a device was told to do, each as a line of the states that it went through, and a form to tell it more.

import {h, put} from '../parts/dom.js';
import {acting, problem, waiting} from '../parts/notice.js';
import {commandState} from '../parts/status.js';
import {at, exactly, span, time} from '../parts/time.js';
import {text} from '../parts/value.js';
import {get, id, newKey, request} from '../api.js';
import {session} from '../session.js';
import {sendForm} from './commandform.js';
import * as live from '../live.js';

const FINAL = ['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED'];
const PAGE = 20;

export function commandSection(state) {
  const path = `${state.path}/commands`;
  const list = h('div', {}, waiting('the commands', 3));
  const elements = new Map();
  let commands = new Map();
  let cursor = null;

  async function load() {
    try {
      const page = await get(`${path}?limit=${PAGE}`, {signal: state.signal});
      commands = new Map(page.items.map(each => [each.id, each]));
      cursor = page.nextCursor;
      draw();
    } catch (error) {
      state.signal.aborted || put(list, problem(error, load));
    }
  }

  async function more() {
    const page = await get(`${path}?limit=${PAGE}&cursor=${encodeURIComponent(cursor)}`, {signal: state.signal});
    page.items.forEach(each => commands.set(each.id, each));
    cursor = page.nextCursor;
    draw();
  }

  function draw() {
    if (commands.size === 0) {
      put(list, h('p', {class: 'quiet'}, 'It has not been told to do anything yet.'));
      return;
    }
    const sorted = [...commands.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    const button =
      cursor &&
      h(
        'button',
        {class: 'button is-plain', type: 'button', onclick: () => acting(button, null, more)},
        'Show older ones',
      );
    put(
      list,
      h(
        'ol',
        {class: 'commands'},
        sorted.map(command => {
          elements.has(command.id) || elements.set(command.id, h('li', {class: 'command'}));
          return fill(elements.get(command.id), command);
        }),
      ),
      button,
    );
  }

  function take(command) {
    if (command.deviceId === state.device.id) {
      const fresh = !commands.has(command.id);
      commands.set(command.id, command);
      fresh ? draw() : fill(elements.get(command.id), command);
    }
  }

  function fill(element, command) {
    const stamp = JSON.stringify([command.state, command.reply]);
    if (element.dataset.stamp === stamp) {
      return element;
    }
    element.dataset.stamp = stamp;
    const place = h('div', {});
    const cancel = h(
      'button',
      {
        class: 'button is-small',
        type: 'button',
        'aria-label': `Cancel ${command.method}`,
        onclick: () =>
          acting(cancel, place, async () => {
            const {body} = await request('POST', `/v1/commands/${id(command.id)}:cancel`, {key: newKey()});
            take(body);
          }),
      },
      'Cancel',
    );
    return put(
      element,
      h(
        'div',
        {class: 'command-head'},
        commandState(command.state),
        h('code', {class: 'method'}, command.method),
        h('code', {class: 'quiet params'}, text(command.params)),
        !FINAL.includes(command.state) && session.may('operator') && cancel,
      ),
      steps(command),
      reply(command),
      h(
        'p',
        {class: 'quiet'},
        `by ${command.requestedBy.replace(/^user:/, '')} `,
        time(command.createdAt),
        FINAL.includes(command.state) ? '' : [', expires ', time(command.expiresAt, at)],
      ),
      place,
    );
  }

  state.onLeave(live.on('command', take));
  state.onLeave(live.on('reset', load));
  load();
  return h('section', {class: 'panel'}, h('h2', {}, 'Commands'), session.may('operator') && sendForm(path, take), list);
}

function steps(command) {
  const made = [
    ['Queued', command.createdAt],
    ['Sent', command.sentAt],
    ['Delivered', command.deliveredAt],
  ];
  const last = command.state[0] + command.state.slice(1).toLowerCase();
  made.push(FINAL.includes(command.state) ? [last, command.endedAt, command.state] : ['Answered', null]);
  return h(
    'ol',
    {class: 'steps', 'aria-label': 'States'},
    made.map(([name, instant, state], i) =>
      h(
        'li',
        {
          class: `step ${instant ? 'is-done' : ''} ${state ? `is-${state.toLowerCase()}` : ''}`,
          title: instant ? exactly(instant) : 'not reached',
        },
        h('span', {class: 'dot', 'aria-hidden': 'true'}),
        h('span', {}, name, instant ? '' : h('span', {class: 'sr'}, ', not reached')),
        h(
          'span',
          {class: 'quiet'},
          instant ? (i === 0 ? at(instant) : `+${span(Date.parse(instant) - Date.parse(command.createdAt))}`) : '–',
        ),
      ),
    ),
  );
}

function reply({reply: answer}) {
  return (
    answer &&
    h(
      'p',
      {class: 'reply'},
      answer.late ? 'Late reply ' : 'Reply ',
      h('b', {}, answer.status),
      ' ',
      h('code', {}, text(answer.payload)),
    )
  );
}
