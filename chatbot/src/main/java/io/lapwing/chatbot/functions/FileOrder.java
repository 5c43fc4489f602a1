package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// That a file is to be fetched from where it was shared, and taken.
///
/// @param key that it is to have
/// @param actor who wants that, as in the audit trail
/// @param conversation in which he said so, and is told what became of it
/// @param since when it was tried first
/// @param number of the try, counts from 1
record FileOrder(FileKey key, SharedFile file, FilePurpose purpose, String actor, ConversationKey conversation,
        Instant since, int number) {
    private static final int RANDOM_BYTES = 10;

    /// The key of a file that was shared: always the same for the same origin.
    static FileKey key(TenantId tenant, String origin, Instant at) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return new FileKey(tenant, FileId.of(at, Arrays.copyOf(digest, RANDOM_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    FileOrder again() {
        return new FileOrder(key, file, purpose, actor, conversation, since, number + 1);
    }

    WorkItem work(@Nullable TraceParent trace) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", key.toString());
        json.put("file", file);
        json.put("purpose", purpose);
        json.put("actor", actor);
        json.put("place", InputJson.place(conversation.place()));
        json.put("account", InputJson.account(conversation.account()));
        json.put("since", since.toEpochMilli());
        json.put("try", number);
        return WorkItem.of(ChatQueues.FILES, new WorkId("file:" + key), WorkPayload.of(Json.write(json)), trace);
    }

    WorkItem work(@Nullable TraceParent trace, Duration delay) {
        return work(trace).delayedBy(delay);
    }

    /// Reads what [#work] wrote.
    static FileOrder read(WorkItem item) {
        Payload json = Payload.read(item.payload().toBytes());
        String key = json.at("key").text();
        return new FileOrder(FileKey.parse(key).orElseThrow(() -> new IllegalArgumentException("no file: " + key)),
                InputJson.file(json.at("file")), FilePurpose.valueOf(json.at("purpose").text()),
                json.at("actor").text(),
                new ConversationKey(InputJson.place(json.at("place")), InputJson.account(json.at("account"))),
                Instant.ofEpochMilli(json.at("since").integer()), Math.toIntExact(json.at("try").integer()));
    }

    /// What the file refers to, so that its conversation is found again.
    String reference() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("place", InputJson.place(conversation.place()));
        json.put("account", InputJson.account(conversation.account()));
        return Json.text(json).json();
    }

    /// The conversation that a file refers to.
    static ConversationKey conversation(String reference) {
        Payload json = Payload.read(reference);
        return new ConversationKey(InputJson.place(json.at("place")), InputJson.account(json.at("account")));
    }
}
