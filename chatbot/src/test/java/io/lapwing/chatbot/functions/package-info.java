/// Tests of the functions, on stores in memory and before a platform that is one but for its size.
@NullMarked
package io.lapwing.chatbot.functions;

import org.jspecify.annotations.NullMarked;
