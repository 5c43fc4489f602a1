/// Telegram's Bot API: updates that come by webhook, and messages.
@NullMarked
package io.lapwing.chatbot.channels.telegram;

import org.jspecify.annotations.NullMarked;
