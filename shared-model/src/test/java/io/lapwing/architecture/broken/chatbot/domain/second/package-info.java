/// The other half of a cycle.
@NullMarked
package io.lapwing.architecture.broken.chatbot.domain.second;

import org.jspecify.annotations.NullMarked;
