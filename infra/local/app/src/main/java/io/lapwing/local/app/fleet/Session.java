package io.lapwing.local.app.fleet;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.common.MqttException;

/// One session of a device with the broker: from its birth message to its last will, under a number of its own.
///
/// Not thread-safe: the device's own thread's.
final class Session {

    private final DeviceConnection connection;
    private final DeviceKey device;
    private final long sid;

    private Session(DeviceConnection connection, DeviceKey device, long sid) {
        this.connection = connection;
        this.device = device;
        this.sid = sid;
    }

    /// How a device reaches its broker.
    record Access(URI broker, DeviceKey device, AccessToken token, ScheduledExecutorService threads) {}

    /// Connects, leaving a will, listens for commands and for what is desired, and says that the device is there.
    ///
    /// @param sid greater than that of the session before
    static Session open(Access access, long sid, Consumer<DeviceMessage> received) throws SessionLost {
        try {
            DeviceConnection connection = new DeviceConnection(access.broker(), access.device(), access.token(),
                    access.threads());
            Session session = new Session(connection, access.device(), sid);
            try {
                session.begin(received);
                return session;
            } catch (MqttException | SessionLost e) {
                connection.drop();
                throw e;
            }
        } catch (MqttException e) {
            throw new SessionLost(e);
        }
    }

    private void begin(Consumer<DeviceMessage> received) throws MqttException, SessionLost {
        connection.leaveWill(status(false));
        connection.connect(received);
        connection.subscribe(DeviceTopic.prefixOf(device) + "shadow/main/update/delta");
        connection.subscribe(DeviceTopic.prefixOf(device) + "cmd/+");
        send(status(true));
    }

    private DeviceMessage status(boolean online) {
        return new DeviceMessage(DeviceTopic.statusOf(device), "{\"online\":" + online + ",\"sid\":" + sid + "}", true);
    }

    boolean isOpen() {
        return connection.isConnected();
    }

    /// Returns once the broker has acknowledged it, or refused it for good.
    void send(DeviceMessage message) throws SessionLost {
        try {
            connection.publish(message).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof PublishRefused)) {
                throw new SessionLost(e.getCause() == null ? e : e.getCause());
            }
        }
    }

    /// Says that the device leaves, and leaves.
    void end() {
        try {
            send(status(false));
        } catch (SessionLost e) {
            // Then the broker says so.
        }
        connection.close();
    }

    /// Ends without a word, as a device does whose network is gone.
    void drop() {
        connection.drop();
    }
}
