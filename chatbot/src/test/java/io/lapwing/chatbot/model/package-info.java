/// Tests of how a language model is asked, before an endpoint on this machine.
@NullMarked
package io.lapwing.chatbot.model;

import org.jspecify.annotations.NullMarked;
