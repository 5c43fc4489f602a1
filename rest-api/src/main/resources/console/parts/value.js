// Values as they are shown.

/** A number with as many digits as its size deserves; anything else as it is. */
export function short(value) {
  if (typeof value !== 'number') {
    return exact(value);
  }
  const abs = Math.abs(value);
  if (abs !== 0 && (abs >= 1e9 || abs < 1e-4)) {
    return value.toExponential(2);
  }
  const digits = abs >= 1000 ? 0 : abs >= 100 ? 1 : abs >= 1 ? 2 : 3;
  return value
    .toLocaleString('en', {maximumFractionDigits: Number.isInteger(value) ? 0 : digits})
    .replace(/,/g, '\u202f');
}

/** Nothing rounded, nothing left out. */
export function exact(value) {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return typeof value === 'string' ? value : text(value);
}

/** JSON with whole big integers, indented where asked. */
export function text(value, indent = 0) {
  const raw = JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `\u0000${each}\u0000` : each), indent);
  return raw === undefined ? '' : raw.replace(/"\\u0000(-?\d+)\\u0000"/g, '$1');
}

const FIRST = ['temperature', 'pressure', 'humidity', 'flow', 'speed', 'level', 'power', 'voltage'];

/** Metrics in the order of how much people want to see them. */
export function ranked(metrics) {
  const rank = name => {
    const place = FIRST.findIndex(each => name.toLowerCase().includes(each));
    return place < 0 ? FIRST.length : place;
  };
  return [...metrics].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
