package io.lapwing.sharedmodel.device;

import org.jspecify.annotations.Nullable;

/// Which devices of a list are wanted; a null asks for nothing.
///
/// @param text part of the id, the name or an alias, in any case
public record DeviceFilter(@Nullable String type, @Nullable String site, @Nullable Boolean online,
        @Nullable String text) {

    public static final DeviceFilter ANY = new DeviceFilter(null, null, null, null);
}
