package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.Device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The ids of commands, a digest of who asks what device under which `Idempotency-Key`: whoever asks again, after
/// whatever has become of the first request, comes upon the command that he made.
public final class CommandIds {
    private static final int BYTES = 16;

    private CommandIds() {}

    /// @param device as it was registered: one that is registered again under its id is another
    public static CommandId of(Caller.User user, Device device, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(user.tenant().value(), user.actor(), device.key().device().value(),
                    Long.toString(device.createdAt().toEpochMilli()), key)) {
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return new CommandId(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
