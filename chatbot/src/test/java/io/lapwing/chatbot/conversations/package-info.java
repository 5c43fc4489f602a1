/// Recorded conversations, which each platform has to hold the same way.
@NullMarked
package io.lapwing.chatbot.conversations;

import org.jspecify.annotations.NullMarked;
