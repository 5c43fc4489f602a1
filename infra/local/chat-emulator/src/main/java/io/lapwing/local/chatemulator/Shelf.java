package io.lapwing.local.chatemulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The files that a platform keeps for a bot to fetch; of many, the last ones. Thread-safe.
final class Shelf {
    private static final int MAX_FILES = 16;

    private final Map<String, GivenFile> files = new LinkedHashMap<>();
    private long count;

    /// @return what the file is found by: digits
    synchronized String put(GivenFile file) {
        String id = Long.toString(1_000_000 + ++count);
        files.put(id, file);
        if (files.size() > MAX_FILES) {
            files.remove(files.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<GivenFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /// The bytes of a file, or that it is not there.
    ApiReply give(String id) {
        return find(id).map(file -> new ApiReply(200, file.type(), file.bytes()))
                .orElseGet(() -> new ApiReply(404, "text/plain", new byte[0]));
    }
}
