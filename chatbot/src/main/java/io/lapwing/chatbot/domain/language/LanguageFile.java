package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.TimeForm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads a language file, section by section; a mistake is an error that names the file and the line.
final class LanguageFile {
    private static final String ARROW = "=>";
    private static final Set<String> FIXABLE = Set.of("agg", "method", "state", "scope", "severity", "metric");

    private final String file;
    private int line;
    private String section = "";
    private String argument = "";

    private String name = "";
    private final List<Template> sentences = new ArrayList<>();
    private final Map<SlotKind, List<Template.OfTime>> times = new EnumMap<>(SlotKind.class);
    private final Map<String, Pattern> rules = new HashMap<>();
    private final WordTree<Term> terms = new WordTree<>();
    private final WordTree<Boolean> fillers = new WordTree<>();
    private final Map<String, Long> numberWords = new HashMap<>();
    private final Set<String> guards = new HashSet<>();
    private final Set<String> actions = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, List<String>> shapes = new HashMap<>();
    private final List<String> examples = new ArrayList<>();

    LanguageFile(String file) {
        this.file = file;
    }

    Language read(String text) {
        for (String raw : text.split("\n", -1)) {
            line++;
            String content = withoutComment(raw).strip();
            try {
                if (!content.isEmpty()) {
                    read(content, content.startsWith("["));
                }
            } catch (LanguageError e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw error(String.valueOf(e.getMessage()));
            }
        }
        joinNumbers();
        if (name.isEmpty() || sentences.isEmpty()) {
            throw error("a language needs a name (language: english) and at least one sentence");
        }
        return new Language(name, sentences, times, terms, fillers, guards, actions, known,
                new WordShapes(shape("plural"), shape("article"), shape("head"), shape("tail"), shape("every"),
                        WordShapes.script(known)),
                examples);
    }

    private void read(String content, boolean perhapsHeader) {
        if (perhapsHeader && content.endsWith("]") && content.indexOf(']') == content.length() - 1
                && isSection(content.substring(1, content.length() - 1))) {
            String[] words = content.substring(1, content.length() - 1).split(" ", 2);
            section = words[0];
            argument = words.length > 1 ? words[1] : "";
            return;
        }
        switch (section) {
            case "" -> header(content);
            case "rules" -> rule(content);
            case "fillers" -> phrases(content).forEach(phrase -> fillers.add(learn(phrase), true));
            case "fillers-of-reads" -> phrases(content).forEach(phrase -> fillers.add(learn(phrase), false));
            case "guards" -> phrases(content).forEach(guards::addAll);
            case "actions" -> phrases(content).forEach(actions::addAll);
            case "terms" -> term(content);
            case "time" -> time(content);
            case "intent", "follow-up" -> sentence(content);
            case "examples" -> examples.add(content);
            default -> throw error("no section [" + section + "] is known");
        }
    }

    /// What is no section in brackets is a template that begins with an option.
    private boolean isSection(String header) {
        String[] words = header.split(" ", 2);
        return switch (words[0]) {
            case "rules", "fillers", "fillers-of-reads", "guards", "actions", "follow-up", "examples" ->
                words.length == 1;
            case "intent" -> {
                if (words.length < 2 || Intent.of(words[1]).isEmpty()) {
                    throw error("[intent …] needs the name of an intent, such as alert.list");
                }
                yield true;
            }
            case "terms", "time" -> {
                if (words.length < 2 || SlotKind.of(words[1]).isEmpty()) {
                    throw error("[" + words[0] + " …] needs the name of a slot");
                }
                yield true;
            }
            default -> false;
        };
    }

    private static String withoutComment(String raw) {
        int comment = raw.indexOf('#');
        return comment < 0 ? raw : raw.substring(0, comment);
    }

    private void header(String content) {
        String[] parts = content.split(":", 2);
        if (parts.length < 2) {
            throw error("before the first section only lines such as 'plural: s, es' may stand");
        }
        List<String> values = Arrays.stream(parts[1].split(",")).map(String::strip).map(TextFold::fold).toList();
        switch (parts[0].strip()) {
            case "language" -> name = values.getFirst();
            case "plural", "article", "head", "tail", "every", "join" -> shapes.put(parts[0].strip(), values);
            default ->
                throw error("'" + parts[0].strip() + "' is none of language, plural, article, head, tail, every, join");
        }
    }

    private List<String> shape(String shape) {
        return shapes.getOrDefault(shape, List.of());
    }

    private void rule(String content) {
        String[] parts = content.split("=", 2);
        String label = parts[0].strip();
        if (parts.length < 2 || !label.startsWith("<") || !label.endsWith(">")) {
            throw error("a rule looks so: <the> = the|all the");
        }
        rules.put(label.substring(1, label.length() - 1), learn(TemplateSyntax.parse(parts[1], rules)));
    }

