package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.device.DeviceReply.ErrorReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply.Channel;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// What every [DeviceReplies] does.
public abstract class DeviceRepliesContract {

    private static final Duration DELIVERY = Duration.ofSeconds(10);

    /// The adapter under test.
    protected abstract DeviceReplies replies();

    /// Connects a device, so that it is told what is sent from now on.
    protected abstract void connect(DeviceKey device);

    /// What a device was told since it connected, in the order that it came; a trace may be missing where the
    /// device's protocol carries none.
    protected abstract List<DeviceReply> receivedBy(DeviceKey device);

    private static DeviceKey freshDevice() {
        return new DeviceKey(freshTenant(), new DeviceId("pump-1"));
    }

    private DeviceKey connected() {
        DeviceKey device = freshDevice();
        connect(device);
        return device;
    }

    private static DeviceReply error(DeviceKey device, String reason) {
        return new ErrorReply(device, null, RefusalCode.TS_FUTURE, reason, null, null);
    }

    private static DeviceReply shadow(DeviceKey device, Channel channel, String json) {
        return new ShadowReply(device, new ShadowName("config"), channel, new JsonText(json), null);
    }

    /// A reply as far as every protocol carries it.
    private static DeviceReply untraced(DeviceReply reply) {
        return switch (reply) {
            case ErrorReply(DeviceKey device, MessageId mid, RefusalCode code, String reason, Duration retryAfter, _) ->
                new ErrorReply(device, mid, code, reason, retryAfter, null);
            case ShadowReply(DeviceKey device, ShadowName name, Channel channel, JsonText payload, _) ->
                new ShadowReply(device, name, channel, payload, null);
        };
    }

    private void assertTold(DeviceKey device, List<DeviceReply> expected) {
        List<DeviceReply> told = expected.stream().map(DeviceRepliesContract::untraced).toList();
        within(DELIVERY, () -> assertThat(receivedBy(device)).extracting(DeviceRepliesContract::untraced)
                .isEqualTo(told));
    }

    @Test
    void tells_a_device_all_of_an_error() {
        DeviceKey pump = connected();
        List<DeviceReply> sent = List.of(
                new ErrorReply(pump, new MessageId("m1"), RefusalCode.RATE_LIMITED, "slower, 日本 \"🚰\"",
                        Duration.ofMillis(1500), null),
                new ErrorReply(pump, null, RefusalCode.PAYLOAD_MALFORMED, "not JSON", null, null));

        replies().send(sent);

        assertTold(pump, sent);
    }

    @ParameterizedTest
    @EnumSource
    void tells_a_device_what_is_said_on_each_of_its_shadows_topics(Channel channel) {
        DeviceKey pump = connected();
        List<DeviceReply> sent = List.of(shadow(pump, channel, "{\"state\":{\"r\":\"日本 \\\"🚰\\\" \\u0000\"}}"));

        replies().send(sent);

        assertTold(pump, sent);
    }

    @Test
    void tells_a_device_of_errors_and_shadows_in_their_order() {
        DeviceKey pump = connected();
        List<DeviceReply> sent = IntStream.range(0, 40)
                .mapToObj(i -> i % 2 == 0
                        ? error(pump, "error " + i)
                        : shadow(pump, Channel.UPDATE_ACCEPTED, "{\"n\":" + i + "}"))
                .toList();

        replies().send(sent);

        assertTold(pump, sent);
    }

    @Test
    void tells_a_device_things_in_their_order() {
        DeviceKey pump = connected();
        List<DeviceReply> sent = IntStream.range(0, 50).mapToObj(i -> error(pump, "error " + i)).toList();

        sent.forEach(reply -> replies().send(List.of(reply)));

        assertTold(pump, sent);
    }

    @Test
    void tells_each_device_its_own() {
        DeviceKey one = connected();
        DeviceKey other = connected();

        replies().send(List.of(error(one, "one"), error(other, "other"), error(one, "one again")));

        assertTold(one, List.of(error(one, "one"), error(one, "one again")));
        assertTold(other, List.of(error(other, "other")));
    }

    @Test
    void goes_on_when_a_device_is_not_connected() {
        DeviceKey pump = connected();

        replies().send(List.of(error(freshDevice(), "nobody hears"), error(pump, "heard")));

        assertTold(pump, List.of(error(pump, "heard")));
    }

    @Test
    void takes_nothing_to_send() {
        assertThatCode(() -> replies().send(List.of())).doesNotThrowAnyException();
    }

    @Test
    void takes_more_than_can_be_sent_without_failing() {
        DeviceKey pump = connected();
        List<DeviceReply> flood = new ArrayList<>();
        IntStream.range(0, 20_000).forEach(i -> flood.add(error(pump, "flood " + i)));

        assertThatCode(() -> replies().send(flood)).doesNotThrowAnyException();

        within(DELIVERY, () -> assertThat(receivedBy(pump)).isNotEmpty());
    }
}
