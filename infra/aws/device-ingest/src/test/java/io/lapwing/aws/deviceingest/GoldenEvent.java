package io.lapwing.aws.deviceingest;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceRegistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;

/// An event of SQS as Lambda hands it over, and the reply to it, in two files that are named after their rule.
record GoldenEvent(String rule) {

    static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    static final DeviceKey GATEWAY = DeviceKey.of("acme", "gate-1");
    static final DeviceKey CHILD = DeviceKey.of("acme", "child-1");

    /// When the messages in the files were received: put off to now, since stores forget what is long past.
    private static final String RECEIVED_AT = "1767225600123";

    static Stream<GoldenEvent> all() {
        return Stream.of("a-batch-that-is-done-has-no-failures", "an-empty-event-has-no-failures",
                "one-message-does-not-fail-its-batch", "a-cloud-event-is-taken-once",
                "nothing-in-an-event-chooses-the-function").map(GoldenEvent::new);
    }

    static void register(DeviceRegistry registry) {
        boolean all = registry.create(aDevice().withKey(PUMP).build(), aTokenHash())
                && registry.create(aDevice().withKey(GATEWAY).asGateway().build(), aTokenHash())
                && registry.create(aDevice().withKey(CHILD).behind(GATEWAY).build(), aTokenHash());
        if (!all) {
            throw new IllegalStateException("there is such a device already");
        }
    }

    byte[] event(long receivedAt) {
        return text(".json").replace(RECEIVED_AT, Long.toString(receivedAt)).getBytes(StandardCharsets.UTF_8);
    }

    String reply() {
        return text(".reply.json").strip();
    }

    private String text(String ending) {
        String file = "events/" + rule + ending;
        try (InputStream stream = Objects.requireNonNull(GoldenEvent.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return rule;
    }
}
