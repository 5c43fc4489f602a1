/// Microsoft Teams, by way of the Bot Framework: its tokens and activities, and messages as Adaptive Cards.
@NullMarked
package io.lapwing.chatbot.channels.teams;

import org.jspecify.annotations.NullMarked;
