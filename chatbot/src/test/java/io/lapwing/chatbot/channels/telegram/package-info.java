/// Telegram, as the bot sees it.
@NullMarked
package io.lapwing.chatbot.channels.telegram;

import org.jspecify.annotations.NullMarked;
