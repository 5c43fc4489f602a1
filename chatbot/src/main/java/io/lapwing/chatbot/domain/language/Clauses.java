package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Takes apart what is no single sentence but would act: "restart pump 3. restart pump 4." is asked about, and "the phone
/// keeps ringing, please mute pump 3" is a request with a reason before it, as "I am at the door, how is pump 3" is a question.
final class Clauses {
    private static final int MOST = 8;
    private static final Set<String> ENDS = Set.of(".", "!", ";", "?");

    private final List<Token> tokens;
    private final List<Language> languages;
    private final Function<List<Token>, Understanding> sentences;

    /// @param sentences understands one sentence
    Clauses(List<Token> tokens, List<Language> languages, Function<List<Token>, Understanding> sentences) {
        this.tokens = tokens;
        this.languages = languages;
        this.sentences = sentences;
    }

    Understanding decide() {
        Understanding bySentence = decide(split(ENDS::contains));
        return bySentence.intent() != Intent.NONE ? bySentence
                : decide(split(word -> ENDS.contains(word) || word.equals(",") || isAnd(word)));
    }

    private boolean isAnd(String word) {
        return languages.stream().map(language -> language.terms().child(word)).filter(Objects::nonNull)
                .anyMatch(node -> node.values().stream().anyMatch(term -> term.kind() == SlotKind.DEVICE
                        && !term.value().equals("number")));
    }

    private List<List<Token>> split(Function<String, Boolean> isEnd) {
        List<List<Token>> clauses = new ArrayList<>();
        List<Token> clause = new ArrayList<>();
        for (Token token : tokens) {
            if (isEnd.apply(token.word())) {
                if (token.word().equals("?")) {
                    clause.add(token);
                }
                if (!clause.isEmpty()) {
                    clauses.add(clause);
                }
                clause = new ArrayList<>();
            } else {
                clause.add(token);
            }
        }
        if (!clause.isEmpty()) {
            clauses.add(clause);
        }
        return clauses;
    }

    private Understanding decide(List<List<Token>> clauses) {
        Understanding nothing = Understanding.of(Intent.NONE, Slots.EMPTY);
        if (clauses.size() < 2 || clauses.size() > MOST) {
            return nothing;
        }
        List<Understanding> understood = clauses.stream().map(sentences).toList();
        List<Understanding> acts = understood.stream().filter(Clauses::acts).toList();
        long greetings = understood.stream().filter(one -> one.intent() == Intent.HELP).count();
        if (acts.size() > 1 && acts.size() + greetings == clauses.size()) {
            return several(acts);
        }
        boolean lastActs = acts.size() == 1 && acts(understood.getLast());
        if (lastActs && Terms.sayPlease(clauses.getLast(), languages) && clauses.stream().limit(clauses.size() - 1L)
                .allMatch(this::isHarmless)) {
            return acts.getFirst();
        }
        List<Understanding> reads = understood.stream().filter(one -> one.intent().reads()).toList();
        return reads.size() == 1 && clauses.stream().allMatch(this::onlyLooks) ? reads.getFirst() : nothing;
    }

    private static boolean acts(Understanding one) {
        return one.intent().writes() || (one.intent() == Intent.CLARIFY && target(one).writes());
    }

    private static Intent target(Understanding one) {
        String target = one.slots().target();
        return one.intent() != Intent.CLARIFY || target == null ? one.intent()
                : Intent.of(target).orElse(Intent.NONE);
    }

    /// Which of them is to be done is asked; how, only if all agree on it.
    private static Understanding several(List<Understanding> acts) {
        Set<DeviceId> devices = new LinkedHashSet<>();
        acts.forEach(act -> devices.addAll(act.slots().devices()));
        Understanding first = acts.getFirst();
        boolean same = acts.stream().allMatch(act -> Objects.equals(act.slots().method(), first.slots().method()));
        SlotsBuilder slots = Slots.EMPTY.change().add(List.copyOf(devices)).target(target(first).contractName());
        return Understanding.of(Intent.CLARIFY, slots.method(same ? first.slots().method() : null).build());
    }

    private boolean onlyLooks(List<Token> clause) {
        return clause.stream().noneMatch(token -> token.word().equals("\"") || languages.stream()
                .anyMatch(language -> language.actions().contains(token.word())));
    }

    /// Whether nothing in a clause could turn another into something that is not wanted.
    private boolean isHarmless(List<Token> clause) {
        return clause.stream().noneMatch(token -> token.word().equals("\"") || token.word().equals("'")
                || token.word().equals("?") || token.word().equals(":")
                || languages.stream().anyMatch(language -> language.guards().contains(token.word())
                        || language.actions().contains(token.word())));
    }
}
