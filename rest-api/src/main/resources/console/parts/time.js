// Times as people read them; the exact one is always in the title.

import {h} from './dom.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const whole = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});

/** "4 min ago", or the date of what is older than two days. */
export function ago(instant, now = Date.now()) {
  if (!instant) {
    return 'never';
  }
  const millis = now - Date.parse(instant);
  if (millis < 5 * SECOND) {
    return 'just now';
  }
  return millis < 2 * DAY ? `${span(millis)} ago` : dayAndClock.format(Date.parse(instant));
}

/** "4 min", "2 h", "3 d". */
export function span(millis) {
  const abs = Math.abs(millis);
  if (abs < 90 * SECOND) {
    return `${Math.round(abs / SECOND)} s`;
  }
  if (abs < 90 * MINUTE) {
    return `${Math.round(abs / MINUTE)} min`;
  }
  return abs < 48 * HOUR ? `${Math.round(abs / HOUR)} h` : `${Math.round(abs / DAY)} d`;
}

/** Today's time, or date and time. */
export function at(instant) {
  const time = Date.parse(instant);
  return new Date(time).toDateString() === new Date().toDateString() ? clock.format(time) : dayAndClock.format(time);
}

export function exactly(instant) {
  return whole.format(Date.parse(instant));
}

/** A <time> which stays right: all of them are told the time again every few seconds. */
export function time(instant, format = ago) {
  if (!instant) {
    return h('span', {class: 'quiet'}, 'never');
  }
  const element = h('time', {datetime: instant, title: exactly(instant)}, format(instant));
  if (format === ago) {
    element.dataset.ago = '';
  }
  return element;
}

setInterval(() => {
  const now = Date.now();
  for (const element of document.querySelectorAll('time[data-ago]')) {
    const text = ago(element.dateTime, now);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}, 5 * SECOND);

/** Seconds as the largest unit that they are whole in: [10, 'min']. */
export function inUnit(seconds) {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
  ];
  const unit = units.find(([, size]) => seconds !== 0 && seconds % size === 0) ?? ['s', 1];
  return [seconds / unit[1], unit[0]];
}

export const UNIT_SECONDS = {s: 1, min: 60, h: 3600, d: 86_400};
