/// Functions of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.chatbot.model;

import org.jspecify.annotations.NullMarked;
