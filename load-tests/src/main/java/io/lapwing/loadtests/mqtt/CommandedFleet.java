package io.lapwing.loadtests.mqtt;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Devices that are subscribed to their commands (`cmd/+`) and answer each at once with success.
public final class CommandedFleet implements AutoCloseable {

    private final List<CommandedDevice> devices;
    private final CountDownLatch subscriptions;

    private CommandedFleet(List<CommandedDevice> devices, CountDownLatch subscriptions) {
        this.devices = devices;
        this.subscriptions = subscriptions;
    }

    /// Begins to connect them.
    public static CommandedFleet connect(InetSocketAddress broker, List<DeviceLogin> logins, CommandWatch watch) {
        CountDownLatch subscriptions = new CountDownLatch(logins.size());
        List<CommandedDevice> devices = logins.stream()
                .map(login -> new CommandedDevice(login, watch, subscriptions)).toList();
        devices.forEach(device -> Thread.ofVirtual().start(() -> device.run(broker)));
        return new CommandedFleet(devices, subscriptions);
    }

    /// Waits until every device is subscribed.
    ///
    /// @return whether they were in time
    public boolean awaitSubscribed(Duration timeout) {
        try {
            return subscriptions.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        devices.forEach(CommandedDevice::close);
    }
}
