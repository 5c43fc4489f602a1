/// Decisions of another module.
@NullMarked
package io.lapwing.architecture.broken.chatbot.domain;

import org.jspecify.annotations.NullMarked;
