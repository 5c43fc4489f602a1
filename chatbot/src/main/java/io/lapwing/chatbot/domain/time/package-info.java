/// What people mean by "last night" and "until Friday": pure, with the clock and the zone as arguments.
@NullMarked
package io.lapwing.chatbot.domain.time;

import org.jspecify.annotations.NullMarked;
