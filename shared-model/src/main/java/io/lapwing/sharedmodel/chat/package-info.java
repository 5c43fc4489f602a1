/// What people say and are told in chats, whatever the platform.
@NullMarked
package io.lapwing.sharedmodel.chat;

import org.jspecify.annotations.NullMarked;
