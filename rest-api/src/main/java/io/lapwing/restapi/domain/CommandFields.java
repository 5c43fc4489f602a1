package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.command.Command;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Reads a command from the body of a POST.
public final class CommandFields {
    private CommandFields() {}

    /// What a command is made of.
    ///
    /// @param params any JSON, as it was read
    public record Draft(String method, @Nullable Object params, Duration ttl) {}

    /// @throws RequestRefused
    ///             when it cannot be a command, naming every wrong field
    public static Draft readDraft(@Nullable Object body) {
        Fields fields = Fields.of(body);
        String method = fields.requiredText("method");
        Object params = fields.has("params") ? fields.raw("params") : Map.of();
        long ttl = fields.integer("ttlSeconds", 1, Command.MAX_TTL.toSeconds(), Command.DEFAULT_TTL.toSeconds());
        fields.check();
        return new Draft(method, params, Duration.ofSeconds(ttl));
    }
}
