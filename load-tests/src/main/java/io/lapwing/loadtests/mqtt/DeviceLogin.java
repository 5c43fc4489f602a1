package io.lapwing.loadtests.mqtt;

import io.lapwing.sharedmodel.device.DeviceKey;

/// A registered device of the load, with what it signs on with.
public record DeviceLogin(DeviceKey device, String username, String password) {

    /// The login of a device with this token, as the contract has it.
    public static DeviceLogin of(DeviceKey device, String token) {
        return new DeviceLogin(device, device.toString(), token);
    }

    String clientId() {
        return device.tenant() + "-" + device.device();
    }

    /// Never the password, so that it cannot reach a log.
    @Override
    public String toString() {
        return "DeviceLogin[" + device + "]";
    }
}
