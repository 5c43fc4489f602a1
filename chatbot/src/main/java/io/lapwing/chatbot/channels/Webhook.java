package io.lapwing.chatbot.channels;

import io.lapwing.sharedmodel.http.ApiRequest;

import java.time.Instant;

/// How one platform tells what happened in its chats. Thread-safe, and pure but for keys that it may have to fetch.
public interface Webhook {

    /// Verifies a request over its raw bytes, and only then reads it.
    ///
    /// @param path what stands behind `/chat/{channel}`, without a slash: `events`, or nothing
    Receipt receive(ApiRequest request, String path, Instant now);
}
