package io.lapwing.sharedmodel.device;

import java.util.regex.Pattern;

/// The owner of devices and of everything that they report. `[a-z0-9-]{1,40}`.
public record TenantId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,40}");

    public TenantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a tenant id is 1 to 40 of a-z, 0-9 and -");
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
