/// The chatbot: people ask after their fleet and act on it in a chat.
@NullMarked
package io.lapwing.chatbot;

import org.jspecify.annotations.NullMarked;
