// The REST interface of this server: JSON in and out, and refusals as problems in words.

import {session} from './session.js';
import {text as exactText} from './parts/value.js';

const PATIENCE_MILLIS = 30_000;
const RETRIES = 3;
const MAX_WAIT_SECONDS = 10;

/** Why a request was not answered with what was asked (RFC 9457). */
export class Problem extends Error {
  constructor(fields) {
    super(fields.detail ? `${fields.title}: ${fields.detail}` : fields.title);
    Object.assign(this, {status: 0, code: '', detail: '', traceId: '', errors: [], rejected: []}, fields);
  }
}

/** Called when the server no longer believes the token. */
export const expired = new EventTarget();

/**
 * Sends a request.
 * @param {object} options `json` or `text` (with `type`) as the body, `ifMatch`, `key` for the Idempotency-Key
 * @returns {Promise<{status: number, body: any, etag: string|null, headers: Headers}>}
 * @throws {Problem}
 */
export async function request(method, path, options = {}) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(method, path, options);
    } catch (problem) {
      const seconds = problem.retryAfter;
      const again = method === 'GET' && attempt < RETRIES && seconds !== undefined && seconds <= MAX_WAIT_SECONDS;
      if (!again) {
        throw problem;
      }
      // A little apart from all the others that were told the same.
      await new Promise(resolve => setTimeout(resolve, seconds * 1000 + Math.random() * 500));
      options.signal?.throwIfAborted();
    }
  }
}

async function once(method, path, options) {
  const response = await answer(method, path, options);
  const text = await response.text();
  if (response.ok) {
    const body = text === '' ? null : parse(text);
    return {status: response.status, body, etag: response.headers.get('ETag'), headers: response.headers};
  }
  const problem = problemOf(response, text);
  if (response.status === 401 && !options.anonymous && !options.quietly) {
    expired.dispatchEvent(new CustomEvent('expired', {detail: problem}));
  }
  throw problem;
}

async function answer(method, path, options) {
  const timeout = AbortSignal.timeout(options.patience ?? PATIENCE_MILLIS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    return await fetch(path, {method, headers: headers(options), body: bodyOf(options), signal, cache: 'no-store'});
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Problem(
      timeout.aborted
        ? {title: 'The server did not answer in time', code: 'TIMEOUT'}
        : {title: 'The server cannot be reached', code: 'UNREACHABLE'},
    );
  }
}

function headers({json, type, ifMatch, key, anonymous}) {
  const all = {Accept: 'application/json, application/problem+json'};
  if (json !== undefined || type) {
    all['Content-Type'] = type ?? 'application/json';
  }
  if (session.token && !anonymous) {
    all.Authorization = `Bearer ${session.token}`;
  }
  if (ifMatch) {
    all['If-Match'] = ifMatch;
  }
  if (key) {
    all['Idempotency-Key'] = key;
  }
  return all;
}

function bodyOf({json, text}) {
  return json === undefined ? text : exactText(json);
}

/** JSON, with integers that a number would round kept whole. */
export function parse(text) {
  return /\d{16}/.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
}

function exactly(_key, value, context) {
  const rounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return rounded && /^-?\d+$/.test(context?.source ?? '') ? BigInt(context.source) : value;
}

function problemOf(response, text) {
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    fields = {title: `The server answered ${response.status}`, detail: response.statusText};
  }
  const after = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new Problem({...fields, status: response.status, retryAfter: Number.isNaN(after) ? undefined : after});
}

/** What a GET answers. */
export async function get(path, options) {
  return (await request('GET', path, options)).body;
}

/** The pages of a list, one by one, as they are asked for. */
export async function* pages(path, options = {}) {
  const joint = path.includes('?') ? '&' : '?';
  for (let cursor = ''; cursor !== null;) {
    const query = `${joint}limit=${options.limit ?? 200}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await get(path + query, options);
    yield page.items;
    cursor = page.nextCursor;
  }
}

/** The items of a list, up to a bound. */
export async function listed(path, {most = 1000, ...options} = {}) {
  const all = [];
  for await (const items of pages(path, options)) {
    all.push(...items);
    if (all.length >= most) {
      break;
    }
  }
  return all;
}

/** Does something with each item, a few of them at a time. @returns the results in the items' order */
export async function eachOf(items, fn, atOnce = 3) {
  const results = [];
  const work = items.entries();
  await Promise.all(
    Array.from({length: atOnce}, async () => {
      for (const [i, item] of work) {
        results[i] = await fn(item, i);
      }
    }),
  );
  return results;
}

/** A query string of what is neither empty nor absent. */
export function query(parameters) {
  const some = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return some.length === 0 ? '' : `?${new URLSearchParams(some)}`;
}

/** A key that makes a repetition of a request safe. (`randomUUID` is missing where the page came without TLS.) */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

export const id = encodeURIComponent;
