package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.port.ShadowStore.Written;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowChange;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;
import io.lapwing.sharedmodel.shadow.UpdateId;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

/// What every [ShadowStore] does.
public abstract class ShadowStoreContract implements StoreTests {

    private static final ShadowName MAIN = ShadowName.MAIN;

    private final Instant now = now();

    /// The adapter under test, on the same data as [#stores()].
    protected abstract ShadowStore shadows();

    /// The events of the device's tenant that lie in the outbox, of each key in the order of their positions.
    protected abstract List<Event> recordedOf(DeviceKey device);

    private Shadow shadow(DeviceKey device, ShadowName name) {
        return shadows().find(device, name).orElseGet(() -> Shadow.none(device, name));
    }

    private Shadow next(Shadow shadow, Map<String, Object> reported) {
        return next(shadow, new ShadowUpdate(Section.KEPT, Merged.of(reported).orElseThrow(), null, null, null));
    }

    private Shadow next(Shadow shadow, ShadowUpdate update) {
        if (shadow.update(update, now) instanceof ShadowChange.Changed(Shadow changed)) {
            return changed;
        }
        throw new AssertionError("not taken: " + update);
    }

    private static List<RecordedEvent> differed(Shadow shadow, @Nullable TraceParent trace) {
        return List.of(new RecordedEvent(new ShadowDiffered(shadow.device(), shadow.name(), shadow.version()),
                shadow.updatedAt(), trace));
    }

    @Test
    void has_none_that_nobody_has_written() {
        DeviceKey pump = registered();

        assertThat(shadows().find(pump, MAIN)).isEmpty();
        assertThat(shadows().find(aDevice().build().key(), MAIN)).isEmpty();
    }

    @Test
    void keeps_all_of_a_shadow() {
        DeviceKey pump = registered();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "日本 \u0000 \"🚰\" \\ /");
        object.put("integer", Long.MAX_VALUE);
        object.put("large", new BigInteger("123456789012345678901234567890"));
        object.put("decimal", new BigDecimal("21.50"));
        object.put("tiny", new BigDecimal("1E-400"));
        object.put("flag", true);
        object.put("array", List.of(1L, List.of(), Map.of("x", false)));
        object.put("", Map.of());
        Shadow written = next(Shadow.none(pump, new ShadowName("Site_1-a")),
                new ShadowUpdate(Merged.of(Map.of("r", 5L)).orElseThrow(), Merged.of(object).orElseThrow(), null, null,
                        UpdateId.of(new MessageId("m1"))));

        assertThat(shadows().save(written, List.of())).isEqualTo(Written.DONE);

