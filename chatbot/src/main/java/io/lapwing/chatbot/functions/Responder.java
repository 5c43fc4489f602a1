package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Meanings;
import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Permissions;
import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.chatbot.domain.Speaker;
import io.lapwing.chatbot.domain.language.Context;
import io.lapwing.chatbot.domain.language.FleetWords;
import io.lapwing.chatbot.domain.language.Intent;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.chatbot.functions.Hearing.Heard;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.member.Role;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds out what an input means, whether whoever it is from may have that, and has it answered. Thread-safe.
final class Responder {
    private final Ears ears;
    private final FleetDirectory fleet;
    private final Answers answers;
    private final Languages languages;
    private final ZoneId zone;

    Responder(Ears ears, FleetDirectory fleet, Answers answers, Languages languages, ZoneId zone) {
        this.ears = ears;
        this.fleet = fleet;
        this.answers = answers;
        this.languages = languages;
        this.zone = zone;
    }

    /// What somebody is spoken to in as long as he has said nothing.
    String language(ChatInput input) {
        return languages.of(input.language());
    }

    /// For one input, to be heard once.
    Hearing hearing() {
        return ears.hearing();
    }

    Outcome respond(Incoming incoming, Memory memory, Instant now) {
        return switch (incoming.speaker()) {
            case Speaker.Stranger stranger -> toStranger(incoming.input(), stranger, memory, now);
            case Speaker.Known known -> respond(incoming, known, memory, now);
        };
    }

    /// He gets help and linking, and no data: not even whether a device of that name exists.
    private Outcome toStranger(ChatInput input, Speaker speaker, Memory memory, Instant now) {
        Understanding meant = input.act() instanceof ChatAct.Said(String text)
                ? ears.interpreter().understand(text, new Context(FleetWords.of(List.of()), now, zone, null))
                : Meanings.NOTHING;
        Say say = say(languages.spoken(meant, memory.language()), now);
        String reply = switch (meant.intent()) {
            case LINK -> answers.accounts().link(input, speaker, say);
            case UNLINK -> answers.accounts().unlink(input, say);
            default -> say.text(input.isPrivate() ? "stranger" : "stranger.private");
        };
        return Outcome.of(ChatMessage.of(reply), memory.speaking(languages.spoken(meant, memory.language())));
    }

    private Outcome respond(Incoming incoming, Speaker.Known speaker, Memory memory, Instant now) {
        Say say = say(memory.language(), now);
        Turn turn = new Turn(incoming.input(), speaker, memory, Meanings.NOTHING, say, incoming.trace());
        return switch (incoming.input().act()) {
            case ChatAct.Said(String text) -> said(turn, text, incoming.hearing());
            case ChatAct.Pressed(String value, _) ->
                Press.parse(value).map(press -> pressed(turn, press)).orElseGet(() -> turn.answer("command.nothing"));
            case ChatAct.Shared(String text, List<SharedFile> files) -> shared(turn, text, files);
        };
    }

    /// By the grammar alone: what is not said in words that it knows is asked.
    private Outcome shared(Turn turn, String text, List<SharedFile> files) {
        Understanding meant = text.isBlank() ? Meanings.NOTHING
                : ears.interpreter().understand(text, new Context(FleetWords.of(List.of()), turn.now(), zone, null));
        String language = languages.spoken(meant, turn.memory().language());
        Turn understood = new Turn(turn.input(), turn.speaker(),
                (text.isBlank() ? turn.memory() : turn.memory().heard(text)).speaking(language), Meanings.LOADING,
                say(language, turn.now()), turn.trace());
        return allowed(understood,
                allowed -> answers.files().shared(allowed, files, meant.intent() == Intent.FILE_PROCESS));
    }

