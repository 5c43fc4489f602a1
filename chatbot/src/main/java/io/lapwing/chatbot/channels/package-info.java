/// The platforms that people chat on: their webhooks are verified and read, and their messages written.
@NullMarked
package io.lapwing.chatbot.channels;

import org.jspecify.annotations.NullMarked;
