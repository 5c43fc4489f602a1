/// Discord: its interactions, and messages with components.
@NullMarked
package io.lapwing.chatbot.channels.discord;

import org.jspecify.annotations.NullMarked;
