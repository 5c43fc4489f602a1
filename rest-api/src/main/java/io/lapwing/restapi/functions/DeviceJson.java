package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.EntityTag;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceProfile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// A device as apps see it.
final class DeviceJson {
    private DeviceJson() {}

    /// What a device proves itself with, shown once.
    record Credentials(String username, String password) {
        static Credentials of(DeviceKey device, AccessToken token) {
            return new Credentials(device.toString(), token.value());
        }
    }

    static EntityTag tag(Device device) {
        return EntityTag.of(device.version(), Arrays.asList(device.online(), device.lastSeenAt()));
    }

    static Map<String, @Nullable Object> of(Device device) {
        DeviceProfile profile = device.profile();
        DeviceId gatewayId = profile.gatewayId();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", device.key().device().value());
        json.put("name", profile.name());
        json.put("type", profile.type());
        json.put("site", profile.site());
        json.put("labels", new TreeMap<>(profile.labels()));
        json.put("aliases", profile.aliases());
        json.put("gateway", profile.gateway());
        json.put("gatewayId", gatewayId == null ? null : gatewayId.value());
        json.put("online", device.online());
        json.put("lastSeenAt", device.lastSeenAt());
        json.put("createdAt", device.createdAt());
        json.put("updatedAt", device.updatedAt());
        return json;
    }
}
