package io.lapwing.local.app.fleet;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/// A device's session could not be opened, or has broken.
final class SessionLost extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    SessionLost(Throwable cause) {
        super(cause.getMessage(), cause);
        this.refused = cause instanceof MqttException mqtt
                && (mqtt.getReasonCode() == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED
                        || mqtt.getReasonCode() == MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD);
    }

    /// Whether the broker does not know the device by its token: that does not pass by itself.
    boolean wasRefused() {
        return refused;
    }
}
