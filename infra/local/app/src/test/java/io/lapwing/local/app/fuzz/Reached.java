package io.lapwing.local.app.fuzz;

import io.lapwing.restapi.scenarios.OpenApiDocument;
import io.lapwing.restapi.scenarios.OpenApiDocument.Described;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Which statuses an operation was seen to answer, of those that the document promises.
final class Reached {

    private final OpenApiDocument document;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    Reached(OpenApiDocument document) {
        this.document = document;
    }

    void add(Described operation, int status) {
        seen.add(line(operation, status));
    }

    /// @param lines `METHOD template status`; those of methods that a path does not know count for nothing
    void addAll(List<String> lines) {
        Set<String> told = Set.copyOf(lines);
        for (Described operation : document.operations()) {
            for (int status : operation.statuses()) {
                if (told.contains(operation.method() + " " + operation.template() + " " + status)) {
                    add(operation, status);
                }
            }
        }
    }

    /// What is promised and was not seen: lines `operation status`.
    Set<String> missing() {
        Set<String> missing = promised();
        missing.removeAll(seen);
        return missing;
    }

    /// All that is promised.
    Set<String> promised() {
        Set<String> promised = new TreeSet<>();
        document.operations().forEach(operation -> operation.statuses()
                .forEach(status -> promised.add(line(operation, status))));
        return promised;
    }

    private static String line(Described operation, int status) {
        return operation + " " + status;
    }
}
