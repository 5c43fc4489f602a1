package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.file.FileKey;

/// Something that happened to a device, or to a file, as apps see it.
///
/// @param subject the id of the device, or of the file where it is of [LiveKind#FILES]
/// @param data as [io.lapwing.sharedmodel.json.LiveJson] writes it
public record AppUpdate(TenantId tenant, LiveKind kind, String subject, JsonText data) {

    /// @param kind any but files, which are of no device
    public static AppUpdate of(DeviceKey device, LiveKind kind, JsonText data) {
        return new AppUpdate(device.tenant(), kind, device.device().value(), data);
    }

    public static AppUpdate of(FileKey file, JsonText data) {
        return new AppUpdate(file.tenant(), LiveKind.FILES, file.id().value(), data);
    }
}
