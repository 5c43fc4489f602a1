package io.lapwing.local.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Page;

/// What axe, Deque's checker of accessibility, finds wrong with a page as it is.
final class Axe {

    private static final String SOURCE = source();
    private static final String RUN = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation =>
              violation.nodes.map(node => `${violation.id}: ${node.html}: ${node.failureSummary}`))""";

    private Axe() {}

    static List<String> findings(Page page) {
        page.evaluate(SOURCE);
        return page.evaluate(RUN) instanceof List<?> findings
                ? findings.stream().map(String::valueOf).toList()
                : List.of("axe answered nothing");
    }

    private static String source() {
        try (InputStream source = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (source == null) {
                throw new IllegalStateException("no axe.min.js on the class path");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
