// States, by shape and word as well as by colour.

import {h} from './dom.js';

const SHAPES = {critical: '▲', warning: '◆', info: '■'};
export const SEVERITIES = ['critical', 'warning', 'info'];

export function presence(online) {
  return h(
    'span',
    {class: `state ${online ? 'is-online' : 'is-offline'}`},
    h('span', {class: 'shape', 'aria-hidden': 'true'}, online ? '●' : '○'),
    h('span', {class: 'word'}, online ? 'Online' : 'Offline'),
  );
}

export function severity(name) {
  return h(
    'span',
    {class: `state is-${name}`},
    h('span', {class: 'shape', 'aria-hidden': 'true'}, SHAPES[name]),
    h('span', {class: 'word'}, name[0].toUpperCase() + name.slice(1)),
  );
}

export function alertCount(alerts) {
  if (alerts.length === 0) {
    return h('span', {class: 'quiet', 'aria-label': 'no open alerts'}, '–');
  }
  const worst = SEVERITIES.find(each => alerts.some(alert => alert.severity === each)) ?? 'info';
  return h(
    'span',
    {class: `state is-${worst}`},
    h('span', {class: 'shape', 'aria-hidden': 'true'}, SHAPES[worst]),
    h('span', {class: 'word'}, `${alerts.length} ${worst}`),
  );
}

const COMMAND = {QUEUED: '○', SENT: '◔', DELIVERED: '◑', SUCCEEDED: '●', FAILED: '✕', EXPIRED: '◌', CANCELLED: '⊘'};
const COMMAND_CLASS = {SUCCEEDED: 'is-online', FAILED: 'is-critical', EXPIRED: 'is-warning', CANCELLED: 'is-offline'};

export function commandState(state) {
  return h(
    'span',
    {class: `state ${COMMAND_CLASS[state] ?? 'is-info'}`},
    h('span', {class: 'shape', 'aria-hidden': 'true'}, COMMAND[state] ?? '○'),
    h('span', {class: 'word'}, state[0] + state.slice(1).toLowerCase()),
  );
}

const FILE = {AWAITING_UPLOAD: '○', RECEIVED: '◔', PROCESSING: '◑', COMPLETED: '●', QUARANTINED: '▲', FAILED: '✕'};
const FILE_CLASS = {COMPLETED: 'is-online', QUARANTINED: 'is-warning', FAILED: 'is-critical'};

export function fileState(state) {
  const words = state.toLowerCase().replace('_', ' ');
  return h(
    'span',
    {class: `state ${FILE_CLASS[state] ?? 'is-info'}`},
    h('span', {class: 'shape', 'aria-hidden': 'true'}, FILE[state] ?? '○'),
    h('span', {class: 'word'}, words[0].toUpperCase() + words.slice(1)),
  );
}

export function tag(text, kind = '') {
  return h('span', {class: `tag ${kind}`}, text);
}
