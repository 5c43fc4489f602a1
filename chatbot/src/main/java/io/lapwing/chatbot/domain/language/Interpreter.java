package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.Calendar;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Understands what people write, in any of its languages. Immutable and thread-safe; takes a time that is linear in the
/// length of the text.
public final class Interpreter {
    /// Longer texts are not for us; nobody asks in so many words.
    private static final int MAX_LENGTH = 20_000;
    /// Ten thousand characters of prose have two thousand words; what has many more is none.
    private static final int MAX_TOKENS = 2_500;
    /// How many readings are tried until one of them says something.
    private static final int MOST_READINGS = 5;
    private static final Comparator<Reading> BY_COST = Comparator.comparingInt(Reading::cost);
    private static final Understanding NOTHING = Understanding.of(Intent.NONE, Slots.EMPTY);

    private final List<Prepared> languages;
    private final Suggestions suggestions;
    private final Guard guard;
    private final Set<String> telling;
    private final Set<String> methods;

    /// A language with what is made of it once.
    private record Prepared(Language language, Spelling spelling, Map<SlotKind, TimeFinder.Starts> times) {}

    public Interpreter(List<Language> languages) {
        this.languages = languages.stream().map(language -> new Prepared(language, new Spelling(language.known()),
                TimeFinder.Starts.of(language))).toList();
        this.guard = new Guard(languages);
        this.telling = guard.telling();
        this.suggestions = new Suggestions(languages);
        this.methods = languages.stream().flatMap(language -> language.sentences().stream())
                .flatMap(sentence -> Optional.ofNullable(sentence.fixed().get("method")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Understands the languages that come with the bot.
    public static Interpreter ofOwnLanguages() {
        return new Interpreter(Language.own());
    }

    public Understanding understand(String text, Context context) {
        if (text.length() > MAX_LENGTH) {
            return suggestions.addTo(NOTHING, List.of(), context.fleet());
        }
        List<Token> tokens = Tokens.of(text);
        Understanding understood = tokens.size() > MAX_TOKENS ? NOTHING : understand(tokens, context);
        return suggestions.addTo(understood, tokens, context.fleet());
    }

    private Understanding understand(List<Token> tokens, Context context) {
        Understanding whole = sentence(tokens, context).orElse(NOTHING);
        if (whole.intent() != Intent.NONE) {
            return whole;
        }
        return new Clauses(tokens, languages.stream().map(Prepared::language).toList(),
                clause -> sentence(clause, context).orElse(NOTHING)).decide();
    }

    /// Holds what a language model proposes for a text against the text and the fleet.
    public Judgement judge(String text, Proposal proposal, Context context) {
        List<Token> tokens = Tokens.of(text);
        Mentions mentions = new Mentions();
        Calendar calendar = new Calendar(context.now(), context.zone());
        for (Prepared prepared : spoken(tokens)) {
            Lattice lattice = new Lattice(tokens, prepared.language(), context.fleet(), prepared.spelling());
            Numbers numbers = recogniseFacts(lattice, prepared, context.fleet());
            new TimeFinder(lattice, prepared.times(), calendar).find();
            mentions.add(lattice, numbers);
        }
        return new ProposalCheck(proposal, mentions, context).judge(guard.forbidsActing(tokens), methods);
    }

    /// What the tokens mean as one sentence.
    private Optional<Understanding> sentence(List<Token> tokens, Context context) {
        Calendar calendar = new Calendar(context.now(), context.zone());
        List<Reading> all = new ArrayList<>();
        for (Prepared prepared : spoken(tokens)) {
            Lattice lattice = recognise(tokens, prepared, context.fleet(), calendar);
            List<Reading> readings = new SentenceMatcher(prepared.language(), lattice, telling).readings();
            boolean forbidden = readings.stream().min(BY_COST)
                    .filter(guard::forbids).isPresent();
            all.addAll(forbidden ? List.of() : readings);
        }
        all.sort(BY_COST);
        return all.stream().filter(reading -> !guard.forbids(reading))
                .limit(MOST_READINGS).map(reading -> decide(reading, context))
                .filter(understood -> understood.intent() != Intent.NONE).findFirst();
    }

    /// The languages that a text may be in: those with whose letters it has words.
    private List<Prepared> spoken(List<Token> tokens) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        tokens.stream().filter(token -> token.kind() == Token.Kind.WORD)
                .forEach(token -> scripts.add(UnicodeScript.of(token.word().codePointAt(0))));
        List<Prepared> spoken = languages.stream().filter(one -> scripts.contains(one.language().script())).toList();
        return spoken.isEmpty() ? languages : spoken;
    }

    private static Lattice recognise(List<Token> tokens, Prepared prepared, FleetWords fleet, Calendar calendar) {
        Lattice lattice = new Lattice(tokens, prepared.language(), fleet, prepared.spelling());
        Numbers numbers = recogniseFacts(lattice, prepared, fleet);
        new NameGuesses(lattice, fleet, numbers).find();
        new TimeFinder(lattice, prepared.times(), calendar).find();
        return lattice;
    }

    /// All but times and guesses.
    private static Numbers recogniseFacts(Lattice lattice, Prepared prepared, FleetWords fleet) {
        Language language = prepared.language();
        Terms terms = new Terms(lattice, language.terms());
        Numbers numbers = new Numbers(lattice, language.terms());
        terms.addEdges();
        new ValueFinder(lattice, numbers, terms).find();
        new FleetFinder(lattice, fleet, terms, numbers, language.shapes().every()).find();
        return numbers;
    }

    private static Understanding decide(Reading reading, Context context) {
        Intent intent = reading.template().intent();
        Understanding decided = intent == null ? new FollowUp(reading, context).decide()
                : Verdict.of(reading, intent, context);
        return decided.saidIn(reading.lattice().language().name());
    }
}
