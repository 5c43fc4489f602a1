package io.lapwing.loadtests.commands;

import io.lapwing.loadtests.mqtt.DeviceLogin;
import io.lapwing.loadtests.mqtt.FleetMember;
import io.lapwing.loadtests.mqtt.LoadSettings;
import io.lapwing.loadtests.mqtt.MessageIdentity;
import io.lapwing.loadtests.mqtt.MqttLoad;
import io.lapwing.loadtests.mqtt.TelemetryMessages;
import io.lapwing.loadtests.process.Waiting;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.HdrHistogram.Histogram;

/// What one message up and one commit take on the same server, at the same rate: the devices' readings, from publish to
/// PUBACK. A command is a message down and one up, an HTTP request, and a commit for each of its steps.
record ReadingBaseline(InetSocketAddress broker, List<DeviceLogin> devices, int perSecond) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    Histogram measure() {
        TelemetryMessages messages = new TelemetryMessages(Instant.now().minusSeconds(1), MessageIdentity.TS);
        LoadSettings settings = LoadSettings.of(broker, devices.stream()
                .map(device -> new FleetMember(device, messages)).toList(), 1).withMaxPerSecond(perSecond);
        try (MqttLoad load = MqttLoad.start(settings)) {
            load.awaitConnected(CONNECT_TIMEOUT);
            Waiting.pause(WARM_UP);
            load.takeLatencies();
            Waiting.pause(MEASURED);
            Histogram measured = load.takeLatencies().copy();
            if (!load.drain(CONNECT_TIMEOUT)) {
                throw new IllegalStateException(load.counts().inFlight() + " readings were never acknowledged");
            }
            return measured;
        }
    }
}
