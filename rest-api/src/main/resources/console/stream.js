// Server-sent events over fetch(), since EventSource cannot send a token.
//
// A Stream reconnects by itself, later each time and a little by chance, and goes on after the last event it has seen.

import {session} from './session.js';

const SILENCE_MILLIS = 40_000; // The server says something every 15 s.
const LONGEST_WAIT_MILLIS = 30_000;

/** Cuts a text/event-stream into events. Feed it text as it comes. */
export function eventParser(onEvent, onRetry = () => {}) {
  let rest = '';
  let event = {};
  const line = text => {
    if (text === '') {
      if (event.data !== undefined) {
        onEvent({kind: event.event ?? 'message', id: event.id, data: event.data});
      }
      event = {};
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    } else if (field === 'event' || field === 'id') {
      event[field] = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      onRetry(Number(value));
    }
  };
  return text => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(line);
  };
}

export class Stream {
  /**
   * @param path with its query
   * @param onEvent gets {kind, id, data} with parsed data
   * @param onState gets {state: 'live'|'cut'|'absent', reason, retryAt}
   */
  constructor({path, lastId, onEvent, onState}) {
    Object.assign(this, {path, lastId, onEvent, onState, retry: 2000, attempt: 0, stopped: false});
  }

  start() {
    this.stopped = false;
    this.run();
    return this;
  }

  stop() {
    this.stopped = true;
    this.abort?.abort();
    this.wake?.();
  }

  /** Does not wait any longer before it connects again. */
  now() {
    this.wake?.();
  }

  async run() {
    while (!this.stopped) {
      const reason = await this.connect().catch(error => error?.message ?? 'The connection was lost');
      if (this.stopped || this.gone) {
        return;
      }
      this.attempt += 1;
      const wait = Math.min(this.retry * 2 ** (this.attempt - 1), LONGEST_WAIT_MILLIS) * (0.5 + Math.random());
      this.onState({state: 'cut', reason, retryAt: Date.now() + wait, attempt: this.attempt});
      await new Promise(resolve => {
        this.wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  }

  /** Reads until the stream ends. @returns why it did */
  async connect() {
    this.abort = new AbortController();
    const headers = {Accept: 'text/event-stream', Authorization: `Bearer ${session.token}`};
    if (this.lastId) {
      headers['Last-Event-ID'] = this.lastId;
    }
    const response = await fetch(this.path, {headers, signal: this.abort.signal, cache: 'no-store'}).catch(() =>
      Promise.reject(new Error('The server cannot be reached')),
    );
    if (!response.ok) {
      return this.refused(response);
    }
    return this.read(response.body.pipeThrough(new TextDecoderStream()).getReader());
  }

  refused(response) {
    this.abort.abort();
    if ([401, 403, 404, 405, 501].includes(response.status)) {
      this.gone = true;
      this.onState({state: response.status === 401 ? 'expired' : 'absent'});
      return '';
    }
    if (response.status === 429 || response.status === 503) {
      this.retry = Math.max(this.retry, Number(response.headers.get('Retry-After') ?? 2) * 1000);
    }
    return `The server answered ${response.status}`;
  }

  async read(reader) {
    let ended = 'The connection was lost';
    const parse = eventParser(
      event => {
        if (event.id !== undefined) {
          this.lastId = event.id;
        }
        const data = JSON.parse(event.data);
        if (event.kind === 'ready') {
          this.attempt = 0;
          this.onState({state: 'live'});
        } else if (event.kind === 'end') {
          ended = data.reason;
          if (data.code === 'TOKEN_EXPIRED') {
            this.gone = true;
            this.onState({state: 'expired'});
          }
        }
        this.onEvent({...event, data});
      },
      retry => {
        this.retry = retry;
      },
    );
    for (;;) {
      const silence = setTimeout(() => this.abort.abort(), SILENCE_MILLIS);
      const {done, value} = await reader
        .read()
        .finally(() => clearTimeout(silence))
        .catch(() => Promise.reject(new Error('The connection was lost')));
      if (done) {
        return ended;
      }
      parse(value);
    }
  }
}
