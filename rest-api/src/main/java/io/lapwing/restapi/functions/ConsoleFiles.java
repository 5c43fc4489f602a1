package io.lapwing.restapi.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The console's files on the class path. Each is read when it is first asked for, and kept: a function that serves
/// none of them starts without them. Thread-safe.
final class ConsoleFiles {
    private static final Pattern PATH = Pattern.compile("(?:[a-z]+/)?[A-Za-z][A-Za-z.-]*\\.([a-z]+)");
    private static final Map<String, String> CONTENT_TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "txt",
            "text/plain; charset=utf-8");

    private final Map<String, ConsoleFile> read = new ConcurrentHashMap<>();

    /// @param path below the console's folder; what is no path of it is as unknown as any other
    Optional<ConsoleFile> find(String path) {
        ConsoleFile known = read.get(path);
        return known != null ? Optional.of(known) : load(path);
    }

    private Optional<ConsoleFile> load(String path) {
        Matcher name = PATH.matcher(path);
        String contentType = name.matches() ? CONTENT_TYPES.get(name.group(1)) : null;
        if (contentType == null) {
            return Optional.empty();
        }
        try (InputStream content = ConsoleFiles.class.getResourceAsStream("/console/" + path)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(read.computeIfAbsent(path, _ -> file(contentType, content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConsoleFile file(String contentType, InputStream content) {
        try {
            return ConsoleFile.of(contentType, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
