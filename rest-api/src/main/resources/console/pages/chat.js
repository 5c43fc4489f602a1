// The chatbot, for who is signed in here; and the codes that it gives out in other chats.

import {h, put} from '../parts/dom.js';
import {header} from '../parts/shell.js';
import {dialog, field, input} from '../parts/dialog.js';
import {acting, empty, toast} from '../parts/notice.js';
import {newKey, request} from '../api.js';

const CONVERSATION = 'lapwing.conversation';
const FIRST = ['how is the fleet?', 'any alerts?', 'which devices are offline?', 'help'];

/** One conversation for as long as this tab lives. */
function conversation() {
  const kept = sessionStorage.getItem(CONVERSATION) ?? newKey();
  sessionStorage.setItem(CONVERSATION, kept);
  return kept;
}

export async function show({place, signal}) {
  const log = h('div', {class: 'talk', role: 'log', 'aria-label': 'Conversation'});
  const start = empty(
    'Ask about your fleet',
    h('p', {}, 'In a sentence, in English, German or Arabic. Nothing is done before you have confirmed it.'),
    h(
      'p',
      {class: 'first'},
      FIRST.map(text => h('button', {class: 'button', type: 'button', onclick: () => say(text)}, text)),
    ),
  );
  const trouble = h('div', {});
  const words = h('input', {
    class: 'input',
    name: 'text',
    autocomplete: 'off',
    maxlength: '10000',
    'aria-label': 'Your question',
    placeholder: 'how is pump 1?',
  });
  const send = h('button', {class: 'button is-primary', type: 'submit'}, 'Send');
  const form = h('form', {class: 'talk-form'}, words, send);
  put(
    place,
    header('Chat', {
      actions: h('button', {class: 'button', type: 'button', onclick: link}, 'Link a chat account'),
    }),
    h('div', {class: 'scroll talk-scroll'}, start, log, trouble),
    form,
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    const text = words.value.trim();
    if (text !== '') {
      words.value = '';
      say(text);
    }
  });
  words.focus();

  function add(who, ...children) {
    start.remove();
    const line = h('div', {class: `said is-${who}`}, h('span', {class: 'sr'}, who === 'me' ? 'You: ' : 'Lapwing: '), children);
    log.append(line);
    line.scrollIntoView({block: 'end'});
    return line;
  }

  function say(text) {
    add('me', h('p', {}, text));
    tell({text}, send);
  }

  function press(button, {label, value}, all) {
    all.forEach(each => (each.disabled = true));
    add('me', h('p', {}, label));
    tell({pressed: value}, send).then(done => done || all.forEach(each => (each.disabled = false)));
  }

  /** @returns whether it was answered */
  async function tell(what, button) {
    const answer = await acting(button, trouble, () =>
      // The key makes a repetition safe: what was confirmed is done once.
      request('POST', '/chat/web', {json: {conversationId: conversation(), ...what}, key: newKey(), signal}),
    );
    answer?.body.replies.forEach(reply => add('bot', ...shown(reply)));
    words.focus();
    return answer !== undefined;
  }

  function shown(reply) {
    const buttons = reply.buttons.map(each =>
      h(
        'button',
        {
          class: `button ${each.style === 'danger' ? 'is-danger' : each.style === 'primary' ? 'is-primary' : ''}`,
          type: 'button',
          onclick: event => press(event.target, each, buttons),
        },
        each.label,
      ),
    );
    return [
      reply.title && h('p', {class: 'said-title'}, reply.title),
      h('p', {}, reply.text),
      reply.image && h('img', {src: reply.image.url, alt: reply.image.alt}),
      buttons.length > 0 && h('p', {class: 'said-buttons'}, buttons),
    ];
  }

  function link() {
    dialog({
      title: 'Link a chat account',
      action: 'Link',
      body: [
        h('p', {}, 'Write "link" to the bot in Slack, Telegram, WhatsApp, Teams or Discord. It answers with a code.'),
        field('Code', input('code', {required: true, maxlength: '16', autocomplete: 'one-time-code'})),
      ],
      act: async data => {
        const {body} = await request('POST', '/v1/me/chat-links', {json: {code: data.get('code')}, key: newKey()});
        toast(`Your account on ${body.channel} is linked.`);
        return true;
      },
    });
  }
}
