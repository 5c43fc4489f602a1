package io.lapwing.chatbot.channels.teams;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.json.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Message activities, none of them larger than Teams takes.
final class TeamsMessages {
    /// Of the JSON, in bytes. Teams says "approximately 28 KB".
    static final int MAX_BYTES = 28_000;

    private static final int MAX_TITLE = 256;
    private static final int MAX_SUMMARY = 200;
    /// Lines that are short cost more than their text: the more there are of them, the shorter a part has to be. The last
    /// of these lengths fits in any case.
    private static final int[] LENGTHS = {12_000, 6_000, 3_000, 1_500, 750, 250};

    private TeamsMessages() {}

    /// What a message becomes: the picture comes first, the buttons are below the last. A picture that is too large for
    /// Teams is told in words.
    static List<Map<String, Object>> of(ChatMessage message) {
        String title = Texts.shortened(message.title().strip().replace('\n', ' '), MAX_TITLE);
        Map<String, Object> whole = activity(new TeamsCard(title, message.text(), message.image(), message.buttons()));
        ChatImage image = message.image();
        if (fits(whole)) {
            return List.of(whole);
        }
        if (image == null) {
            return texts(title, message.text(), message);
        }
        Map<String, Object> picture = activity(new TeamsCard(title, "", image, List.of()));
        if (!fits(picture)) {
            return texts(title, message.described().text(), message);
        }
        List<Map<String, Object>> activities = new ArrayList<>(List.of(picture));
        activities.addAll(texts("", message.text(), message));
        return activities;
    }

    private static List<Map<String, Object>> texts(String title, String text, ChatMessage message) {
        List<Map<String, Object>> activities = List.of();
        for (int length : LENGTHS) {
            List<String> parts = Texts.split(text, length, Texts.UTF16_UNITS);
            activities = IntStream.range(0, parts.size()).mapToObj(i -> activity(new TeamsCard(i == 0 ? title : "",
                    parts.get(i), null, i == parts.size() - 1 ? message.buttons() : List.of())))
                    .collect(Collectors.toList());
            if (activities.stream().allMatch(TeamsMessages::fits)) {
                return activities;
            }
        }
        return activities;
    }

    private static boolean fits(Map<String, Object> activity) {
        return Json.write(activity).length <= MAX_BYTES;
    }

    /// The summary is what a notification says, since it shows no cards.
    private static Map<String, Object> activity(TeamsCard card) {
        String summary = (card.title() + " " + card.text()).replace('\n', ' ').strip();
        return Map.of("type", "message", "summary", Texts.shortened(summary, MAX_SUMMARY), "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card.content())));
    }
}
