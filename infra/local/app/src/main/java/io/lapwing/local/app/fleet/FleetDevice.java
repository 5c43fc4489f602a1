package io.lapwing.local.app.fleet;

import io.lapwing.local.app.fleet.Instruction.CommandRequest;
import io.lapwing.local.app.fleet.Instruction.Delta;
import io.lapwing.local.app.machine.Answer;
import io.lapwing.local.app.machine.Firmware;
import io.lapwing.local.app.machine.Firmware.Change;
import io.lapwing.local.app.machine.Firmware.Outcome;
import io.lapwing.local.app.machine.Gateway;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/// A device of the demo fleet: its firmware decides, and its uplink sends what comes of it. All of it happens on the
/// thread that runs the device; others only bring messages, and end it.
final class FleetDevice implements Runnable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RESTART = Duration.ofSeconds(4);
    private static final int MAX_RECEIVED = 256;
    private static final DeviceMessage WAKE_UP = DeviceMessage.of("", "");

    private final DeviceKey key;
    private final InstantSource clock;
    private final Uplink uplink;
    private final BlockingQueue<DeviceMessage> received = new LinkedBlockingQueue<>(MAX_RECEIVED);
    private final Outbox outbox = new Outbox();
    private final AnsweredCommands answered = new AnsweredCommands();
    private final String midPrefix;
    private volatile boolean stopping;
    private Firmware firmware;
    private Instant reportDue = Instant.EPOCH;
    private long lastMid;
    private boolean restarting;

    FleetDevice(Session.Access access, Firmware firmware, InstantSource clock) {
        this.key = access.device();
        this.firmware = firmware;
        this.clock = clock;
        this.uplink = new Uplink(access, received::offer);
        this.midPrefix = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    /// Ends it soon, from whatever thread: it takes leave of the broker then, and its run is over.
    void stop() {
        stopping = true;
        boolean _ = received.offer(WAKE_UP);
    }

    @Override
    public void run() {
        while (!stopping) {
            work(clock.instant());
            listen();
        }
        uplink.end(Instant.MAX);
    }

    private void work(Instant now) {
        firmware = firmware.at(now);
        if (!now.isBefore(reportDue)) {
            reportDue = now.plus(firmware.interval());
            report(now);
        }
        if (!firmware.machine().isInReach()) {
            uplink.drop();
        } else if (uplink.open(now)) {
            update(Map.of("reported", firmware.reported()));
        }
        uplink.send(outbox, now);
        if (restarting && outbox.isEmpty()) {
            restart(now);
        }
    }

    private void report(Instant now) {
        String mid = midPrefix + ++lastMid;
        outbox.add(DeviceMessage.of(DeviceTopic.telemetryOf(key),
                TelemetryText.message(now, mid, firmware.machine().readings())));
        if (firmware.machine() instanceof Gateway gateway && !gateway.heard().isEmpty()) {
            outbox.add(DeviceMessage.of(DeviceTopic.gatewayTelemetryOf(key),
                    TelemetryText.gatewayMessage(now, gateway.heard())));
        }
    }

    /// Its answer has arrived, so that nobody waits for it in vain.
    private void restart(Instant now) {
        restarting = false;
        reportDue = now.plus(RESTART);
        uplink.end(now.plus(RESTART));
    }

    /// Waits for a message, but no longer than a tick.
    private void listen() {
        try {
            DeviceMessage message = received.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            if (message != null && !stopping) {
                Instruction.read(key, message).ifPresent(this::heed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void heed(Instruction instruction) {
        switch (instruction) {
            case Delta(Map<?, ?> state) -> {
                Change change = firmware.desired(state);
                apply(change);
                if (!change.settings().isEmpty()) {
                    update(Map.of("reported", change.settings()));
                }
            }
            case CommandRequest(String id, String method, @Nullable Object params) -> {
                Answer answer = answered.find(id).orElseGet(() -> perform(id, method, params));
                outbox.add(
                        DeviceMessage.of(DeviceTopic.prefixOf(key) + "cmd/" + id + "/res", Json.text(answer).json()));
            }
        }
    }

    private Answer perform(String id, String method, @Nullable Object params) {
        Outcome outcome = firmware.perform(method, params);
        Change change = outcome.change();
        if (change != null) {
            apply(change);
            // Desired, too: else what was desired before would be put in the place of what was commanded.
            update(Map.of("desired", change.settings(), "reported", change.settings()));
        }
        restarting |= outcome.restarts();
        answered.add(id, outcome.answer());
        return outcome.answer();
    }

    private void apply(Change change) {
        firmware = change.next();
        Instant soon = clock.instant().plus(firmware.interval());
        reportDue = reportDue.isAfter(soon) ? soon : reportDue;
    }

    private void update(Map<String, Object> sections) {
        outbox.add(DeviceMessage.of(DeviceTopic.prefixOf(key) + "shadow/main/update",
                Json.text(Map.of("state", sections)).json()));
    }
}
