package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.device.DeviceReply.ShadowReply;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.deviceingest.functions.ShadowSystem.PUMP;
import static io.lapwing.deviceingest.functions.ShadowSystem.attributes;
import static org.assertj.core.api.Assertions.assertThat;

class PublishDeltasTest {

    private static final TraceParent TRACE = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
            true);
    private static final ShadowDiffered FIRST = new ShadowDiffered(PUMP, ShadowName.MAIN, 1);

    private final ShadowSystem system = new ShadowSystem();
    private final PublishDeltas publish = new PublishDeltas(system.stores.shadows(), system.replies);

    private void desired(String json) {
        system.receiveOn(system.stores.shadows(),
                ShadowSystem.update("{\"state\":{\"desired\":" + json + "}}"));
    }

    private List<String> deltas() {
        return system.toldOnShadow(PUMP).stream().filter(told -> told.startsWith("main/update/delta")).toList();
    }

    @Test
    void tells_a_device_what_it_still_has_to_do() {
        system.receive(attributes("{\"r\":3}"));
        desired("{\"r\":5}");

        publish.deliver(FIRST, TRACE);

        assertThat(deltas()).containsExactly(
                "main/update/delta {\"version\":2,\"timestamp\":1767225600,\"state\":{\"r\":5}}");
        assertThat(system.told()).last().isInstanceOfSatisfying(ShadowReply.class,
                reply -> assertThat(reply.trace()).isEqualTo(TRACE));
    }

    @Test
    void tells_how_things_are_now_and_nothing_once_they_are_as_desired() {
        desired("{\"r\":5}");
        desired("{\"r\":6}");
        publish.deliver(FIRST, null);
        system.receive(attributes("{\"r\":6}"));
        publish.deliver(new ShadowDiffered(PUMP, ShadowName.MAIN, 2), null);

        assertThat(deltas()).containsExactly(
                "main/update/delta {\"version\":2,\"timestamp\":1767225600,\"state\":{\"r\":6}}");
    }

    @Test
    void tells_nothing_of_a_shadow_that_is_gone() {
        desired("{\"r\":5}");
        assertThat(system.stores.registry().delete(PUMP, 1)).isTrue();

        publish.deliver(FIRST, null);

        assertThat(deltas()).isEmpty();
    }
}
