package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Meanings;
import io.lapwing.chatbot.domain.Memory;
import io.lapwing.chatbot.domain.Press;
import io.lapwing.chatbot.domain.Question;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.port.SubscriptionStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is said where nothing is asked of the fleet: `help`, `none`, `clarify`, `handoff`.
record Talk(FleetDirectory fleet, SubscriptionStore subscriptions, CommandActs commands, HandOver handOver) {
    private static final int MISSES_TO_HAND_OFF = 2;

    /// Gives what was said to people.
    @FunctionalInterface
    interface HandOver {
        void to(Turn turn, List<Subscription> channels, ChatMessage transcript);
    }

    Outcome help(Turn turn) {
        return turn.answer(help(turn.say()));
    }

    static ChatMessage help(Say say) {
        return ChatMessage.of(say.text("help", say.text("help.device"))).titled(say.text("help.title"));
    }

    /// Nothing was understood: the nearest that could have been, and after the second time the offer of a human.
    Outcome none(Turn turn) {
        Memory memory = turn.memory().missed();
        List<String> lines = new ArrayList<>();
        List<String> suggestions = turn.meant().suggestions();
        lines.add(turn.say().text(suggestions.isEmpty() ? "not.understood" : "not.understood.try"));
        suggestions.forEach(suggestion -> lines.add("• " + suggestion));
        if (memory.misses() >= MISSES_TO_HAND_OFF) {
            lines.add(turn.say().text("handoff.offer"));
        }
        return Outcome.of(Lines.message(lines), memory);
    }

    /// It would be done at once, but who understood it may be wrong: whoever said it decides.
    Outcome askFirst(Turn turn) {
        Question question = new Question(commands.newId(), turn.now(), new Question.Matter.Act(turn.meant()));
        String text = turn.say().text("act.confirm", Deeds.words(turn.say(), turn.meant()));
        return Outcome.of(ChatMessage.of(text).with(CommandActs.yesOrNo(turn.say(), question)),
                turn.memory().asking(question)).keepingReply();
    }

    /// What was asked about, now that the answer is yes.
    ///
    /// @return empty if that question is not open any more, or was about something else
    static Optional<Understanding> agreed(Memory memory, String questionId) {
        Question open = memory.question();
        return open != null && open.id().equals(questionId)
                && open.matter() instanceof Question.Matter.Act(Understanding meant) ? Optional.of(meant)
                        : Optional.empty();
    }

    /// What was wanted is clear, but not of which device.
    Outcome clarify(Turn turn) {
        Understanding meant = turn.meant();
        List<DeviceId> candidates = meant.slots().devices().isEmpty() ? meant.near() : meant.slots().devices();
        List<Device> devices = fleet.find(turn.tenant(),
                candidates.subList(0, Math.min(candidates.size(), ChatMessage.MAX_BUTTONS)));
        String unknown = meant.unknown();
        if (devices.isEmpty()) {
            return unknown == null ? turn.answer("device.missing", turn.say().text("help.device"))
                    : turn.answer("device.unknown", unknown);
        }
        Question question = new Question(commands.newId(), turn.now(), new Question.Matter.Choose(meant,
                devices.stream().map(device -> device.key().device()).toList()));
        String text = unknown != null ? turn.say().text("device.unknown.near", unknown)
                : candidates.size() > devices.size() ? turn.say().text("device.which.more", candidates.size())
                        : turn.say().text("device.which");
        return Outcome.of(ChatMessage.of(text).with(choices(question, devices)), turn.memory().asking(question))
                .keepingReply();
    }

    private static List<ChatButton> choices(Question question, List<Device> devices) {
        List<ChatButton> buttons = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            buttons.add(ChatButton.of(label(devices.get(i)), new Press.Pick(question.id(), i).value()));
        }
        return buttons;
    }

    /// Its name, unless that would be cut: two devices can have names that begin alike.
    private static String label(Device device) {
        String name = Labels.cut(device.profile().name());
        return Labels.cut(name.endsWith("…") ? device.key().device().value() : name);
    }

    /// Gives what was said so far to whoever looks after the fleet: the channels that its alerts are told in.
    Outcome handOff(Turn turn) {
        List<Subscription> channels = subscriptions.list(turn.tenant()).stream()
                .filter(subscription -> !subscription.place().equals(turn.input().place()))
                .filter(subscription -> BoardJson.read(subscription.board()).isForMany()).toList();
        if (channels.isEmpty()) {
            return turn.answer("handoff.nobody");
        }
        String transcript = turn.memory().lines().stream().map(line -> (line.byBot() ? "⤷ " : "– ") + line.text())
                .collect(Collectors.joining("\n"));
        handOver.to(turn, channels, ChatMessage.of(transcript)
                .titled(turn.say().text("handoff.title", turn.speaker().member().name())));
        String where = channels.stream().map(channel -> channel.place().channel().text()).distinct()
                .collect(Collectors.joining(", "));
        return Outcome.of(ChatMessage.of(turn.say().text("handoff.done", where)), turn.memory().startedOver())
                .keepingReply();
    }

    /// The one of those that were asked about.
    ///
    /// @return what was meant with it; empty if that question is not open any more
    static Optional<Understanding> chosen(Memory memory, String questionId, int index) {
        Question open = memory.question();
        return open != null && open.id().equals(questionId)
                && open.matter() instanceof Question.Matter.Choose(Understanding meant, List<DeviceId> among)
                && index < among.size() ? Optional.of(Meanings.about(meant, among.get(index))) : Optional.empty();
    }
}
