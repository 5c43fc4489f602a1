// Files that people sent: what became of them, and of the rows in them.

import {h, put, say} from '../parts/dom.js';
import {splitView} from '../parts/split.js';
import {empty, problem, waiting} from '../parts/notice.js';
import {fileState} from '../parts/status.js';
import {time} from '../parts/time.js';
import {get, id, pages} from '../api.js';
import {session} from '../session.js';
import * as live from '../live.js';
import {bytes, fileDetail, progressOf} from './filedetail.js';
import {sendDialog} from './sendfile.js';

const PAGE = 50;
const LOOK_MILLIS = 3000;
const GOES_ON = ['AWAITING_UPLOAD', 'RECEIVED', 'PROCESSING'];

export function show({place, holes, ...life}) {
  const {signal, onLeave} = life;
  const note = h('p', {class: 'quiet', role: 'status'});
  const lines = new Map();
  const list = h('ul', {class: 'plain'});
  const send = h('button', {class: 'button is-primary', type: 'button', onclick: () => sendDialog()}, 'Send a file');
  const sheet = splitView({
    title: 'Files',
    path: '/files',
    label: 'Files',
    note,
    actions: session.may('admin') ? [send] : [],
    none: 'Choose a file to see what became of it.',
    detail: drawDetail,
    life,
  });
  put(sheet.list, waiting('the files', 8));
  put(place, sheet.head, sheet.split);

  async function drawList() {
    const source = pages('/v1/files', {limit: PAGE, signal});
    const more = h('button', {class: 'button is-plain', type: 'button', onclick: next}, 'Show older ones');
    lines.clear();
    put(list);
    async function next() {
      try {
        const {value, done} = await source.next();
        more.hidden = Boolean(done) || value.length < PAGE;
        value?.forEach(file => list.append(line(file)));
        list.childElementCount ? put(sheet.list, list, more) : put(sheet.list, nothing());
        sheet.first(list.querySelector('.item')?.dataset.id);
        say(note, list.childElementCount ? 'Newest first' : '');
      } catch (error) {
        signal.aborted || put(sheet.list, h('div', {class: 'pad'}, problem(error, drawList)));
      }
    }
    await next();
  }

  function nothing() {
    return empty(
      'No file was sent yet',
      h(
        'p',
        {},
        'Tables of readings are loaded from CSV or NDJSON, also gzipped or zipped. With the command line of this server:',
      ),
      h('pre', {}, `./lapwing import --tenant ${session.me.tenant} readings.csv`),
    );
  }

  function line(file) {
    const state = h('span', {class: 'item-note quiet'});
    const item = sheet.item(file.id, h('span', {class: 'item-title'}, h('b', {}, file.name)), state);
    lines.set(file.id, state);
    tellState(state, file);
    return item;
  }

  function tellState(state, file) {
    put(state, fileState(file.state), progressOf(file), time(file.createdAt), bytes(file.size));
  }

  /** What a file has become, told by the stream: a new one goes on top. */
  function changed(file) {
    const state = lines.get(file.id);
    if (state) {
      tellState(state, file);
    } else {
      list.prepend(line(file));
      list.isConnected || put(sheet.list, list);
    }
  }

  async function drawDetail(fileId, detail, own) {
    put(detail, waiting('the file', 5));
    let again = 0;
    const draw = async () => {
      clearTimeout(again);
      try {
        const file = await get(`/v1/files/${id(fileId)}`, {signal: own.signal});
        if (!own.signal.aborted) {
          fileDetail(detail, file, draw);
          // The stream tells of each step; this is for when it is cut.
          again = GOES_ON.includes(file.state) ? setTimeout(draw, LOOK_MILLIS) : 0;
        }
      } catch (error) {
        own.signal.aborted || put(detail, h('div', {class: 'pad'}, problem(error, draw)));
      }
    };
    own.onLeave(live.on('file', file => file.id === fileId && draw()));
    own.onLeave(() => clearTimeout(again));
    await draw();
  }

  onLeave(live.on('file', changed));
  onLeave(live.on('reset', drawList));
  sheet.choose(holes.id);
  drawList();
}
