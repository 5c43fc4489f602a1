/// Understands what people write, without a network and without a model: sentence templates of several languages, the
/// words of a tenant's fleet, times, numbers and what was said before.
@NullMarked
package io.lapwing.chatbot.domain.language;

import org.jspecify.annotations.NullMarked;
