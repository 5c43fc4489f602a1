package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in a message for a payload that is too large for it: where the bytes lie, and what tells that they are
/// the right ones. Written as `claims/chat/… 300000 9f86d0…`.
///
/// @param key below `claims/`, so that no message can lay hands on another object
public record Claim(ObjectKey key, int size, Sha256 sha256) {

    static final String FOLDER = "claims/";

    private static final Pattern SHAPE = Pattern.compile("(claims/\\S+) ([0-9]{1,8}) ([0-9a-f]{64})");

    public Claim {
        if (!key.value().startsWith(FOLDER) || size < 1 || size > WorkPayload.MAX_BYTES) {
            throw new IllegalArgumentException("no claim on a payload: " + key + ", " + size + " bytes");
        }
    }

    static Optional<Claim> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Claim(new ObjectKey(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                    new Sha256(matcher.group(3))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        return key + " " + size + " " + sha256;
    }
}
