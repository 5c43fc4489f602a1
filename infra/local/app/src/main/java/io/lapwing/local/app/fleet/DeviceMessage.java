package io.lapwing.local.app.fleet;

/// A message from or to a device.
///
/// @param retained whether the broker is to keep it for whoever subscribes later
record DeviceMessage(String topic, String payload, boolean retained) {

    static DeviceMessage of(String topic, String payload) {
        return new DeviceMessage(topic, payload, false);
    }
}
