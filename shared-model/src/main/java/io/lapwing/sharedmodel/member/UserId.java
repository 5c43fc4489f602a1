package io.lapwing.sharedmodel.member;

import io.lapwing.sharedmodel.telemetry.Text;

/// A person or program, as who issues its tokens calls it (`sub`): 1 to 128 characters, none of them a control character,
/// and not only blanks. Unique within a tenant.
public record UserId(String value) {
    private static final int MAX_LENGTH = 128;

    public UserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a user id is 1 to 128 characters without control characters");
        }
    }

    public static boolean isValid(String value) {
        return !value.isBlank() && value.length() <= MAX_LENGTH && !Text.hasControl(value) && Text.isStorable(value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// Written out, since a starting function would have to put the compiler's together.
    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
