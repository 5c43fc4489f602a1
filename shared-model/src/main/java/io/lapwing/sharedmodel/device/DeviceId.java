package io.lapwing.sharedmodel.device;

import java.util.regex.Pattern;

/// A device's name within its tenant. `[A-Za-z0-9_.:-]{1,64}`: nothing that means something in an MQTT topic.
public record DeviceId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    public DeviceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a device id is 1 to 64 of A-Z, a-z, 0-9, _, ., : and -");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
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
