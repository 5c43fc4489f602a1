/// Microsoft Teams, as the bot sees it.
@NullMarked
package io.lapwing.chatbot.channels.teams;

import org.jspecify.annotations.NullMarked;
