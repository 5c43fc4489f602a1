package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.Board.Entry;
import io.lapwing.chatbot.domain.Board.Notice;
import io.lapwing.chatbot.domain.Press;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.Subscription;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How alerts are told of.
record NoticeWords(Languages languages, ZoneId zone, InstantSource clock) {
    private static final int WITH_BUTTONS = 2;

    ChatMessage message(Subscription subscription, Notice notice) {
        Say say = new Say(languages.phrases(subscription.language()), zone, clock.instant());
        String lines = notice.entries().stream().map(entry -> line(say, entry)).collect(Collectors.joining("\n"));
        String title = notice.entries().size() == 1 ? say.text("notice.raised.one")
                : say.text("notice.raised", notice.entries().size());
        return ChatMessage.of(lines).titled(title).with(buttons(say, notice));
    }

    private static String line(Say say, Entry entry) {
        if (entry.clearedAt() != null) {
            return say.text("notice.cleared", entry.alert(), entry.message(), say.at(entry.clearedAt()));
        }
        List<String> care = new ArrayList<>();
        if (entry.acknowledgedBy() != null) {
            care.add(say.text("notice.acknowledged", AlertWords.person(entry.acknowledgedBy())));
        }
        if (entry.isSilenced()) {
            care.add(say.text("notice.silenced"));
        }
        String what = entry.message() + " (" + say.severity(entry.severity()) + ")";
        return care.isEmpty() ? say.text("notice.open", entry.alert(), entry.device(), what)
                : say.text("notice.cared", entry.alert(), entry.device(), what, String.join(", ", care));
    }

    /// For the first ones that nobody takes care of yet.
    private static List<ChatButton> buttons(Say say, Notice notice) {
        List<ChatButton> buttons = new ArrayList<>();
        notice.entries().stream().filter(entry -> entry.clearedAt() == null && entry.acknowledgedBy() == null)
                .limit(WITH_BUTTONS).forEach(entry -> {
                    buttons.add(ChatButton.of(Labels.cut(say.text("button.ack", entry.alert())),
                            new Press.Acknowledge(entry.alert()).value()));
                    if (notice.entries().size() == 1) {
                        buttons.add(ChatButton.of(Labels.cut(say.text("button.silence")),
                                new Press.Silence(entry.alert()).value()));
                    }
                });
        return buttons;
    }
}
