package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Optional;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionAttributeStore;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;

/// Which device a connection was found to be of, kept with the connection itself.
final class Identity {

    private static final String KEY = "lapwing.identity";
    private static final String NOBODY = "";

    private Identity() {}

    static void put(ConnectionInformation connection, DeviceKey device) {
        connection.getConnectionAttributeStore().putAsString(KEY, device.toString());
    }

    /// Notes that the connection showed no valid credentials.
    static void putNobody(ConnectionInformation connection) {
        connection.getConnectionAttributeStore().putAsString(KEY, NOBODY);
    }

    static Optional<DeviceKey> of(ConnectionInformation connection) {
        return text(connection).flatMap(ConnectClaim::deviceOf);
    }

    /// Whether it was decided at all who the connection is of.
    static boolean isKnown(ConnectionInformation connection) {
        return text(connection).isPresent();
    }

    private static Optional<String> text(ConnectionInformation connection) {
        ConnectionAttributeStore attributes = connection.getConnectionAttributeStore();
        return attributes.getAsString(KEY);
    }
}
