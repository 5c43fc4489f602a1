/// WhatsApp, as the bot sees it.
@NullMarked
package io.lapwing.chatbot.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
