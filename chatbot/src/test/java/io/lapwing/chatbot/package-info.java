/// Tests of the chatbot as a whole.
@NullMarked
package io.lapwing.chatbot;

import org.jspecify.annotations.NullMarked;
