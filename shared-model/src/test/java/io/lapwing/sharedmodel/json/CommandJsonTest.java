package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.command.Command.Reply;
import io.lapwing.sharedmodel.command.ReadReply;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.telemetry.Payload;
import io.lapwing.sharedmodel.telemetry.PayloadFormat;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;

class CommandJsonTest {

    private static final String PARAMS = "{\"rpm\":900,\"ratio\":0.10,\"list\":[1e400,null,\"\\u0000\"]}";

    @Test
    void writes_a_request_as_the_golden_file_says() throws IOException, URISyntaxException {
        byte[] request = CommandJson.request(aCommand().withId("c_1-A").doing("set \"speed\" 日本", PARAMS)
                .createdAt(T0.plusMillis(123)).livingFor(Duration.ofSeconds(60)).build());

        assertThat(new String(request, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file("a-request-says-what-to-do-and-until-when.json")).strip());
    }

    /// A line with a reply, and indented below it what is read from that.
    @ParameterizedTest
    @ValueSource(strings = {"a-reply-has-a-status-and-a-payload.txt", "a-thingsboard-response-is-any-json.txt"})
    void reads_replies_as_the_file_of_the_rule_says(String name) throws IOException, URISyntaxException {
        List<String> expected = Files.readAllLines(file(name));
        List<String> actual = new ArrayList<>();
        for (String line : expected) {
            if (line.isEmpty() || line.startsWith("#")) {
                actual.add(line);
            } else if (!line.startsWith(" ")) {
                actual.add(line);
                actual.add("    " + text(read(line)));
            }
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    @Test
    void refuses_what_is_too_large() {
        assertThat(text(reply("{\"status\":200,\"payload\":\"" + "x".repeat(16_382) + "\"}"))).startsWith("200 ");
        assertThat(text(reply("{\"status\":200,\"payload\":\"" + "x".repeat(16_383) + "\"}")))
                .isEqualTo("PAYLOAD_TOO_LARGE The payload of a reply has at most 16384 bytes.");
        assertThat(text(CommandJson.rpcResponse(Payload.json("\"" + "ä".repeat(8_192) + "\""), T0)))
                .isEqualTo("PAYLOAD_TOO_LARGE The payload of a reply has at most 16384 bytes.");
        assertThat(text(reply("[" + " ".repeat(131_071) + "]")))
                .isEqualTo("PAYLOAD_TOO_LARGE The reply has 131073 bytes; 131072 are allowed.");
    }

    @Test
    void refuses_what_is_no_utf_8_or_nested_too_deep() {
        assertThat(text(CommandJson.reply(Payload.of(new byte[]{'"', (byte) 0xff, '"'}, PayloadFormat.JSON), T0)))
                .startsWith("PAYLOAD_MALFORMED");
        assertThat(text(reply("[".repeat(33) + "]".repeat(33)))).startsWith("PAYLOAD_MALFORMED");
        assertThat(text(reply(""))).startsWith("PAYLOAD_MALFORMED");
    }

    @Test
    void writes_what_is_json_already_as_it_is() {
        assertThat(new String(Json.write(List.of(new JsonText("{\"a\":1.50}"))), StandardCharsets.UTF_8))
                .isEqualTo("[{\"a\":1.50}]");
    }

    private static ReadReply read(String line) {
        String[] words = line.split(" ", 2);
        Payload payload = Payload.json(words[1]);
        return words[0].equals("RPC_RESPONSE") ? CommandJson.rpcResponse(payload, T0) : CommandJson.reply(payload, T0);
    }

    private static ReadReply reply(String json) {
        return CommandJson.reply(Payload.json(json), T0);
    }

    private static String text(ReadReply read) {
        return switch (read) {
            case ReadReply.Read(Reply reply) -> {
                assertThat(reply.receivedAt()).isEqualTo(T0);
                yield reply.status() + " " + reply.payload().json();
            }
            case ReadReply.Unreadable(RefusalCode code, String reason) -> code + " " + reason;
        };
    }

    private static Path file(String name) throws URISyntaxException {
        URL file = Objects.requireNonNull(CommandJsonTest.class.getResource("command/" + name));
        return Path.of(file.toURI());
    }
}
