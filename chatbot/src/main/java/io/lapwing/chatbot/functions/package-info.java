/// The functions of the chatbot: load, let the domain decide, store, reply.
@NullMarked
package io.lapwing.chatbot.functions;

import org.jspecify.annotations.NullMarked;
