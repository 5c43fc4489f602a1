package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.ChatCommandIds;
import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.chatbot.domain.Question.Matter.Confirm;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatButton.Style;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ConversationKey;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.Command.Progress;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.port.CommandStore.Written;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Commands to devices: each is asked about first, and made when who asked for it says yes, in the same transaction as
/// the question ends. So there is one command for each question at most, whatever is repeated or killed.
record CommandActs(FleetDirectory fleet, ChatAudit audit, RandomGenerator random) {
    private static final JsonText NO_PARAMS = new JsonText("{}");
    private static final int QUESTION_BYTES = 6;

    /// Asks whether it is to be done.
    Outcome ask(Turn turn) {
        String method = turn.slots().method();
        if (turn.slots().devices().size() != 1) {
            return turn.answer("device.missing", turn.say().text("help.device"));
        }
        DeviceId id = turn.slots().devices().getFirst();
        Optional<Device> device = fleet.find(turn.tenant(), id);
        if (device.isEmpty()) {
            return turn.answer("device.gone", id);
        }
        if (method == null || !Command.isMethod(method)) {
            return turn.answer("command.no.method", device.get().profile().name());
        }
        JsonText params = turn.slots().params() == null ? NO_PARAMS : turn.slots().params();
        Question question = new Question(newId(), turn.now(), new Confirm(id, method, params));
        // Kept: its buttons answer this question, and no other one.
        return Outcome.of(confirmation(turn, device.get(), question), turn.memory().asking(question)).keepingReply();
    }

    private static ChatMessage confirmation(Turn turn, Device device, Question question) {
        Confirm confirm = (Confirm) question.matter();
        String name = device.profile().name() + " (" + confirm.device() + ")";
        String text = confirm.params().equals(NO_PARAMS)
                ? turn.say().text("command.confirm", confirm.method(), name)
                : turn.say().text("command.confirm.params", confirm.method(), name, confirm.params().json());
        return ChatMessage.of(text).with(yesOrNo(turn.say(), question));
    }

    static List<ChatButton> yesOrNo(Say say, Question question) {
        return List.of(
                new ChatButton(Labels.cut(say.text("button.yes")), new Press.Yes(question.id()).value(), Style.DANGER),
                ChatButton.of(Labels.cut(say.text("button.no")), new Press.No(question.id()).value()));
    }

    String newId() {
        byte[] id = new byte[QUESTION_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /// Yes, to the open question.
    ///
    /// @param questionId the one that was answered
    Outcome confirm(Turn turn, String questionId) {
        Optional<CommandId> made = turn.memory().commandOf(questionId);
        if (made.isPresent()) {
            return turn.answer("command.before", made.get());
        }
        Question open = turn.memory().question();
        if (open == null || !open.id().equals(questionId) || !(open.matter() instanceof Confirm confirm)) {
            return turn.answer("command.nothing");
        }
        if (!turn.speaker().may(Role.OPERATOR)) {
            audit.note(turn, "command.create", confirm.device().value(), Result.REFUSED);
            return Outcome.of(ChatMessage.of(turn.say().text("forbidden", Role.OPERATOR.text())),
                    turn.memory().asking(null));
        }
        return fleet.find(turn.tenant(), confirm.device())
                .map(device -> make(turn, open, confirm, device))
                .orElseGet(() -> dropped(turn, "device.gone", confirm.device()));
    }

    private Outcome make(Turn turn, Question question, Confirm confirm, Device device) {
        CommandId id = ChatCommandIds.of(ConversationKey.of(turn.input()), question);
        Command command = new Command(id, device.key(), confirm.method(), confirm.params(), turn.speaker().actor(),
                turn.now(), turn.now().plus(Command.DEFAULT_TTL), Progress.QUEUED, turn.trace(), 1);
        String name = device.profile().name();
        String text = device.online()
                ? turn.say().text("command.sent", confirm.method(), name, id)
                : turn.say().text("command.sent.offline", confirm.method(), name, id,
                        turn.say().at(command.expiresAt()));
        Memory memory = turn.memory().confirming(question.id(), id);
        return Outcome.of(ChatMessage.of(text), memory).making(command, written -> otherwise(turn, written, name));
    }

    /// The store would not have it.
    private static Outcome otherwise(Turn turn, Written written, String device) {
        return dropped(turn, written == Written.TOO_MANY ? "command.too.many" : "device.gone", device);
    }

    private static Outcome dropped(Turn turn, String key, Object device) {
        return Outcome.of(ChatMessage.of(turn.say().text(key, device)), turn.memory().asking(null));
    }

    /// No, to the open question, or to whatever it was.
    Outcome cancel(Turn turn) {
        return turn.memory().question() == null ? turn.answer("command.nothing")
                : Outcome.of(ChatMessage.of(turn.say().text("command.cancelled")), turn.memory().asking(null));
    }
}
