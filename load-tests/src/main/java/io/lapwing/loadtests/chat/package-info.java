/// How soon a chat platform is answered, and a person.
@NullMarked
package io.lapwing.loadtests.chat;

import org.jspecify.annotations.NullMarked;
