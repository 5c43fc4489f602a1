package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;

/// MQTT topics that apps listen on, and nobody but the platform publishes to: `app/v1/{tenant}/{kind}/{device}`, and
/// `app/v1/{tenant}/files/{file}`. None of them lies below the prefix of a device.
public final class AppTopic {

    public static final String ROOT = "app/v1/";
    private static final String ANY = "+";

    private AppTopic() {}

    public static String of(AppUpdate update) {
        return ofKind(update.tenant(), update.kind()) + update.subject();
    }

    public static String of(TenantId tenant, LiveKind kind, DeviceId device) {
        return ofKind(tenant, kind) + device;
    }

    /// The filter for all devices, or all files, of a tenant.
    public static String ofAll(TenantId tenant, LiveKind kind) {
        return ofKind(tenant, kind) + ANY;
    }

    /// What the topics of one kind begin with.
    public static String ofKind(TenantId tenant, LiveKind kind) {
        return ROOT + tenant + "/" + kind.word() + "/";
    }
}
