package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.audit.AuditEvent.Result;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.port.AuditLog;

import java.util.List;

/// Notes in the audit trail what members did in chats, and what they were refused.
record ChatAudit(AuditLog log) {

    /// @param action as the REST interface calls it
    void note(Turn turn, String action, String target, Result result) {
        log.append(List.of(new AuditEvent(turn.now(), turn.tenant(), turn.speaker().actor(), action, target, result,
                "by " + turn.speaker().account())));
    }

    /// A command was made.
    void made(ChatInput input, Command command) {
        log.append(List.of(new AuditEvent(command.createdAt(), command.device().tenant(), command.requestedBy(),
                "command.create", command.device().device().value(), Result.DONE,
                "command " + command.id() + " by " + input.from())));
    }
}
