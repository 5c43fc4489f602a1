/// Tests of what chats are made of.
@NullMarked
package io.lapwing.sharedmodel.chat;

import org.jspecify.annotations.NullMarked;
