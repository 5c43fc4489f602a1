/// The chatbot on AWS, from the event to the reply.
@NullMarked
package io.lapwing.aws.chatbot;

import org.jspecify.annotations.NullMarked;
