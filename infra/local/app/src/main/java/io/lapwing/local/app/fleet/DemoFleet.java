package io.lapwing.local.app.fleet;

import io.lapwing.local.app.machine.Firmware;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small cold chain in the tenant `demo`, so that there is something to look at: cold stores, trucks, pumps, and a
/// gateway with its probes. Each device lives over MQTT, like any other.
public final class DemoFleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoFleet.class);
    private static final Duration SET_UP_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private final DemoRegistration registration;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<FleetDevice> devices = new ArrayList<>();
    private final List<Thread> running = new ArrayList<>();
    private final ThreadFactory threads = Thread.ofVirtual().name("demo-fleet-", 0).factory();
    private final ScheduledExecutorService connectionThreads;

    public DemoFleet(DemoRegistration registration, InstantSource clock) {
        this.registration = registration;
        this.clock = clock;
        // Twice: a connection that has just been dropped may still have its own.
        this.connectionThreads = new ScheduledThreadPoolExecutor(
                2 * DeviceConnection.THREADS_PER_CONNECTION * DemoMembers.ALL.size(), threads);
    }

    /// Lets the fleet live with this broker, once it is set up. Returns at once.
    public void start(URI broker) {
        run(() -> setUp(broker));
    }

    private void setUp(URI broker) {
        try {
            do {
                try {
                    startDevices(broker, registration.complete());
                    return;
                } catch (IOException e) {
                    LOG.warn("the demo fleet is not there yet: {}", e.getMessage());
                }
            } while (!closing.await(SET_UP_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startDevices(URI broker, Map<String, AccessToken> tokens) {
        DemoMembers.machines(clock.instant()).forEach((id, machine) -> {
            DeviceKey key = DeviceKey.of(DemoRegistration.TENANT.value(), id);
            AccessToken token = tokens.get(id);
            if (token != null) {
                start(new FleetDevice(new Session.Access(broker, key, token, connectionThreads), Firmware.on(machine),
                        clock));
            }
        });
    }

    private void start(FleetDevice device) {
        synchronized (devices) {
            devices.add(device);
        }
        run(device);
    }

    private void run(Runnable work) {
        synchronized (devices) {
            if (closing.getCount() > 0) {
                Thread thread = threads.newThread(work);
                running.add(thread);
                thread.start();
            }
        }
    }

    /// The devices take leave of the broker, but not for long.
    @Override
    public void close() {
        List<Thread> ending;
        synchronized (devices) {
            closing.countDown();
            devices.forEach(FleetDevice::stop);
            ending = List.copyOf(running);
        }
        long deadline = System.nanoTime() + LEAVE_WITHIN.toNanos();
        try {
            for (Thread thread : ending) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connectionThreads.shutdownNow();
    }
}
