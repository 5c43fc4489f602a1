package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// What Slack documents that a message may have, and how it shows it.
final class SlackRules {
    private final List<String> texts = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final Set<String> actionIds = new HashSet<>();

    private SlackRules() {}

    static Shown shown(Payload message) {
        SlackRules rules = new SlackRules();
        // Slack reads markup in this one.
        assertThat(message.at("text").text()).isNotBlank().hasSizeLessThan(40_000).doesNotContain("<", ">")
                .doesNotContainPattern("&(?!(amp|lt|gt);)");
        List<Payload> blocks = message.at("blocks").items();
        assertThat(blocks).hasSizeBetween(1, 50);
        blocks.forEach(rules::block);
        return new Shown(String.join("\n", rules.texts), rules.labels, rules.values, List.of());
    }

    private void block(Payload block) {
        switch (block.at("type").text()) {
            case "header" -> texts.add(plain(block.at("text"), 150));
            case "section" -> texts.add(plain(block.at("text"), 3000));
            case "actions" -> {
                assertThat(block.at("elements").items()).hasSizeBetween(1, 25);
                block.at("elements").items().forEach(this::element);
            }
            default -> throw new AssertionError("a block that is not known");
        }
    }

    private void element(Payload element) {
        assertThat(actionIds.add(element.at("action_id").text())).as("an action id of its own").isTrue();
        switch (element.at("type").text()) {
            case "button" -> {
                assertThat(element.at("style").optionalText()).isIn(List.of(Optional.empty(),
                        Optional.of("primary"), Optional.of("danger")));
                choice(element, 75, 2000);
            }
            case "static_select" -> {
                plain(element.at("placeholder"), 150);
                assertThat(element.at("options").items()).hasSizeBetween(1, 100);
                element.at("options").items().forEach(option -> choice(option, 75, 150));
            }
            default -> throw new AssertionError("an element that is not known");
        }
    }

    private void choice(Payload choice, int maxLabel, int maxValue) {
        labels.add(plain(choice.at("text"), maxLabel));
        assertThat(choice.at("value").text()).hasSizeBetween(1, maxValue);
        values.add(choice.at("value").text());
    }

    /// In which Slack reads no markup, so that it is seen as it is.
    private static String plain(Payload text, int max) {
        assertThat(text.at("type").text()).isEqualTo("plain_text");
        assertThat(text.at("emoji").flag()).isFalse();
        assertThat(text.at("text").text()).hasSizeBetween(1, max);
        return text.at("text").text();
    }
}
