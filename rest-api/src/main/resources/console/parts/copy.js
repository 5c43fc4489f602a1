// Lines to take along.

import {h, put} from './dom.js';

/** A line of code with a button that copies it. */
export function copyable(text, label = 'Copy') {
  const code = h('code', {class: 'line', tabindex: '0'}, text);
  const button = h(
    'button',
    {class: 'button is-small', type: 'button', onclick: () => copy(text, code, button)},
    label,
  );
  return h('div', {class: 'copyable'}, code, button);
}

async function copy(text, code, button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    put(button, '✓ Copied');
  } catch {
    // There is no clipboard without TLS: then the text is selected for the keyboard.
    getSelection().selectAllChildren(code);
    put(button, 'Press Ctrl+C');
  }
  setTimeout(() => put(button, label), 2000);
}

const shell = text => `'${text.replace(/'/g, "'\\''")}'`;

/** The line with which a device sends its first reading over HTTP. */
export function curlLine(password) {
  return `curl -X POST ${location.origin}/api/v1/${encodeURIComponent(password)}/telemetry -H 'Content-Type: application/json' -d '{"temperature":21.5}'`;
}

/** The same over MQTT. The port is the usual one: the interface does not tell which it is. */
export function mosquittoLine({username, password}) {
  const topic = `iot/v1/${username}/telemetry`;
  return `mosquitto_pub -h ${location.hostname} -p 1883 -q 1 -u ${shell(username)} -P ${shell(password)} -t ${shell(topic)} -m '{"temperature":21.5}'`;
}
