package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceProfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Reads a device from the body of a create or of an edit.
public final class DeviceFields {
    private static final int MAX_COUNT = 64;

    private DeviceFields() {}

    /// What a device is registered with.
    public record Draft(DeviceId id, DeviceProfile profile) {}

    /// @throws RequestRefused
    ///             when it cannot be a device, naming every wrong field
    public static Draft readDraft(@Nullable Object body) {
        Fields fields = Fields.of(body);
        DeviceId id = deviceId(fields, "id");
        if (fields.raw("id") == null) {
            fields.error("id", "is missing");
        }
        String name = fields.requiredText("name");
        String type = fields.requiredText("type");
        Map<String, String> labels = merge(Map.of(), fields.pairs("labels"));
        List<String> aliases = fields.texts("aliases");
        String site = fields.text("site");
        boolean gateway = fields.flag("gateway");
        DeviceId gatewayId = otherDevice(fields, id);
        fields.check();
        if (id == null) {
            throw Problem.invalid("id", "is missing").refuse();
        }
        return new Draft(id, new DeviceProfile(name, type, site, labels, aliases, gateway, gatewayId));
    }

    /// The profile after a JSON merge patch (RFC 7396): a null takes a field away, what is left out stays.
    ///
    /// @throws RequestRefused
    ///             when the result cannot be a device, naming every wrong field
    public static DeviceProfile readPatch(@Nullable Object body, DeviceId id, DeviceProfile old) {
        Fields fields = Fields.of(body);
        String name = fields.has("name") ? fields.requiredText("name") : old.name();
        String type = fields.has("type") ? fields.requiredText("type") : old.type();
        String site = fields.has("site") ? fields.text("site") : old.site();
        boolean emptied = fields.has("labels") && fields.raw("labels") == null;
        Map<String, String> labels = merge(emptied ? Map.of() : old.labels(), fields.pairs("labels"));
        if (labels.size() > MAX_COUNT) {
            fields.error("labels", "must be an object of at most 64 texts");
        }
        List<String> aliases = fields.has("aliases") ? fields.texts("aliases") : old.aliases();
        boolean gateway = fields.has("gateway") ? fields.flag("gateway") : old.gateway();
        DeviceId gatewayId = fields.has("gatewayId") ? otherDevice(fields, id) : old.gatewayId();
        fields.check();
        return new DeviceProfile(name, type, site, labels, aliases, gateway, gatewayId);
    }

    private static @Nullable DeviceId otherDevice(Fields fields, @Nullable DeviceId self) {
        DeviceId gatewayId = deviceId(fields, "gatewayId");
        if (gatewayId != null && gatewayId.equals(self)) {
            fields.error("gatewayId", "must be another device");
        }
        return gatewayId;
    }

    private static @Nullable DeviceId deviceId(Fields fields, String field) {
        Object value = fields.raw(field);
        if (value instanceof String text && DeviceId.isValid(text)) {
            return new DeviceId(text);
        }
        if (value != null) {
            fields.error(field, "must be 1 to 64 of A-Z, a-z, 0-9, _, ., : and -");
        }
        return null;
    }

    private static Map<String, String> merge(Map<String, String> old, Map<String, @Nullable String> patch) {
        Map<String, String> merged = new LinkedHashMap<>(old);
        patch.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }
}
