/// What somebody means, and what is to be done and said about it: pure, without JSON and without stores.
@NullMarked
package io.lapwing.chatbot.domain;

import org.jspecify.annotations.NullMarked;
