/// WhatsApp's Cloud API: what comes by webhook, and messages.
@NullMarked
package io.lapwing.chatbot.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