    private Outcome said(Turn turn, String text, Hearing hearing) {
        Memory memory = turn.memory();
        Heard heard = hearing.hear(text,
                new Context(fleet.words(turn.tenant(), turn.now()), turn.now(), zone, memory.last()));
        Understanding meant = heard.meant();
        String language = languages.spoken(meant, memory.language());
        Memory noted = memory.heard(text);
        Memory next = meant.intent() == Intent.NONE ? noted : noted.understood(remembered(meant, memory), language);
        Turn understood = new Turn(turn.input(), turn.speaker(), next, meant, say(language, turn.now()),
                turn.trace());
        return switch (heard.by()) {
            case GRAMMAR -> allowed(agreed(understood), answers::to);
            case MODEL -> kept(allowed(understood,
                    meant.intent().actsAtOnce() ? answers.talk()::askFirst : answers::to));
            case NOBODY -> kept(answers.to(understood));
        };
    }

    /// "Yes" to the question whether something was meant means that.
    private static Turn agreed(Turn turn) {
        Question open = turn.memory().question();
        return turn.meant().intent() == Intent.CONFIRM && open != null
                ? Talk.agreed(turn.memory(), open.id()).map(meant -> withoutQuestion(turn).meaning(meant)).orElse(turn)
                : turn;
    }

    /// Asked again, a model may say something else: so the same input is answered with the same words, but for pictures,
    /// which are too large to be kept.
    private static Outcome kept(Outcome outcome) {
        return outcome.reply().image() == null ? outcome.keepingReply() : outcome;
    }

    /// Yes and no are no subject that somebody could follow up on.
    private static Understanding remembered(Understanding meant, Memory memory) {
        boolean isAnswer = meant.intent() == Intent.CONFIRM || meant.intent() == Intent.CANCEL;
        return isAnswer && memory.last() != null ? memory.last() : meant;
    }

    private Outcome allowed(Turn turn, Function<Turn, Outcome> answer) {
        Optional<Role> needed = Permissions.needed(turn.meant());
        if (needed.isPresent() && !turn.speaker().may(needed.get())) {
            answers.audit().note(turn, "chat." + turn.meant().intent().contractName(), target(turn), Result.REFUSED);
            return turn.answer("forbidden", needed.get().text());
        }
        return answer.apply(turn);
    }

    private static String target(Turn turn) {
        return turn.slots().devices().isEmpty() ? turn.slots().alerts().toString() : turn.slots().devices().toString();
    }

    private Outcome pressed(Turn turn, Press press) {
        return switch (press) {
            case Press.Yes(String question) -> Talk.agreed(turn.memory(), question)
                    .map(meant -> allowed(withoutQuestion(turn).meaning(meant), answers::to))
                    .orElseGet(() -> answers.commands().confirm(turn, question));
            case Press.No(String question) -> isOpen(turn.memory(), question) ? answers.commands().cancel(turn)
                    : turn.answer("command.nothing");
            case Press.Pick(String question, int index) -> Talk.chosen(turn.memory(), question, index)
                    .map(meant -> allowed(withoutQuestion(turn).meaning(meant), answers::to))
                    .orElseGet(() -> picked(turn, question, index));
            case Press.Acknowledge(var alert) -> allowed(turn.meaning(Meanings.acknowledging(alert)), answers::to);
            case Press.Silence(var alert) -> allowed(turn.meaning(Meanings.silencing(alert,
                    turn.now().plus(Press.SILENCE))), answers::to);
        };
    }

    private Outcome picked(Turn turn, String question, int index) {
        return isOpen(turn.memory(), question)
                ? allowed(turn.meaning(Meanings.LOADING), allowed -> answers.files().picked(allowed, question, index)
                        .orElseGet(() -> turn.answer("command.nothing")))
                : turn.answer("command.nothing");
    }

    private static boolean isOpen(Memory memory, String question) {
        Question open = memory.question();
        return open != null && open.id().equals(question);
    }

    private static Turn withoutQuestion(Turn turn) {
        return new Turn(turn.input(), turn.speaker(), turn.memory().asking(null), turn.meant(), turn.say(),
                turn.trace());
    }

    private Say say(String language, Instant now) {
        return new Say(languages.phrases(language), zone, now);
    }

    /// A command was made: whatever has to be done once that is certain.
    void made(ChatInput input, Command command) {
        answers.audit().made(input, command);
    }
}
