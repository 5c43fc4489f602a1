package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.Counters.Counter;
import io.lapwing.sharedmodel.quarantine.QuarantineEntry;
import io.lapwing.sharedmodel.telemetry.IngestOutcome;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Accepted;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Duplicate;
import io.lapwing.sharedmodel.telemetry.IngestOutcome.Quarantined;
import io.lapwing.sharedmodel.telemetry.MessageKind;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.WatchSystem.SILENCE;
import static io.lapwing.deviceingest.functions.WatchSystem.STORE;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final WatchSystem system = new WatchSystem();

    private boolean isOnline(DeviceKey device) {
        boolean online = system.presence(device).online();
        assertThat(system.device(device).online()).isEqualTo(online);
        return online;
    }

    private void birth(long sid) {
        assertThat(system.status(STORE, "{\"online\":true,\"sid\":" + sid + "}")).isInstanceOf(Accepted.class);
    }

    private void will(long sid) {
        assertThat(system.status(STORE, "{\"online\":false,\"sid\":" + sid + "}")).isInstanceOf(Accepted.class);
    }

    @Test
    void is_as_birth_and_will_say() {
        birth(1);
        assertThat(isOnline(STORE)).isTrue();
        will(1);
        assertThat(isOnline(STORE)).isFalse();

        assertThat(system.told()).containsExactly("online", "offline");
    }

    @Test
    void ignores_the_will_of_a_session_that_is_not_the_current_one() {
        birth(1);
        system.goOn(SECOND);
        birth(2);
        DeviceWatch before = system.watch(STORE);
        system.goOn(SECOND);

        will(1);

        assertThat(isOnline(STORE)).isTrue();
        assertThat(system.watch(STORE)).isEqualTo(before);
        assertThat(system.told()).containsExactly("online");
        will(2);
        assertThat(isOnline(STORE)).isFalse();
    }

    @Test
    void takes_a_retained_message_that_comes_again_for_nothing_new() {
        birth(1);
        Instant seen = system.now();
        DeviceWatch online = system.watch(STORE);
        system.goOn(Duration.ofDays(1));
        birth(1);
        assertThat(system.watch(STORE)).isEqualTo(online);
        will(1);
        DeviceWatch offline = system.watch(STORE);
        system.goOn(Duration.ofDays(1));
        will(1);

        assertThat(system.watch(STORE)).isEqualTo(offline);
        assertThat(system.told()).containsExactly("online", "offline");
        assertThat(system.device(STORE).lastSeenAt()).isEqualTo(seen);
    }

    @Test
    void takes_an_empty_message_for_nothing() {
        birth(1);

        assertThat(system.status(STORE, "")).isInstanceOf(Accepted.class);

        assertThat(isOnline(STORE)).isTrue();
        assertThat(system.stores.quarantine().list(STORE.tenant(), PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void does_not_take_a_device_with_a_session_to_be_gone_when_it_is_silent() {
        birth(1);

        system.pass(SILENCE.multipliedBy(3));

        assertThat(isOnline(STORE)).isTrue();
    }

    @Test
    void is_online_with_a_message_and_offline_after_a_silence() {
        system.reports(20);
        assertThat(isOnline(STORE)).isTrue();
        system.pass(SILENCE.minus(SECOND));
        assertThat(isOnline(STORE)).isTrue();
        system.pass(SECOND);
        assertThat(isOnline(STORE)).isFalse();

        system.reports(21);
        assertThat(isOnline(STORE)).isTrue();
        assertThat(system.told()).containsExactly("online", "offline", "online");
    }

    @Test
    void stays_online_while_messages_come() {
        for (int i = 0; i < 6; i++) {
            system.reports(20 + i);
            system.pass(SILENCE.minus(MINUTE));
        }

        assertThat(system.told()).containsExactly("online");
    }

    @Test
    void has_children_of_a_gateway_follow_their_own_readings() {
        DeviceKey gateway = system.register(aDevice().withId("gw").asGateway());
        DeviceKey quiet = system.register(aDevice().withId("quiet").behind(gateway));
        DeviceKey child = system.register(aDevice().withId("child").behind(gateway));
        String both = "{\"quiet\":[{\"values\":{\"t\":1}}],\"child\":[{\"values\":{\"t\":1}}]}";
        system.ingest(system.message(gateway).asGateway().withJson(both));
        assertThat(List.of(isOnline(gateway), isOnline(quiet), isOnline(child))).containsOnly(true);

        for (int i = 0; i < 3; i++) {
            system.pass(SILENCE.dividedBy(2));
            system.ingest(system.message(gateway).asGateway().withJson("{\"child\":[{\"values\":{\"t\":2}}]}"));
        }

        assertThat(isOnline(gateway)).isTrue();
        assertThat(isOnline(child)).isTrue();
        assertThat(isOnline(quiet)).isFalse();
    }

    @Test
    void follows_the_connections_of_a_broker() {
        system.connects(STORE, "n:1:1");
        assertThat(isOnline(STORE)).isTrue();
        system.pass(SILENCE.multipliedBy(2));
        assertThat(isOnline(STORE)).as("as long as the broker has it").isTrue();

        system.disconnects(STORE, "n:1:1");

        assertThat(isOnline(STORE)).isFalse();
        assertThat(system.told()).containsExactly("online", "offline");
    }

    @Test
    void ignores_the_end_of_a_connection_that_is_not_the_current_one() {
        system.connects(STORE, "n:1:1");
        system.connects(STORE, "n:1:2");

        system.disconnects(STORE, "n:1:1");

        assertThat(isOnline(STORE)).isTrue();
        assertThat(system.told()).containsExactly("online");
    }

    @Test
    void ignores_the_will_of_the_connection_before_on_one_that_has_not_named_its_session() {
        system.connects(STORE, "n:1:1");
        birth(1);
        system.connects(STORE, "n:1:2");

        will(1);
        birth(2);
        will(1);

        assertThat(system.told()).containsExactly("online");
        assertThat(system.presence(STORE)).isEqualTo(new Presence(true, 2L, "n:1:2", system.now()));
    }

    @Test
    void takes_connection_events_that_come_again_for_nothing_new() {
        system.connects(STORE, "n:1:1");
        birth(1);
        DeviceWatch before = system.watch(STORE);
        system.goOn(SECOND);

        system.connects(STORE, "n:1:1");
        assertThat(system.watch(STORE)).isEqualTo(before);
        system.disconnects(STORE, "n:1:1");
        system.disconnects(STORE, "n:1:1");

        assertThat(system.told()).containsExactly("online", "offline");
    }

    @Test
    void notices_that_the_broker_of_a_connection_is_gone() {
        system.connects(STORE, "n:1:1");

        system.lost.add("n:1:1");
        system.pass(SILENCE.plus(SECOND));

        assertThat(isOnline(STORE)).isFalse();
        system.reports(20);
        assertThat(system.told()).containsExactly("online", "offline", "online");
    }

    @Test
    void leaves_a_device_offline_that_said_so_while_its_last_messages_arrive() {
        birth(1);
        will(1);
        system.goOn(SECOND);
        system.reports(20);
        assertThat(isOnline(STORE)).isFalse();

        system.goOn(MINUTE);
        system.reports(21);

        assertThat(isOnline(STORE)).as("it goes on sending").isTrue();
        system.pass(SILENCE);
        assertThat(isOnline(STORE)).as("as a device without a session").isFalse();
    }

    @Test
    void has_no_effect_for_devices_that_are_not_registered() {
        DeviceKey nobody = DeviceKey.of("acme", "nobody");

        system.connects(nobody, "n:1:1");
        IngestOutcome outcome = system.status(nobody, "{\"online\":true,\"sid\":1}");

        assertThat(outcome).isInstanceOfSatisfying(Quarantined.class,
                refused -> assertThat(refused.code()).isEqualTo(RefusalCode.UNKNOWN_DEVICE));
        assertThat(system.presence(nobody)).isEqualTo(Presence.NEVER);
        assertThat(system.told()).isEmpty();
    }

    @Test
    void keeps_what_cannot_be_read_tells_the_device_and_takes_its_correction_once() {
        IngestOutcome outcome = system.status(STORE, "{\"online\":\"yes\"}");

        assertThat(outcome).isInstanceOfSatisfying(Quarantined.class,
                refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAYLOAD_MALFORMED));
        assertThat(system.replies.to(STORE)).singleElement().isInstanceOfSatisfying(ErrorReply.class,
                reply -> assertThat(reply.code()).isEqualTo(RefusalCode.PAYLOAD_MALFORMED));
        assertThat(system.counters.total(Counter.MESSAGES_QUARANTINED)).isEqualTo(1);
        QuarantineEntry kept = system.stores.quarantine().list(STORE.tenant(), PageRequest.first(10)).items()
                .getFirst();
        assertThat(kept.message().kind()).isEqualTo(MessageKind.STATUS);

        var corrected = system.message(STORE).about(MessageKind.STATUS, "").replaying(kept.message().id())
                .withJson("{\"online\":true,\"sid\":1}");
        assertThat(system.updatePresence(corrected)).isInstanceOf(Accepted.class);
        assertThat(isOnline(STORE)).isTrue();
        will(1);
        assertThat(system.updatePresence(corrected)).isInstanceOf(Duplicate.class);

        assertThat(isOnline(STORE)).isFalse();
    }

    @Test
    void moves_last_seen_with_what_the_device_itself_does() {
        system.connects(STORE, "n:1:1");
        assertThat(lastSeenAt()).isEqualTo(system.now());
        system.goOn(MINUTE);
        birth(1);
        assertThat(lastSeenAt()).isEqualTo(system.now());
        Instant seen = system.now();
        system.goOn(MINUTE);
        will(1);
        system.disconnects(STORE, "n:1:1");

        assertThat(lastSeenAt()).isEqualTo(seen);
    }

    @Test
    void sees_the_senders_of_messages_without_readings() {
        SeeSenders accepting = system.seeingSendersOf(new Accepted(0, 0, List.of()));
        accepting.apply(List.of(system.message(STORE).build()));
        assertThat(isOnline(STORE)).isTrue();
        assertThat(lastSeenAt()).isEqualTo(system.now());
        system.goOn(MINUTE);
        accepting.apply(List.of(system.message(STORE).build(), system.message(STORE).receivedAt(
                system.now().minusSeconds(9)).build()));
        assertThat(lastSeenAt()).isEqualTo(system.now());
        Instant seen = system.now();

        system.goOn(MINUTE);
        system.seeingSendersOf(new Duplicate()).apply(List.of(system.message(STORE).build()));

        assertThat(lastSeenAt()).isEqualTo(seen);
        assertThat(system.told()).containsExactly("online");
    }

    private @Nullable Instant lastSeenAt() {
        return system.device(STORE).lastSeenAt();
    }
}
