package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Memory;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.port.ConversationStore;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Tells whoever shared a file what has become of it.
///
/// @param files null where none are taken
record FileNews(@Nullable FileStore files, ConversationStore conversations, Posting posting, Languages languages,
        Claims claims) {

    /// A file has ended. Most were not shared in a chat.
    void tell(TenantId tenant, FileId id, @Nullable TraceParent trace) {
        if (files == null) {
            return;
        }
        Optional<StoredFile> file = files.find(new FileKey(tenant, id)).filter(found -> found.state().isFinal());
        String reference = file.map(found -> found.spec().reference()).orElse(null);
        if (file.isPresent() && reference != null) {
            tell(FileOrder.conversation(reference), end(file.get()), trace,
                    phrases -> FileWords.message(phrases, file.get()));
        }
    }

    /// A file ends once, and once more for each time that it is released.
    private static String end(StoredFile file) {
        return file.key() + (file.released() ? "@" + file.version() : "");
    }

    /// A file could not be fetched: if it was announced, it will end when its time is over, and that is not told again.
    void tell(FileOrder order, @Nullable TraceParent trace, Function<Phrases, String> text) {
        tell(order.conversation(), order.key().toString(), trace, phrases -> ChatMessage.of(text.apply(phrases)));
    }

    private void tell(ConversationKey conversation, String what, @Nullable TraceParent trace,
            Function<Phrases, ChatMessage> message) {
        claims.once("chat.file", what, Converse.LEASE, () -> {
            Optional<Memory> memory = memory(conversation);
            Phrases phrases = languages.phrases(memory.map(Memory::language).orElseGet(() -> languages.of(null)));
            posting.post(new Posting.Post("file:" + what, reachable(conversation), null, message.apply(phrases),
                    trace));
            return true;
        });
    }

    /// Where a conversation is, as its platform wants it to be answered.
    ChatPlace reachable(ConversationKey conversation) {
        return conversation.place().answeredBy(memory(conversation).map(Memory::answer).orElse(null));
    }

    private Optional<Memory> memory(ConversationKey conversation) {
        return conversations.find(conversation).map(found -> MemoryJson.read(found.memory()));
    }
}
