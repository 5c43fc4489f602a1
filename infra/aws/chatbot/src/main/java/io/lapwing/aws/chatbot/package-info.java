/// The chatbot on AWS.
@NullMarked
package io.lapwing.aws.chatbot;

import org.jspecify.annotations.NullMarked;
