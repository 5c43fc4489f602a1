package io.lapwing.sharedmodel.live;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.document.JsonText;

/// Something that happened to a device, as apps see it.
///
/// @param data as [io.lapwing.sharedmodel.json.LiveJson] writes it
public record AppUpdate(DeviceKey device, LiveKind kind, JsonText data) {}
