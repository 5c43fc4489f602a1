/// Tests of what is read from Discord and written to it.
@NullMarked
package io.lapwing.chatbot.channels.discord;

import org.jspecify.annotations.NullMarked;
