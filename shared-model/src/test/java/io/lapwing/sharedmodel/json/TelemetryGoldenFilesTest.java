package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.ParsedPayload;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Each file in `telemetry/` is named after a rule and shows it: a line with a payload (its format, its kind, and the
/// payload itself, CBOR in hex), and indented below it what is read from that.
class TelemetryGoldenFilesTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T00:00:00.500Z");

    static Stream<Path> files() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(TelemetryGoldenFilesTest.class.getResource("telemetry"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).hasSizeGreaterThan(10);
            return sorted.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void reads_payloads_as_the_file_of_the_rule_says(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file);
        List<String> actual = new ArrayList<>();
        for (String line : expected) {
            if (line.isEmpty() || line.startsWith("#")) {
                actual.add(line);
            } else if (!line.startsWith(" ")) {
                actual.add(line);
                actual.addAll(ParsedPayloadText.of(parse(line)));
            }
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    private static ParsedPayload parse(String line) {
        String[] words = line.split(" ", 3);
        PayloadFormat format = PayloadFormat.valueOf(words[0]);
        Payload payload = format == PayloadFormat.CBOR
                ? Payload.of(HexFormat.of().parseHex(words[2]), format)
                : Payload.of(Payload.json(words[2]).toBytes(), format);
        return TelemetryPayloads.parse(payload, MessageKind.valueOf(words[1]), RECEIVED_AT);
    }
}
