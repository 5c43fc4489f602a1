package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowAnswer;
import io.lapwing.sharedmodel.shadow.ShadowChange;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowRequest;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// Each file in `shadow/` is named after a rule and tells the life of one shadow: a line with what a device sends
/// (`GET`, `UPDATE` or `ATTRIBUTES`, and the payload), and indented below it what is said to that.
class ShadowGoldenFilesTest {

    private Shadow shadow = Shadow.none(DeviceKey.of("acme", "pump-1"), ShadowName.MAIN);

    static Stream<Path> files() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ShadowGoldenFilesTest.class.getResource("shadow"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).hasSizeGreaterThan(5);
            return sorted.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void says_what_the_file_of_the_rule_says(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file);
        List<String> actual = new ArrayList<>();
        for (String line : expected) {
            if (line.isEmpty() || line.startsWith("#")) {
                actual.add(line);
            } else if (!line.startsWith(" ")) {
                actual.add(line);
                answer(line).forEach(said -> actual.add("  " + said));
            }
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    private List<String> answer(String line) {
        String[] words = line.split(" ", 2);
        Payload payload = Payload.json(words.length == 2 ? words[1] : "");
        return switch (switch (words[0]) {
            case "GET" -> ShadowRequests.readGet(payload);
            case "UPDATE" -> ShadowRequests.readUpdate(payload);
            case "ATTRIBUTES" -> ShadowRequests.readAttributes(payload);
            default -> throw new AssertionError(line);
        }) {
            case ShadowRequest.Get(String token) -> List.of(said(new ShadowAnswer.Document(shadow, token)));
            case ShadowRequest.Change(ShadowUpdate update) -> answer(update);
            case ShadowRequest.Malformed(RefusalCode code, String reason, String token) ->
                List.of(code + " " + reason + withToken(token));
        };
    }

    private static String withToken(@Nullable String token) {
        return token == null ? "" : " [" + token + "]";
    }

    private List<String> answer(ShadowUpdate update) {
        List<String> answers = new ArrayList<>();
        switch (shadow.update(update, T0)) {
            case ShadowChange.Changed(Shadow changed) -> {
                shadow = changed;
                answers.add(said(new ShadowAnswer.Updated(update, changed.version())));
                if (!changed.delta().isEmpty()) {
                    answers.add(said(new ShadowAnswer.Differing(changed)));
                }
            }
            case ShadowChange.AlreadyApplied(long version) ->
                answers.add("again " + said(new ShadowAnswer.Updated(update, version)));
            case ShadowChange.VersionConflict(long current) -> answers.add("the version is " + current);
            case ShadowChange.TooLarge(int bytes) -> answers.add("too large: " + bytes);
            case ShadowChange.TooDeep() -> answers.add("too deep");
        }
        return answers;
    }

    private static String said(ShadowAnswer answer) {
        return answer.channel().levels() + " " + ShadowJson.write(answer, T0).json();
    }
}
