package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.functions.Posting.Post;
import io.lapwing.chatbot.functions.Posting.Try;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Messages as they wait in the queue.
final class PostJson {
    private PostJson() {}

    static WorkPayload write(Post post, Try which) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("place", InputJson.place(post.place()));
        MessageRef replaced = post.replaced();
        json.put("replaced", replaced == null ? null : replaced.value());
        json.put("message", MessageJson.tree(post.message()));
        json.put("since", which.since().toEpochMilli());
        json.put("try", which.number());
        return WorkPayload.of(Json.write(json));
    }

    static Post read(WorkItem item) {
        Payload json = Payload.read(item.payload().toBytes());
        return new Post(item.id().value(), InputJson.place(json.at("place")),
                json.at("replaced").optionalText().map(MessageRef::new).orElse(null),
                MessageJson.read(json.at("message")), item.trace());
    }

    static Try which(WorkItem item) {
        Payload json = Payload.read(item.payload().toBytes());
        return new Try(Instant.ofEpochMilli(json.at("since").integer()), Math.toIntExact(json.at("try").integer()));
    }
}