    private void term(String content) {
        String[] parts = content.split("=", 2);
        if (parts.length < 2) {
            throw error("a term looks so: critical = critical, severe");
        }
        SlotKind kind = SlotKind.of(argument).orElseThrow();
        Object value = TermValues.of(kind, parts[0].strip());
        for (String phrase : parts[1].split(",", -1)) {
            boolean plural = phrase.strip().startsWith("+");
            List<String> words = words(phrase.strip().substring(plural ? 1 : 0));
            if (words.isEmpty()) {
                throw error("there is nothing between two commas");
            }
            terms.add(learn(words), new Term(kind, value, plural));
            if (kind == SlotKind.NUMBER) {
                numberWords.put(words.getFirst(), (Long) value);
            }
        }
    }

    /// Where units are said before tens, in one word, there are too many numbers to be listed: einundzwanzig.
    private void joinNumbers() {
        String join = String.join("", shape("join"));
        if (join.isEmpty()) {
            return;
        }
        Map<Long, Set<String>> words = new HashMap<>();
        numberWords.forEach((word, value) -> words.computeIfAbsent(value, _ -> new HashSet<>()).add(word));
        for (long ten = 20; ten < 100; ten += 10) {
            for (long unit = 1; unit < 10; unit++) {
                for (String tenWord : words.getOrDefault(ten, Set.of())) {
                    for (String unitWord : words.getOrDefault(unit, Set.of())) {
                        terms.add(learn(List.of(unitWord + join + tenWord)),
                                new Term(SlotKind.NUMBER, ten + unit, false));
                    }
                }
            }
        }
    }

    private void time(String content) {
        String[] parts = parts(content);
        String[] form = parts[1].split(" +");
        SlotKind layer = SlotKind.of(argument).orElseThrow();
        Pattern pattern = learn(TemplateSyntax.parse(parts[0], rules));
        List<Integer> arguments = Arrays.stream(form).skip(1).map(Integer::valueOf).toList();
        times.computeIfAbsent(layer, _ -> new ArrayList<>())
                .add(new Template.OfTime(new Automaton(pattern), timeForm(form[0]), arguments, pattern.needs()));
    }

    private TimeForm timeForm(String form) {
        return Arrays.stream(TimeForm.values()).filter(known -> known.name().equals(form)).findFirst()
                .orElseThrow(() -> error("there is no form of time " + form));
    }

    private void sentence(String content) {
        String[] parts = content.contains(ARROW) ? parts(content) : new String[]{content, ""};
        Map<String, String> fixed = new LinkedHashMap<>();
        for (String slot : parts[1].isEmpty() ? new String[0] : parts[1].split(" +")) {
            String[] pair = slot.split("=", 2);
            if (pair.length < 2 || !FIXABLE.contains(pair[0])) {
                throw error("behind => stand slots such as agg=count, of " + FIXABLE.stream().sorted().toList());
            }
            fixed.put(pair[0], pair[1]);
        }
        @Nullable
        Intent intent = section.equals("intent") ? Intent.of(argument).orElseThrow() : null;
        Pattern pattern = learn(TemplateSyntax.parse(parts[0], rules));
        sentences.add(new Template(intent, pattern, fixed));
    }

    private String[] parts(String content) {
        String[] parts = content.split(ARROW, 2);
        if (parts.length < 2) {
            throw error("=> and what it means is missing");
        }
        return new String[]{parts[0].strip(), parts[1].strip()};
    }

    private static List<List<String>> phrases(String content) {
        return Arrays.stream(content.split(",")).map(phrase -> words(phrase.strip()))
                .filter(phrase -> !phrase.isEmpty()).toList();
    }

    /// Hyphens within phrases need not be said.
    private static List<String> words(String phrase) {
        return Tokens.of(phrase).stream().filter(token -> !token.isSign("-")).map(Token::word).toList();
    }

    private List<String> learn(List<String> words) {
        known.addAll(words);
        return words;
    }

    private Pattern learn(Pattern pattern) {
        switch (pattern) {
            case Pattern.Word(String word) -> known.add(word);
            case Pattern.Hole _ -> {}
            case Pattern.Option(Pattern part) -> learn(part);
            case Pattern.Choice(List<Pattern> options) -> options.forEach(this::learn);
            case Pattern.Sequence(List<Pattern> parts) -> parts.forEach(this::learn);
        }
        return pattern;
    }

    private LanguageError error(String problem) {
        return new LanguageError(file, line, problem.toLowerCase(Locale.ROOT).equals("null") ? "unreadable" : problem);
    }
}
