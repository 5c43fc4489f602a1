@NullMarked
package io.lapwing.chatbot.charts;

import org.jspecify.annotations.NullMarked;
