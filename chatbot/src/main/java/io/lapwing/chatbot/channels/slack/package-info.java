/// Slack: its Events API, slash commands and interactions, and Block Kit.
@NullMarked
package io.lapwing.chatbot.channels.slack;

import org.jspecify.annotations.NullMarked;
