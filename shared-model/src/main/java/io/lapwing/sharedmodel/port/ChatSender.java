package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;

/// Shows messages on one chat platform, within its limits: what is too long is split between words, into parts that
/// follow one another; what it cannot show as a button is shown as a list or as words. Texts are escaped.
///
/// Not idempotent: a message that is posted twice is seen twice. A call that fails after the platform may have taken the
/// message is answered with [Sent.TryLater], since saying it again does less harm than never. Thread-safe. Every call ends
/// within ten seconds, whatever the platform does; nothing is thrown for what the platform did.
public interface ChatSender {

    /// Writes a message.
    Sent post(ChatPlace place, ChatMessage message);

    /// Puts a message in place of another one. Where a platform cannot do that, the message is posted as a new one.
    Sent replace(ChatPlace place, MessageRef replaced, ChatMessage message);
}
