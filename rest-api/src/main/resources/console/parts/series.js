// Readings of a device for charts: summed up by the server, so that a year costs the browser no more than an hour.

import {eachOf, get, id, query} from '../api.js';

const STEPS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400,
];
const BUCKETS = 390;
const PAGE = 195;
const PART_MILLIS = 4 * 86_400_000;

/** The length of buckets, in seconds, that a range is cut into at most `most` of. */
export function stepOf(from, to, most = BUCKETS) {
  return STEPS.find(step => (to - from) / 1000 / step <= most) ?? 86_400;
}

/**
 * All numeric metrics (or those named) between two times.
 * @returns {Promise<{step, series: Map<metric, {times, mean, low, high, count}>}>} times in milliseconds
 */
export async function readSeries(device, from, to, {metrics, signal, most} = {}) {
  const step = stepOf(from, to, most);
  const millis = step * 1000;
  // Parts of no more than a page each, and of no more readings than are summed up in a moment, cut where buckets begin.
  const part = Math.max(1, Math.min(PAGE, Math.floor(PART_MILLIS / millis))) * millis;
  const cuts = [from];
  for (let cut = Math.floor(from / millis) * millis + part; cut < to; cut += part) {
    cuts.push(cut);
  }
  const parts = await eachOf(cuts, (cut, i) =>
    get(
      `/v1/devices/${id(device)}/telemetry${query({
        metrics: metrics?.join(','),
        from: new Date(cut).toISOString(),
        to: new Date(cuts[i + 1] ?? to).toISOString(),
        bucket: step === 86_400 ? 'P1D' : `PT${step}S`,
        agg: 'avg,min,max,count',
        limit: 200,
      })}`,
      {signal},
    ),
  );
  return {
    step,
    series: seriesOf(
      parts.flatMap(part => part.items),
      millis,
    ),
  };
}

function seriesOf(buckets, millis) {
  const series = new Map();
  for (const bucket of buckets) {
    const time = Date.parse(bucket.from);
    for (const [metric, {avg, min, max, count}] of Object.entries(bucket.values)) {
      if (!series.has(metric)) {
        series.set(metric, {times: [], mean: [], low: [], high: [], count: []});
      }
      const one = series.get(metric);
      // A gap of more than a few buckets is shown as one.
      if (one.times.length > 0 && time - one.times.at(-1) > 5 * millis) {
        push(one, one.times.at(-1) + millis, null, null, null, 0);
      }
      push(one, time, Number(avg), Number(min), Number(max), Number(count));
    }
  }
  return series;
}

function push(one, time, mean, low, high, count) {
  one.times.push(time);
  one.mean.push(mean);
  one.low.push(low);
  one.high.push(high);
  one.count.push(count);
}

/** Takes one more reading into a series. @returns whether it changed anything that is shown */
export function addReading(one, time, value, step) {
  const millis = step * 1000;
  const bucket = Math.floor(time / millis) * millis;
  let i = one.times.length - 1;
  while (i >= 0 && one.times[i] > bucket) {
    i -= 1;
  }
  if (i >= 0 && one.times[i] === bucket && one.mean[i] !== null) {
    const count = one.count[i] + 1;
    one.mean[i] += (value - one.mean[i]) / count;
    one.low[i] = Math.min(one.low[i], value);
    one.high[i] = Math.max(one.high[i], value);
    one.count[i] = count;
  } else if (i === one.times.length - 1) {
    push(one, bucket, value, value, value, 1);
  } else {
    return false; // Late, in a bucket of its own: it is there when the range is read again.
  }
  return true;
}

/** Late readings in a range of which few enough are stored to read them all: [[time, metric, value]…] */
export async function lateReadings(device, from, to, {signal, most = 1000} = {}) {
  const late = [];
  for (let cursor = null, read = 0; read < most;) {
    const page = await get(
      `/v1/devices/${id(device)}/telemetry${query({
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        limit: 200,
        cursor,
      })}`,
      {signal},
    );
    page.items
      .filter(item => item.late)
      .forEach(item =>
        Object.entries(item.values)
          .filter(([, value]) => typeof value === 'number')
          .forEach(([metric, value]) => late.push([Date.parse(item.ts), metric, value])),
      );
    read += page.items.length;
    cursor = page.nextCursor;
    if (cursor === null) {
      break;
    }
  }
  return late;
}
