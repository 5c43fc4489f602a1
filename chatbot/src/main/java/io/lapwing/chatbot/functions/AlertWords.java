package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.alert.Alert;

import java.time.Instant;

/// How an alert is put into words.
final class AlertWords {
    private AlertWords() {}

    static String line(Say say, Alert alert) {
        String severity = say.severity(alert.severity());
        Instant cleared = alert.clearedAt();
        if (cleared != null) {
            return say.text("alert.line.cleared", alert.id(), severity, alert.message(), alert.device().device(),
                    say.at(alert.startedAt()), say.at(cleared));
        }
        return say.text("alert.line", alert.id(), severity, alert.message(), alert.device().device(),
                say.at(alert.startedAt()), care(say, alert));
    }

    private static String care(Say say, Alert alert) {
        String by = alert.care().acknowledgedBy();
        Instant until = alert.care().silencedUntil();
        return (by == null ? "" : say.text("alert.acknowledged", person(by)))
                + (until == null || !until.isAfter(say.now()) ? "" : say.text("alert.silenced", say.at(until)));
    }

    /// Somebody as he is known in the audit trail, without what he is.
    static String person(String actor) {
        return actor.startsWith("user:") ? actor.substring("user:".length()) : actor;
    }
}
