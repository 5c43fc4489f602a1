/// Charts as pictures. The only package that sees the JDK's desktop classes, which are slow to start.
@NullMarked
package io.lapwing.chatbot.charts;

import org.jspecify.annotations.NullMarked;
