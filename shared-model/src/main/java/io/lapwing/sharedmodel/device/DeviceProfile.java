package io.lapwing.sharedmodel.device;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What people say of a device: the part of it that can be edited.
///
/// @param type what kind of thing it is (`cold-store`, `pump`)
/// @param site where it stands
/// @param labels free pairs to select by
/// @param aliases other names that people call it
/// @param gateway whether it may report for other devices
/// @param gatewayId the gateway that reports for it
public record DeviceProfile(String name, String type, @Nullable String site, Map<String, String> labels,
        List<String> aliases, boolean gateway, @Nullable DeviceId gatewayId) {

    private static final int MAX_NAME = 128;
    private static final int MAX_COUNT = 64;

    public DeviceProfile {
        requireText("name", name);
        requireText("type", type);
        if (site != null) {
            requireText("site", site);
        }
        if (labels.size() > MAX_COUNT || aliases.size() > MAX_COUNT) {
            throw new IllegalArgumentException("labels and aliases: at most 64 of each");
        }
        labels.forEach((key, value) -> {
            requireText("labels", key);
            requireText("labels." + key, value);
        });
        aliases.forEach(alias -> requireText("aliases", alias));
        labels = Map.copyOf(labels);
        aliases = List.copyOf(aliases);
    }

    private static void requireText(String field, String text) {
        if (text.isBlank() || text.length() > MAX_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + ": 1 to 128 characters, none of them a control character");
        }
    }
}
