// Codes in words: what happened, what it means, what to do.

/** Why a message could not be taken. */
export const REFUSALS = {
  PAYLOAD_MALFORMED: [
    'The payload cannot be read',
    'It is not the JSON, CBOR or SenML that its content type says.',
    'Correct the text and replay it, and look at what the device’s firmware sends.',
  ],
  PAYLOAD_TOO_LARGE: [
    'The payload is too large',
    'A message may have 131,072 bytes and 10,000 values. The original was not kept.',
    'Let the device send smaller messages.',
  ],
  TOO_DEEP: ['The payload is nested too deeply', 'At most 32 levels are read.', 'Flatten it, and replay it.'],
  TS_FUTURE: [
    'The time is in the future',
    'A reading may be 60 seconds ahead of the server’s clock.',
    'Check the device’s clock; correct ts and replay.',
  ],
  TS_UNIT: ['The time looks like seconds', 'ts is milliseconds since 1970.', 'Multiply ts by 1,000, and replay.'],
  TS_RANGE: ['The time is out of range', 'Readings are taken from the year 2000 on.', 'Correct ts, and replay.'],
  KEY_INVALID: [
    'A metric’s name is not allowed',
    'Names have 1 to 128 characters and no control characters.',
    'Rename the metric, and replay.',
  ],
  VALUE_NOT_FINITE: [
    'A value is not a finite number',
    'NaN and infinity cannot be stored.',
    'Take the value out or correct it, and replay.',
  ],
  VALUE_OUT_OF_RANGE: [
    'A value is out of range',
    'Integers have 64 bits, texts and objects 4 KiB.',
    'Correct the value, and replay.',
  ],
  UNKNOWN_CHILD: [
    'The gateway reported for a device that it may not speak for',
    'Each child must be registered, with this gateway as its gateway.',
    'Register the child, and replay.',
  ],
  UNKNOWN_DEVICE: ['The device is not registered', 'Nobody with this id is known.', 'Register the device, and replay.'],
  RATE_LIMITED: [
    'The device sent too much',
    'Its messages were more than it may send.',
    'Replay it; slow the device down.',
  ],
  SHADOW_VERSION: [
    'The shadow was changed by somebody else',
    'The version in the message is not the current one.',
    'The device should get the shadow again and repeat its update.',
  ],
  SHADOW_TOO_LARGE: ['The shadow would become too large', 'A shadow may have 8 KiB.', 'Report less in one shadow.'],
  UNKNOWN_COMMAND: [
    'The reply belongs to no command of this device',
    'Its id is unknown here.',
    'Check the id in the topic that the device replies to.',
  ],
  FUNCTION_FAILED: [
    'The server failed on it',
    'This is a fault of the server, and not of the message.',
    'Replay it as it is once the server has been repaired.',
  ],
};

/** What to do about a refused request. */
const ADVICE = {
  UNREACHABLE: 'Check that the server runs and that this machine has a network; then try again.',
  TIMEOUT: 'Try again. If it stays like this, see /readyz.',
  UNAUTHENTICATED: 'Sign in again.',
  FORBIDDEN: 'Ask an admin of your tenant for the role.',
  NOT_FOUND: 'It may have been removed. Go back to the list and look for it there.',
  VERSION_STALE: 'Load it again, and repeat your change.',
  RATE_LIMITED: 'Wait a moment, and try again.',
  STORE_UNAVAILABLE: 'The server’s store is out of reach for now; try again in some seconds.',
  NOT_READY: 'The server is starting or has lost a part of itself; try again in some seconds.',
  NOT_RELEASABLE: 'Nothing of it could be loaded; correct the file, and send it anew.',
  TOO_MANY_COMMANDS: 'Wait until the device has answered some of its commands, or cancel some.',
  COMMAND_ENDED: 'There is nothing left to cancel.',
  ALREADY_REPLAYED: 'It was taken before; nothing has to be done.',
  MESSAGE_SEEN: 'A message with the same mid was taken before; nothing has to be done.',
  ALREADY_EXISTS: 'Choose another id.',
  NOT_PREVIEWABLE: 'Rules about being offline cannot be tried on stored readings.',
  VALIDATION_FAILED: 'Correct what is named below, and send it again.',
  REQUEST_RUNNING: 'The same request is still being worked on; look again in a moment.',
};

/** What is wrong with a whole file, and what to do. */
export const FILE_CODES = {
  UNCLOSED_QUOTE: ['A quote is never closed', 'Close it, or double a quote that belongs to the text, and send the file anew.'],
  TYPE_MISMATCH: ['It is not what it was sent as', 'What a file is shows its content, whatever it is called.'],
  TRUNCATED_INPUT: ['It is cut off or damaged', 'It was broken on its way: send it again.'],
  BOMB: ['It was made to harm', 'It unpacks to far more than it is, holds an archive of its own, or has names that climb out.'],
  TOO_LARGE: ['It is larger than what is taken', 'Send it in parts.'],
  ENCODING: ['Its text is broken', 'UTF-8 and UTF-16 are read; save it as one of them.'],
  FIELD_COUNT: ['Its header cannot be used', 'A table needs a column for the device, for the time, and for values.'],
};

export function advice(problem) {
  const named = ADVICE[problem.code];
  if (named) {
    return named;
  }
  return problem.status >= 500 ? 'Try again; if it stays, give the trace to whoever runs this server.' : '';
}

export const OPERATORS = {
  '>': 'above',
  '>=': 'at or above',
  '<': 'below',
  '<=': 'at or below',
  '==': 'equal to',
  '!=': 'other than',
};

/** A condition as a clause: "temperature is at or above 8 for 10 min, until 6". */
export function conditionText(condition, duration) {
  if (condition.kind === 'threshold') {
    const held = condition.forSeconds ? ` for ${duration(condition.forSeconds)}` : '';
    const until = condition.clear === null || condition.clear === undefined ? '' : `, until ${condition.clear}`;
    return `${condition.metric} is ${OPERATORS[condition.op]} ${condition.raise}${held}${until}`;
  }
  const who =
    condition.kind === 'offline'
      ? 'it has been offline'
      : `${condition.metric ?? 'nothing'} has ${condition.metric ? 'not ' : ''}been reported`;
  return `${who} for ${duration(condition.afterSeconds)}`;
}

export function selectorText(selector) {
  const parts = [];
  const list = (word, items) => items?.length && parts.push(`${word} ${items.join(' or ')}`);
  list('of type', selector?.types);
  list('at', selector?.sites);
  list('named', selector?.deviceIds);
  const labels = Object.entries(selector?.labels ?? {});
  labels.length && parts.push(`with ${labels.map(([key, value]) => `${key}=${value}`).join(' and ')}`);
  return parts.length ? `a device ${parts.join(' ')}` : 'any device';
}
