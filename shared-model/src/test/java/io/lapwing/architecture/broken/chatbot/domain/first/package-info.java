/// One half of a cycle.
@NullMarked
package io.lapwing.architecture.broken.chatbot.domain.first;

import org.jspecify.annotations.NullMarked;
