package io.lapwing.loadtests.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a run measured, for machines: flat rows, written as JSON beside other build output.
public final class JsonReport {

    private JsonReport() {}

    /// @param name what the file is called
    /// @param settings how the run was called
    /// @param rows texts, numbers and booleans by their name
    /// @return where it lies
    public static Path write(Path directory, String name, Map<String, ?> settings,
            List<? extends Map<String, ?>> rows) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("java", Runtime.version().toString());
        report.putAll(settings);
        report.put("rows", rows);
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(name + ".json"), json(report) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> json(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(JsonReport::json).collect(Collectors.joining(",\n ", "[", "]"));
            case Double number when !Double.isFinite(number) -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> '"' + escaped(value.toString()) + '"';
        };
    }

    private static String escaped(String text) {
        return text.chars().mapToObj(c -> c < ' ' || c == '"' || c == '\\'
                ? String.format("\\u%04x", c)
                : Character.toString(c)).collect(Collectors.joining());
    }
}
