// JSON documents of state: compared, merged, and read from what somebody typed.

import {parse} from '../api.js';
import {text} from './value.js';

/** The leaves of both documents, by their paths. */
export function compare(desired, reported) {
  const leaves = new Map();
  const walk = (value, path, side) => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0) {
      Object.entries(value).forEach(([key, each]) => walk(each, path ? `${path}.${key}` : key, side));
    } else if (path) {
      leaves.set(path, {...leaves.get(path), key: path, [side]: value});
    }
  };
  walk(desired, '', 'desired');
  walk(reported, '', 'reported');
  return [...leaves.values()].sort((a, b) => a.key.localeCompare(b.key));
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The merge patch that makes `wanted` of `base`. */
export function difference(base, wanted) {
  const patch = {};
  for (const key of Object.keys(base)) {
    if (!(key in wanted)) {
      patch[key] = null;
    }
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (isObject(value) && isObject(base[key])) {
      const inner = difference(base[key], value);
      Object.keys(inner).length > 0 && (patch[key] = inner);
    } else if (text(value) !== text(base[key])) {
      patch[key] = value;
    }
  }
  return patch;
}

/** What a merge patch makes of `base`. */
export function merged(base, patch) {
  const result = {...base};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = isObject(value) ? merged(isObject(result[key]) ? result[key] : {}, value) : value;
    }
  }
  return result;
}

/** A JSON object from what somebody typed. */
export function readObject(value) {
  let wanted;
  try {
    wanted = parse(value || '{}');
  } catch (error) {
    throw Object.assign(new Error(error.message), {title: 'This is not JSON', detail: error.message, code: ''});
  }
  if (!isObject(wanted)) {
    throw Object.assign(new Error('object'), {
      title: 'This has to be a JSON object',
      detail: 'Like {"rate": 5}.',
      code: '',
    });
  }
  return wanted;
}
