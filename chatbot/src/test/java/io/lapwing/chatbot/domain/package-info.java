/// Tests of what the chatbot decides.
@NullMarked
package io.lapwing.chatbot.domain;

import org.jspecify.annotations.NullMarked;
