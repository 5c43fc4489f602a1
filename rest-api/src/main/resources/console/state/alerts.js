// The open alerts, kept up to date for whoever counts them.

import {listed} from '../api.js';
import * as live from '../live.js';

const MOST = 2000;

export const openAlerts = new Map();
const events = new EventTarget();
let loading = null;
let loaded = false;

/** Calls `fn` whenever the open alerts are others; with the alert that changed, or without one after all were loaded. */
export function onAlerts(fn) {
  const listener = event => fn(event.detail);
  events.addEventListener('change', listener);
  return () => events.removeEventListener('change', listener);
}

function tell(alert) {
  events.dispatchEvent(new CustomEvent('change', {detail: alert}));
}

export function loadAlerts() {
  loading ??= listed('/v1/alerts?state=open', {most: MOST})
    .then(alerts => {
      openAlerts.clear();
      alerts.forEach(alert => openAlerts.set(alert.id, alert));
      loaded = true;
      tell();
    })
    .finally(() => {
      loading = null;
    });
  return loading;
}

export const areLoaded = () => loaded;

export function forgetAlerts() {
  openAlerts.clear();
  loaded = false;
}

/** What somebody did to an alert here, before the stream tells it. */
export function changed(alert) {
  if (alert.state === 'open') {
    openAlerts.set(alert.id, alert);
  } else {
    openAlerts.delete(alert.id);
  }
  tell(alert);
}

export const isSilenced = alert => alert.silencedUntil !== null && Date.parse(alert.silencedUntil) > Date.now();

/** Whether somebody should look at it. */
export const needsWork = alert => alert.acknowledgedAt === null && !isSilenced(alert);

export function alertsOf(deviceId) {
  return [...openAlerts.values()].filter(alert => alert.deviceId === deviceId);
}

live.on('alert', ({alert}) => changed(alert));
