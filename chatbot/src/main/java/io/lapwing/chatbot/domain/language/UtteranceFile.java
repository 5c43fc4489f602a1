package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads tests of what is understood: `utterance => intent slot=value …`, a line each; lines that follow one another are
/// one conversation, which an empty line ends. `docs/language.md` describes the format.
public final class UtteranceFile {
    private static final String ARROW = " => ";

    private final String file;
    private int line;
    private String rest = "";

    private UtteranceFile(String file) {
        this.file = file;
    }

    /// @param file what errors call it
    /// @return conversations, none of them empty
    /// @throws LanguageError if a line is not as it has to be; names it
    public static List<List<Utterance>> parse(String file, String text) {
        return new UtteranceFile(file).read(text);
    }

    private List<List<Utterance>> read(String text) {
        List<List<Utterance>> conversations = new ArrayList<>();
        List<Utterance> conversation = new ArrayList<>();
        for (String raw : text.split("\n", -1)) {
            line++;
            String content = raw.strip();
            if (content.isEmpty()) {
                if (!conversation.isEmpty()) {
                    conversations.add(List.copyOf(conversation));
                    conversation.clear();
                }
            } else if (!content.startsWith("#")) {
                conversation.add(utterance(content));
            }
        }
        if (!conversation.isEmpty()) {
            conversations.add(List.copyOf(conversation));
        }
        return conversations;
    }

    /// What is said may contain anything, so the last arrow counts.
    private Utterance utterance(String content) {
        int arrow = content.lastIndexOf(ARROW);
        if (arrow < 0) {
            throw error("' => ' and an intent are missing");
        }
        rest = content.substring(arrow + ARROW.length()).strip();
        String name = word();
        Intent intent = Intent.of(name).orElseThrow(() -> error("there is no intent " + name));
        Map<String, String> slots = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            slot(slots);
        }
        return new Utterance(line, content.substring(0, arrow).strip(), intent, slots);
    }

    private String word() {
        int end = rest.indexOf(' ');
        String word = end < 0 ? rest : rest.substring(0, end);
        rest = rest.substring(word.length()).strip();
        return word;
    }

    private void slot(Map<String, String> slots) {
        int equals = rest.indexOf('=');
        if (equals < 0) {
            throw error("a slot looks so: metric=temperature");
        }
        String name = rest.substring(0, equals);
        if (!SlotTexts.NAMES.contains(name)) {
            throw error("there is no slot " + name);
        }
        rest = rest.substring(equals + 1);
        String value = rest.startsWith("\"") || rest.startsWith("'") ? quoted(rest.charAt(0)) : word();
        if (value.isEmpty()) {
            throw error("slot " + name + " has no value");
        }
        if (slots.put(name, value) != null) {
            throw error("slot " + name + " stands twice");
        }
    }

    private String quoted(char quote) {
        int end = rest.indexOf(quote, 1);
        if (end < 0) {
            throw error(quote + " is missing");
        }
        String value = rest.substring(1, end);
        rest = rest.substring(end + 1).strip();
        return value;
    }

    private LanguageError error(String problem) {
        return new LanguageError(file, line, problem);
    }
}
