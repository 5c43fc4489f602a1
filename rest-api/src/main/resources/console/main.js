// The console. How it is put together:
//
//   main.js      starts: signs in or restores the session, builds the frame, shows the page of the address
//   router.js    #/path → pages/*.js, each with show({place, holes, params, signal, onLeave})
//   api.js       requests to the REST interface, refusals as Problems; session.js holds the token
//   stream.js    server-sent events over fetch; live.js has the two streams and tells pages what happens
//   state/*.js   what several pages share: devices, open alerts, what the server has
//   parts/*.js   what pages are made of; parts/dom.js is the only maker of elements
//
// No framework and no build: these files are what the browser runs. The charts are uPlot's.

import {h, put} from './parts/dom.js';
import {header, shell} from './parts/shell.js';
import {problem, waiting} from './parts/notice.js';
import {expired, get} from './api.js';
import {session} from './session.js';
import * as router from './router.js';
import * as live from './live.js';
import {forgetAlerts} from './state/alerts.js';
import {forgetFleet} from './state/fleet.js';

const app = document.getElementById('app');
let frame = null;

router.route('/fleet', () => import('./pages/fleet.js'), {title: 'Fleet'});
router.route('/devices/:id', () => import('./pages/device.js'), {title: 'Device'});
router.route('/alerts', () => import('./pages/alerts.js'), {title: 'Alerts', keeps: 'Alerts'});
router.route('/alerts/:id', () => import('./pages/alerts.js'), {title: 'Alerts', keeps: 'Alerts'});
router.route('/rules', () => import('./pages/rules.js'), {title: 'Rules', keeps: 'Rules'});
router.route('/rules/:id', () => import('./pages/rules.js'), {title: 'Rules', keeps: 'Rules'});
router.route('/quarantine', () => import('./pages/quarantine.js'), {title: 'Quarantine', keeps: 'Quarantine'});
router.route('/quarantine/:id', () => import('./pages/quarantine.js'), {title: 'Quarantine', keeps: 'Quarantine'});
router.route('/audit', () => import('./pages/audit.js'), {title: 'Audit'});
router.route('/members', () => import('./pages/members.js'), {title: 'Members'});
router.route('/files', () => import('./pages/files.js'), {title: 'Files', keeps: 'Files'});
router.route('/files/:id', () => import('./pages/files.js'), {title: 'Files', keeps: 'Files'});
router.route('/chat', () => import('./pages/chat.js'), {title: 'Chat'});

async function begin() {
  if (!session.token) {
    await signIn();
    return;
  }
  try {
    session.me = await get('/v1/me');
  } catch (error) {
    if (error.status !== 401) {
      put(app, h('main', {class: 'page is-alone'}, problem(error, begin)));
    }
    return;
  }
  frame = shell(app, () => {
    leave('');
    // Whoever comes next begins at the beginning.
    history.replaceState(null, '', '#/fleet');
  });
  live.start();
  router.start(showPage);
}

function showPage(found, life) {
  if (!frame) {
    return;
  }
  const {page} = frame;
  const title = found?.route.title ?? 'Not found';
  document.title = `${title} · Lapwing`;
  frame.at(found?.path ?? '');
  if (!found) {
    put(page, header('There is no such page'), h('p', {class: 'pad'}, h('a', {href: '#/fleet'}, 'Go to the fleet')));
    return;
  }
  put(page, header(title), waiting('the page'));
  found.route
    .load()
    .then(module => !life.signal.aborted && module.show({...found, ...life, place: page, title}))
    .catch(
      error => life.signal.aborted || put(page, header(title), h('div', {class: 'pad'}, problem(error, router.show))),
    );
}

async function signIn(reason = '') {
  const {showSignIn} = await import('./pages/signin.js');
  document.title = 'Sign in · Lapwing';
  await showSignIn(app, reason);
  begin();
}

function leave(reason) {
  if (!session.token && !frame && !reason) {
    return;
  }
  router.stop();
  live.end();
  frame?.close();
  frame = null;
  session.forget();
  forgetAlerts();
  forgetFleet();
  document.querySelectorAll('dialog').forEach(each => each.close());
  // The address stays: after signing in again we are where we were.
  signIn(reason);
}

expired.addEventListener(
  'expired',
  () => session.token && leave('Your session has ended. Sign in again to go on where you were.'),
);

begin();
