// One metric over time: the mean as a line in the band from least to greatest, alerts as shaded spans, late readings as
// marks, and a rule's limit as a dashed line. Charts with the same `group` share their crosshair.

import {h} from './dom.js';
import {short} from './value.js';
import {uPlot} from './uplot.js';

const FEW_LATE = 60;
const SHAPES = {critical: '▲', warning: '◆', info: '■'};

/**
 * @param options `name`, `group`, `height`, `spans` [{from, to, severity, label}], `late` [[time, value]],
 *   `limit` (number), `onZoom(from, to)`
 * @param data {times, mean, low, high} in milliseconds
 */
export async function chart(options, data, from, to) {
  const Plot = await uPlot();
  const canvas = h('div', {class: 'plot', role: 'img'});
  const state = {options, from, to, data};
  let plot = build();

  function build() {
    const made = new Plot(settings(Plot, state, canvas.clientWidth || 600), columns(state.data), canvas);
    describe(canvas, state);
    return made;
  }

  const observer = new ResizeObserver(() => {
    const width = canvas.clientWidth;
    width && width !== plot.width && plot.setSize({width, height: state.options.height});
  });
  observer.observe(canvas);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const recolour = () => {
    plot.destroy();
    plot = build();
  };
  scheme.addEventListener('change', recolour);

  return {
    root: canvas,
    /** New data on a new range, with other spans and marks. */
    set(next, nextFrom, nextTo, changes = {}) {
      Object.assign(state, {data: next, from: nextFrom, to: nextTo});
      Object.assign(state.options, changes);
      plot.setData(columns(next), false);
      plot.setScale('x', {min: nextFrom, max: nextTo});
      describe(canvas, state);
    },
    destroy() {
      observer.disconnect();
      scheme.removeEventListener('change', recolour);
      plot.destroy();
    },
  };
}

const columns = data => [data.times, data.high, data.low, data.mean];

function settings(Plot, state, width) {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const line = colour('--chart');
  const {options} = state;
  const axis = {
    stroke: colour('--quiet'),
    grid: {stroke: colour('--grid'), width: 1},
    ticks: {show: false},
    font: '11px system-ui',
  };
  const clear = {points: {show: false}, stroke: 'transparent', width: 0};
  return {
    width,
    height: options.height,
    ms: 1,
    padding: [8, 16, 0, 0],
    legend: {show: false},
    cursor: {
      sync: {key: options.group, scales: ['x', null]},
      drag: {x: true, y: false, setScale: false},
      y: false,
      points: {size: 6, fill: line},
      focus: {prox: -1},
    },
    scales: {
      x: {time: true, range: () => [state.from, state.to]},
      y: {range: (_, low, high) => room(low, high, options.limit)},
    },
    axes: [
      {...axis, size: 24, values: times()},
      {...axis, size: 52, values: (_, all) => all.map(short), space: 28},
    ],
    series: [
      {},
      clear,
      clear,
      {stroke: line, width: 1.5, points: {size: 4, fill: line, show: (_, __, i0, i1) => i1 - i0 < 3}},
    ],
    bands: [{series: [1, 2], fill: colour('--chart-band')}],
    hooks: {
      drawClear: [plot => spans(plot, state, colour)],
      draw: [plot => marks(plot, state, colour)],
      setCursor: [plot => options.onCursor?.(plot.cursor.idx, state.data)],
      setSelect: [
        plot => {
          const {left, width: wide} = plot.select;
          plot.setSelect({left: 0, width: 0, top: 0, height: 0}, false);
          wide > 4 && options.onZoom?.(plot.posToVal(left, 'x'), plot.posToVal(left + wide, 'x'));
        },
      ],
    },
  };
}

function room(low, high, limit) {
  let [least, most] = [low ?? 0, high ?? 1];
  if (limit !== undefined && limit !== null) {
    least = Math.min(least, limit);
    most = Math.max(most, limit);
  }
  const margin = (most - least || Math.abs(most) || 1) * 0.08;
  return [least - margin, most + margin];
}

function times() {
  const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
  const seconds = new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric'});
  return (_, ticks, __, ___, step) =>
    ticks.map(tick => {
      if (
        step >= 86_400_000 ||
        (new Date(tick).getHours() === 0 && new Date(tick).getMinutes() === 0 && step >= 3_600_000)
      ) {
        return day.format(tick);
      }
      return (step < 60_000 ? seconds : clock).format(tick);
    });
}

function spans(plot, state, colour) {
  const {ctx, bbox} = plot;
  for (const span of state.options.spans ?? []) {
    const left = Math.max(plot.valToPos(span.from, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(span.to, 'x', true), bbox.left + bbox.width);
    if (right >= bbox.left && left <= bbox.left + bbox.width) {
      const wide = Math.max(right - left, 2 * devicePixelRatio);
      ctx.fillStyle = colour(`--${span.severity}-shade`);
      ctx.fillRect(left, bbox.top, wide, bbox.height);
      ctx.fillStyle = colour(`--${span.severity}`);
      ctx.fillRect(left, bbox.top, wide, 2 * devicePixelRatio);
      ctx.font = `${10 * devicePixelRatio}px system-ui`;
      wide > 14 * devicePixelRatio &&
        ctx.fillText(SHAPES[span.severity] ?? '', left + 3 * devicePixelRatio, bbox.top + 13 * devicePixelRatio);
    }
  }
}

function marks(plot, state, colour) {
  const {ctx, bbox} = plot;
  const {limit, late = []} = state.options;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  if (limit !== undefined && limit !== null) {
    const y = plot.valToPos(limit, 'y', true);
    ctx.strokeStyle = colour('--quiet');
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.strokeStyle = colour('--warning');
  ctx.fillStyle = colour('--warning');
  for (const [time, value] of late) {
    const [x, y, r] = [plot.valToPos(time, 'x', true), plot.valToPos(value, 'y', true), 3.5 * devicePixelRatio];
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      // Where there are many, squares would hide the line: then they stand at its foot.
      late.length > FEW_LATE
        ? ctx.fillRect(x - 1, bbox.top + bbox.height - r, 2, r)
        : ctx.strokeRect(x - r, y - r, 2 * r, 2 * r);
    }
  }
  ctx.restore();
}

/** The chart in words. */
function describe(canvas, {options, data}) {
  const known = data.mean.filter(each => each !== null && each !== undefined);
  const words =
    known.length === 0
      ? 'no readings in this range'
      : `from ${short(Math.min(...data.low.filter(Number.isFinite)))} to ${short(Math.max(...data.high.filter(Number.isFinite)))}, last ${short(known.at(-1))}`;
  const alerts = options.spans?.length ? `, ${options.spans.length} alerts` : '';
  const late = options.late?.length ? `, ${options.late.length} late readings` : '';
  canvas.setAttribute('aria-label', `Chart of ${options.name}: ${words}${alerts}${late}`);
}
