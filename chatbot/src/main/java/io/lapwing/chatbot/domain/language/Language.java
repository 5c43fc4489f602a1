package io.lapwing.chatbot.domain.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the bot knows of one language: its sentences, its times and its words, as `docs/language.md` describes their
/// file. Immutable and thread-safe.
///
/// @param sentences templates of intents, and those without one, which go on about what was said before
/// @param times expressions of time, layer by layer: a later layer is made of what an earlier one found
/// @param terms words that stand for something
/// @param fillers phrases that mean nothing to us: false for those that may only stand in what merely reads
/// @param guards words of which one is enough that nothing is done
/// @param actions words that no reading may leave out, since whoever says them does not merely want to look
/// @param known all words of the sentences and the lists
/// @param shapes how its words are changed and put together
/// @param examples sentences that are offered to those who need help
public record Language(String name, List<Template> sentences, Map<SlotKind, List<Template.OfTime>> times,
        WordTree<Term> terms, WordTree<Boolean> fillers, Set<String> guards, Set<String> actions, Set<String> known,
        WordShapes shapes, List<String> examples) {

    private static final List<String> OWN = List.of("english", "german", "arabic");

    public Language {
        sentences = List.copyOf(sentences);
        times = Map.copyOf(times);
        guards = Set.copyOf(guards);
        actions = Set.copyOf(actions);
        known = Set.copyOf(known);
        examples = List.copyOf(examples);
    }

    /// The letters that most of its words are written in.
    UnicodeScript script() {
        return shapes.script();
    }

    /// The languages that come with the bot; English comes first, since it is taken where others fit equally well.
    public static List<Language> own() {
        return OWN.stream().map(Language::load).toList();
    }

    /// @param file what errors call it
    /// @throws LanguageError if the text is no language file; names the line
    public static Language parse(String file, String text) {
        return new LanguageFile(file).read(text);
    }

    private static Language load(String name) {
        String file = name + ".language";
        try (InputStream in = Language.class.getResourceAsStream("/io/lapwing/chatbot/language/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