        assertThat(shadows().find(pump, written.name())).contains(written);
        assertThat(List.copyOf(shadow(pump, written.name()).reported().values().keySet()))
                .isEqualTo(List.copyOf(object.keySet()));
    }

    @Test
    void keeps_a_shadow_of_the_largest_size() {
        DeviceKey pump = registered();
        int frame = "{\"reported\":{\"k\":\"\"}}".length();
        Shadow shadow = Shadow.none(pump, MAIN);
        for (int i = 0; i <= Shadow.MAX_REMEMBERED; i++) {
            shadow = next(shadow, new ShadowUpdate(Section.KEPT,
                    Merged.of(Map.of("k", "x".repeat(Shadow.MAX_BYTES - frame))).orElseThrow(), null, null,
                    UpdateId.of(new MessageId("m" + i))));
            assertThat(shadows().save(shadow, List.of())).isEqualTo(Written.DONE);
        }

        assertThat(shadows().find(pump, MAIN)).contains(shadow);
    }

    @Test
    void replaces_only_the_version_before() {
        DeviceKey pump = registered();
        Shadow first = next(Shadow.none(pump, MAIN), Map.of("r", 1L));
        Shadow second = next(first, Map.of("r", 2L));

        assertThat(shadows().save(second, List.of())).isEqualTo(Written.CONFLICT);
        assertThat(shadows().find(pump, MAIN)).isEmpty();
        assertThat(shadows().save(first, List.of())).isEqualTo(Written.DONE);
        assertThat(shadows().save(first, List.of())).isEqualTo(Written.CONFLICT);
        assertThat(shadows().save(second, List.of())).isEqualTo(Written.DONE);
        assertThat(shadows().save(second, List.of())).isEqualTo(Written.CONFLICT);
        assertThat(shadows().find(pump, MAIN)).contains(second);
    }

    @Test
    void keeps_the_shadows_of_a_device_apart_and_those_of_other_devices() {
        DeviceKey pump = registered();
        DeviceKey other = registered(aDevice().withKey(DeviceKey.of(pump.tenant().value(), "pump-2")));
        ShadowName config = new ShadowName("config");
        Shadow main = next(Shadow.none(pump, MAIN), Map.of("r", 1L));
        Shadow second = next(Shadow.none(pump, config), Map.of("r", 2L));
        Shadow third = next(Shadow.none(other, MAIN), Map.of("r", 3L));

        List.of(main, second, third)
                .forEach(shadow -> assertThat(shadows().save(shadow, List.of())).isEqualTo(Written.DONE));

        assertThat(shadows().find(pump, MAIN)).contains(main);
        assertThat(shadows().find(pump, config)).contains(second);
        assertThat(shadows().find(other, MAIN)).contains(third);
        assertThat(shadows().find(other, config)).isEmpty();
    }

    @Test
    void puts_the_events_of_a_write_into_the_outbox_and_none_of_one_that_was_refused() {
        DeviceKey pump = registered();
        TraceParent trace = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        Shadow first = next(Shadow.none(pump, MAIN), Map.of("r", 1L));
        Shadow second = next(first, Map.of("r", 2L));

        assertThat(shadows().save(first, differed(first, trace))).isEqualTo(Written.DONE);
        assertThat(shadows().save(next(Shadow.none(pump, new ShadowName("x")), Map.of("r", 1L)), List.of()))
                .isEqualTo(Written.DONE);
        assertThat(shadows().save(second, differed(second, null))).isEqualTo(Written.DONE);
        assertThat(shadows().save(second, differed(second, trace))).isEqualTo(Written.CONFLICT);

        assertThat(recordedOf(pump)).containsExactly(new ShadowDiffered(pump, MAIN, 1),
                new ShadowDiffered(pump, MAIN, 2));
    }

    @Test
    void keeps_nothing_for_a_device_that_is_not_registered() {
        DeviceKey nobody = new DeviceKey(aDevice().build().key().tenant(), registered().device());
        Shadow first = next(Shadow.none(nobody, MAIN), Map.of("r", 1L));

        assertThat(shadows().save(first, differed(first, null))).isEqualTo(Written.NO_SUCH_DEVICE);
        assertThat(shadows().save(next(first, Map.of("r", 2L)), List.of())).isEqualTo(Written.NO_SUCH_DEVICE);

        assertThat(shadows().find(nobody, MAIN)).isEmpty();
        assertThat(recordedOf(nobody)).isEmpty();
    }

    @Test
    void loses_a_devices_shadows_with_the_device() {
        DeviceKey pump = registered();
        Shadow first = next(Shadow.none(pump, MAIN), Map.of("r", 1L));
        shadows().save(first, List.of());

        assertThat(stores().registry().delete(pump, 1)).isTrue();

        assertThat(shadows().find(pump, MAIN)).isEmpty();
        assertThat(shadows().save(next(first, Map.of("r", 2L)), List.of())).isEqualTo(Written.NO_SUCH_DEVICE);
        registered(aDevice().withKey(pump));
        assertThat(shadows().find(pump, MAIN)).isEmpty();
        assertThat(shadows().save(next(first, Map.of("r", 2L)), List.of())).isEqualTo(Written.CONFLICT);
        Shadow anew = next(Shadow.none(pump, MAIN), Map.of("r", 7L));
        assertThat(shadows().save(anew, List.of())).isEqualTo(Written.DONE);
        assertThat(shadows().find(pump, MAIN)).contains(anew);
    }

    @Test
    void takes_no_more_shadows_of_a_device_than_it_can_have() {
        DeviceKey pump = registered();
        List<Shadow> shadows = IntStream.rangeClosed(0, ShadowStore.MAX_SHADOWS)
                .mapToObj(i -> next(Shadow.none(pump, new ShadowName("s" + i)), Map.of("r", 1L))).toList();
        List<Shadow> all = shadows.subList(0, ShadowStore.MAX_SHADOWS);

        all.forEach(shadow -> assertThat(shadows().save(shadow, List.of())).isEqualTo(Written.DONE));

        assertThat(shadows().save(shadows.getLast(), differed(shadows.getLast(), null))).isEqualTo(Written.TOO_MANY);
        assertThat(shadows().find(pump, shadows.getLast().name())).isEmpty();
        assertThat(recordedOf(pump)).isEmpty();
        assertThat(shadows().save(next(all.getFirst(), Map.of("r", 2L)), List.of())).isEqualTo(Written.DONE);
    }

    @Test
    void loses_no_update_when_many_write_at_the_same_time() {
        DeviceKey pump = registered();
        int writers = 8;
        int updates = 10;
        int all = writers * updates;

        Racing.race(writers, writer -> IntStream.range(0, updates)
                .map(i -> writeUntilDone(pump, Map.of("w" + writer + "-" + i, (long) i))).sum());

        Shadow shadow = shadow(pump, MAIN);
        assertThat(shadow.version()).isEqualTo(all);
        assertThat(shadow.reported().values()).hasSize(all);
        assertThat(recordedOf(pump)).hasSize(all)
                .extracting(Event::position).doesNotHaveDuplicates();
    }

    @Test
    void lets_only_one_of_many_make_a_shadow() {
        DeviceKey pump = registered();
        int writers = 6;

        Map<Written, Long> results = Racing.race(writers, writer -> shadows()
                .save(next(Shadow.none(pump, MAIN), Map.of("w", (long) writer)), List.of())).stream()
                .collect(Collectors.groupingBy(written -> written, Collectors.counting()));

        assertThat(results).isEqualTo(Map.of(Written.DONE, 1L, Written.CONFLICT, writers - 1L));
    }

    /// @return how often another came in between
    private int writeUntilDone(DeviceKey device, Map<String, Object> reported) {
        for (int conflicts = 0; conflicts < 1000; conflicts++) {
            Shadow changed = next(shadow(device, MAIN), reported);
            if (shadows().save(changed, differed(changed, null)) == Written.DONE) {
                return conflicts;
            }
        }
        throw new AssertionError("never got a turn");
    }
}
