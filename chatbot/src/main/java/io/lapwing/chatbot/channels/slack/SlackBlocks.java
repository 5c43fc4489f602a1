package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.Texts;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Renders messages as Block Kit. Texts are `plain_text`, in which Slack reads no markup: it has no escape for `*` or `_`.
final class SlackBlocks {
    static final int MAX_HEADER = 150;
    static final int MAX_SECTION = 3000;
    /// Slack takes 50 blocks, but not as many full ones (`msg_blocks_too_long`).
    private static final int MAX_SECTIONS = 3;
    /// More would break into lines on a telephone.
    private static final int MAX_BUTTONS = 5;

    private SlackBlocks() {}

    /// A message of Slack's.
    ///
    /// @param text what is read aloud and notified of it
    record Part(String text, List<Map<String, Object>> blocks) {}

    /// A message as one or more of Slack's. The first has its title, the last its buttons.
    static List<Part> parts(ChatMessage message) {
        boolean hasHeader = !message.title().isBlank() && message.title().length() <= MAX_HEADER;
        String text = hasHeader || message.title().isBlank() ? message.text()
                : message.title() + "\n\n" + message.text();
        List<String> sections = Texts.split(text, MAX_SECTION, Texts.UTF16_UNITS);
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < sections.size(); from += MAX_SECTIONS) {
            int to = Math.min(sections.size(), from + MAX_SECTIONS);
            String title = hasHeader && from == 0 ? message.title() : "";
            parts.add(part(title, sections.subList(from, to),
                    to == sections.size() ? message.buttons() : List.of()));
        }
        return parts;
    }

    private static Part part(String title, List<String> sections, List<ChatButton> buttons) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        if (!title.isEmpty()) {
            blocks.add(Map.of("type", "header", "text", plain(title.replace('\n', ' '))));
        }
        sections.forEach(section -> blocks.add(Map.of("type", "section", "text", plain(section))));
        if (!buttons.isEmpty()) {
            blocks.add(actions(buttons));
        }
        String spoken = title.isEmpty() ? sections.getFirst() : title + "\n" + sections.getFirst();
        return new Part(SlackText.escaped(Texts.shortened(spoken, MAX_SECTION)), blocks);
    }

    private static Map<String, Object> actions(List<ChatButton> buttons) {
        List<Map<String, Object>> elements = buttons.size() > MAX_BUTTONS ? List.of(menu(buttons))
                : IntStream.range(0, buttons.size()).mapToObj(i -> button(buttons.get(i), i)).toList();
        return Map.of("type", "actions", "elements", elements);
    }

    private static Map<String, Object> button(ChatButton button, int index) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", "button");
        element.put("action_id", "act-" + index);
        element.put("text", plain(button.label()));
        element.put("value", button.value());
        switch (button.style()) {
            case NORMAL -> {}
            case PRIMARY -> element.put("style", "primary");
            case DANGER -> element.put("style", "danger");
        }
        return element;
    }

    private static Map<String, Object> menu(List<ChatButton> buttons) {
        List<Map<String, Object>> options = buttons.stream()
                .map(button -> Map.of("text", plain(button.label()), "value", button.value())).toList();
        return Map.of("type", "static_select", "action_id", "act", "placeholder", plain("…"), "options", options);
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }
}
