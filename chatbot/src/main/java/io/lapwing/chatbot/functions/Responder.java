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
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Finds out what an input means, whether whoever it is from may have that, and has it answered. Thread-safe.
final class Responder {
    private final Interpreter interpreter;
    private final FleetDirectory fleet;
    private final Answers answers;
    private final Languages languages;
    private final ZoneId zone;

    Responder(Interpreter interpreter, FleetDirectory fleet, Answers answers, Languages languages, ZoneId zone) {
        this.interpreter = interpreter;
        this.fleet = fleet;
        this.answers = answers;
        this.languages = languages;
        this.zone = zone;
    }

    /// What somebody is spoken to in as long as he has said nothing.
    String language(ChatInput input) {
        return languages.of(input.language());
    }

    Outcome respond(ChatInput input, Speaker speaker, Memory memory, Instant now, @Nullable TraceParent trace) {
        return switch (speaker) {
            case Speaker.Stranger _ -> toStranger(input, speaker, memory, now);
            case Speaker.Known known -> respond(input, known, memory, now, trace);
        };
    }

    /// He gets help and linking, and no data: not even whether a device of that name exists.
    private Outcome toStranger(ChatInput input, Speaker speaker, Memory memory, Instant now) {
        Understanding meant = input.act() instanceof ChatAct.Said(String text)
                ? interpreter.understand(text, new Context(FleetWords.of(List.of()), now, zone, null))
                : Meanings.NOTHING;
        Say say = say(languages.spoken(meant, memory.language()), now);
        String reply = switch (meant.intent()) {
            case LINK -> answers.accounts().link(input, speaker, say);
            case UNLINK -> answers.accounts().unlink(input, say);
            default -> say.text(input.isPrivate() ? "stranger" : "stranger.private");
        };
        return Outcome.of(ChatMessage.of(reply), memory.speaking(languages.spoken(meant, memory.language())));
    }

    private Outcome respond(ChatInput input, Speaker.Known speaker, Memory memory, Instant now,
            @Nullable TraceParent trace) {
        Say say = say(memory.language(), now);
        Turn turn = new Turn(input, speaker, memory, Meanings.NOTHING, say, trace);
        return switch (input.act()) {
            case ChatAct.Said(String text) -> said(turn, text);
            case ChatAct.Pressed(String value, _) ->
                Press.parse(value).map(press -> pressed(turn, press)).orElseGet(() -> turn.answer("command.nothing"));
            case ChatAct.Shared _ -> turn.answer("files.none");
        };
    }

    private Outcome said(Turn turn, String text) {
        Memory memory = turn.memory();
        Understanding meant = interpreter.understand(text,
                new Context(fleet.words(turn.tenant(), turn.now()), turn.now(), zone, memory.last()));
        String language = languages.spoken(meant, memory.language());
        Memory heard = memory.heard(text);
        Memory next = meant.intent() == Intent.NONE ? heard : heard.understood(remembered(meant, memory), language);
        Turn understood = new Turn(turn.input(), turn.speaker(), next, meant, say(language, turn.now()),
                turn.trace());
        return allowed(understood);
    }

    /// Yes and no are no subject that somebody could follow up on.
    private static Understanding remembered(Understanding meant, Memory memory) {
        boolean isAnswer = meant.intent() == Intent.CONFIRM || meant.intent() == Intent.CANCEL;
        return isAnswer && memory.last() != null ? memory.last() : meant;
    }

    private Outcome allowed(Turn turn) {
        Optional<Role> needed = Permissions.needed(turn.meant());
        if (needed.isPresent() && !turn.speaker().may(needed.get())) {
            answers.audit().note(turn, "chat." + turn.meant().intent().contractName(), target(turn), Result.REFUSED);
            return turn.answer("forbidden", needed.get().text());
        }
        return answers.to(turn);
    }

    private static String target(Turn turn) {
        return turn.slots().devices().isEmpty() ? turn.slots().alerts().toString() : turn.slots().devices().toString();
    }

    private Outcome pressed(Turn turn, Press press) {
        return switch (press) {
            case Press.Yes(String question) -> answers.commands().confirm(turn, question);
            case Press.No(String question) -> isOpen(turn.memory(), question) ? answers.commands().cancel(turn)
                    : turn.answer("command.nothing");
            case Press.Pick(String question, int index) -> Talk.chosen(turn.memory(), question, index)
                    .map(meant -> allowed(withoutQuestion(turn).meaning(meant)))
                    .orElseGet(() -> turn.answer("command.nothing"));
            case Press.Acknowledge(var alert) -> allowed(turn.meaning(Meanings.acknowledging(alert)));
            case Press.Silence(var alert) -> allowed(turn.meaning(Meanings.silencing(alert,
                    turn.now().plus(Press.SILENCE))));
        };
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
