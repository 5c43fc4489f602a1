/// Tests of what the channels share, and platforms to test senders against.
@NullMarked
package io.lapwing.chatbot.channels;

import org.jspecify.annotations.NullMarked;
