/// Tests of what is read from Slack and written to it.
@NullMarked
package io.lapwing.chatbot.channels.slack;

import org.jspecify.annotations.NullMarked;
