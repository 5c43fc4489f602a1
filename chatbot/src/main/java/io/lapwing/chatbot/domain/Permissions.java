package io.lapwing.chatbot.domain;

import io.lapwing.chatbot.domain.language.Intent;
import io.lapwing.chatbot.domain.language.Understanding;
import io.lapwing.sharedmodel.member.Role;

import java.util.Optional;

/// What one has to be to get what one wants: the same as over REST.
public final class Permissions {
    private Permissions() {}

    /// @return empty where everybody may
    public static Optional<Role> needed(Understanding meant) {
        Intent intent = meant.intent() == Intent.CLARIFY && meant.slots().target() != null
                ? Intent.of(meant.slots().target()).orElse(Intent.CLARIFY)
                : meant.intent();
        return switch (intent) {
            case STATUS, LIST, LATEST, CHART, ALERT_LIST, SUBSCRIBE, UNSUBSCRIBE, FILE_STATUS, HANDOFF, CLARIFY ->
                Optional.of(Role.VIEWER);
            case ALERT_ACK, SILENCE, UNSILENCE, COMMAND -> Optional.of(Role.OPERATOR);
            case FILE_PROCESS -> Optional.of(Role.ADMIN);
            // Whether he still may is asked when the question is answered.
            case CONFIRM, CANCEL, LINK, UNLINK, HELP, NONE -> Optional.empty();
        };
    }
}
