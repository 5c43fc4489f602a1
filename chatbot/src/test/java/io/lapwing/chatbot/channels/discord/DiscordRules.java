package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// What Discord documents that a message may have, and how it shows it.
final class DiscordRules {
    /// A backslash and what it takes the meaning from.
    private static final Pattern ESCAPED = Pattern.compile("\\\\([^0-9A-Za-z\\s])");
    /// What would mean something: emphasis, code, quotes, mentions, links, headings, spoilers and lists.
    private static final Pattern ALIVE = Pattern.compile(
            "[*_~`|<>@#\\[\\]\\\\]|https?:|://|^\\s*[-+]|^\\s*[0-9]+\\.", Pattern.MULTILINE);

    private DiscordRules() {}

    static Shown shown(Payload message, String body) {
        assertThat(message.at("allowed_mentions", "parse").isPresent()).isTrue();
        assertThat(message.at("allowed_mentions", "parse").items()).isEmpty();
        assertThat(message.at("flags").integer()).isEqualTo(4);
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        components(message, labels, values);
        return new Shown(text(message.at("content").text()), labels, values, pictures(message, body));
    }

    private static String text(String content) {
        assertThat(content).hasSizeBetween(1, 2000);
        if (!content.startsWith("**")) {
            return plain(content);
        }
        int end = content.indexOf("**\n");
        assertThat(end).isPositive();
        return plain(content.substring(2, end)) + "\n" + plain(content.substring(end + 3));
    }

    private static String plain(String content) {
        assertThat(ESCAPED.matcher(content).replaceAll("x")).doesNotContainPattern(ALIVE);
        return ESCAPED.matcher(content).replaceAll("$1");
    }

    private static void components(Payload message, List<String> labels, List<String> values) {
        Set<String> ids = new HashSet<>();
        // An edit keeps what it does not speak of.
        assertThat(message.at("components").isPresent()).isTrue();
        assertThat(message.at("components").items()).hasSizeLessThanOrEqualTo(5);
        for (Payload row : message.at("components").items()) {
            assertThat(row.at("type").integer()).isEqualTo(1);
            assertThat(row.at("components").items()).hasSizeBetween(1, 5);
            for (Payload button : row.at("components").items()) {
                assertThat(button.at("type").integer()).isEqualTo(2);
                assertThat(button.at("style").integer()).isBetween(1L, 4L);
                String id = button.at("custom_id").text();
                assertThat(id).hasSizeBetween(1, 100);
                assertThat(ids.add(id)).as("an id of its own").isTrue();
                assertThat(button.at("label").text()).hasSizeBetween(1, 80);
                labels.add(button.at("label").text());
                values.add(DiscordComponents.value(id).orElseThrow());
            }
        }
    }

    private static List<String> pictures(Payload message, String body) {
        List<Payload> attachments = message.at("attachments").items();
        assertThat(message.at("attachments").isPresent()).isTrue();
        assertThat(body.contains("\u0089PNG")).isEqualTo(!attachments.isEmpty());
        assertThat(body.contains("name=\"files[0]\"; filename=\"chart.png\"")).isEqualTo(!attachments.isEmpty());
        return attachments.stream().map(attachment -> attachment.at("description").text()).toList();
    }
}
