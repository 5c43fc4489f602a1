package io.lapwing.sharedmodel.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// The id that a device gives a message (`mid`, or the `id` of a CloudEvent): 1 to 128 characters, none of them a
/// control character. The same id of one device within [#LIFE] is the same message.
public record MessageId(String value) {

    public static final Duration LIFE = Duration.ofHours(24);

    private static final int MAX_LENGTH = 128;

    public MessageId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a message id has 1 to 128 characters, none of them a control character");
        }
    }

    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= MAX_LENGTH && Text.isStorable(value) && !Text.hasControl(value);
    }

    /// The message id of a CloudEvent in binary mode: its `id`, if all four attributes that an event must have are
    /// there.
    ///
    /// @param property gives a user property's value by its name, or null
    public static Optional<MessageId> ofCloudEvent(Function<String, @Nullable String> property) {
        String id = property.apply("id");
        boolean isEvent = property.apply("specversion") != null && property.apply("source") != null
                && property.apply("type") != null;
        return isEvent && id != null && isValid(id) ? Optional.of(new MessageId(id)) : Optional.empty();
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
