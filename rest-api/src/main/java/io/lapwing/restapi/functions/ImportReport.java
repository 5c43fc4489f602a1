package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.FieldError;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// What became of each line of a table of devices.
///
/// @param unchanged how many were there already
/// @param failed how many were not registered
record ImportReport(int created, int unchanged, int failed, List<Line> lines) {
    enum Result {
        CREATED, EXISTS, INVALID, UNAVAILABLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param credentials of a device that was created; they are shown here only
    record Line(long line, @Nullable String id, String result, DeviceJson.@Nullable Credentials credentials,
            List<FieldError> errors) {
        boolean is(Result wanted) {
            return result.equals(wanted.text());
        }
    }

    static ImportReport of(List<Line> lines) {
        int created = count(lines, Result.CREATED);
        int unchanged = count(lines, Result.EXISTS);
        return new ImportReport(created, unchanged, lines.size() - created - unchanged, lines);
    }

    private static int count(List<Line> lines, Result result) {
        return (int) lines.stream().filter(line -> line.is(result)).count();
    }
}
