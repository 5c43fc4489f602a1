package io.lapwing.sharedmodel.shadow;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.shadow.Shadow.Applied;
import io.lapwing.sharedmodel.shadow.ShadowChange.AlreadyApplied;
import io.lapwing.sharedmodel.shadow.ShadowChange.Changed;
import io.lapwing.sharedmodel.shadow.ShadowChange.TooDeep;
import io.lapwing.sharedmodel.shadow.ShadowChange.TooLarge;
import io.lapwing.sharedmodel.shadow.ShadowChange.VersionConflict;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Removed;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;
import io.lapwing.sharedmodel.telemetry.MessageId;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class ShadowTest {

    private static final Shadow NONE = Shadow.none(DeviceKey.of("acme", "pump-1"), ShadowName.MAIN);

    private static Section merging(String key, @Nullable Object value) {
        Map<String, @Nullable Object> patch = new HashMap<>();
        patch.put(key, value);
        return Merged.of(patch).orElseThrow();
    }

    private static ShadowUpdate update(Section desired, Section reported) {
        return new ShadowUpdate(desired, reported, null, null, null);
    }

    private static ShadowUpdate reporting(String key, @Nullable Object value) {
        return update(Section.KEPT, merging(key, value));
    }

    private static ShadowUpdate at(long version, ShadowUpdate update) {
        return new ShadowUpdate(update.desired(), update.reported(), version, null, update.id());
    }

    private static Shadow changed(Shadow shadow, ShadowUpdate update) {
        ShadowChange change = shadow.update(update, T0);
        assertThat(change).isInstanceOf(Changed.class);
        return ((Changed) change).shadow();
    }

    @Test
    void tells_the_device_what_is_desired_and_not_reported() {
        Shadow shadow = changed(changed(NONE, update(merging("r", 5L), Section.KEPT)), reporting("r", 3L));

        assertThat(shadow.delta().values()).isEqualTo(Map.of("r", 5L));
        assertThat(changed(shadow, reporting("r", 5L)).delta().isEmpty()).isTrue();
    }

    @Test
    void is_one_version_on_after_each_update_even_one_that_changes_no_value() {
        Shadow first = changed(NONE, reporting("r", 3L));
        Shadow second = changed(first, reporting("r", 3L));

        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.reported()).isEqualTo(first.reported());
        assertThat(second.updatedAt()).isEqualTo(T0);
    }

    @Test
    void refuses_an_update_for_another_version() {
        Shadow shadow = changed(changed(NONE, reporting("r", 1L)), reporting("r", 2L));

        assertThat(shadow.update(at(1, reporting("r", 3L)), T0)).isEqualTo(new VersionConflict(2));
        assertThat(shadow.update(at(3, reporting("r", 3L)), T0)).isEqualTo(new VersionConflict(2));
        assertThat(NONE.update(at(1, reporting("r", 3L)), T0)).isEqualTo(new VersionConflict(0));
        assertThat(changed(shadow, at(2, reporting("r", 3L))).version()).isEqualTo(3);
        assertThat(changed(NONE, at(0, reporting("r", 3L))).version()).isEqualTo(1);
    }

    @Test
    void loses_a_section_that_is_removed_and_keeps_the_other() {
        Shadow shadow = changed(NONE, update(merging("r", 5L), merging("r", 3L)));

        Shadow after = changed(shadow, update(new Removed(), Section.KEPT));

        assertThat(after.desired().isEmpty()).isTrue();
        assertThat(after.reported()).isEqualTo(shadow.reported());
    }

    @Test
    void takes_a_state_of_8_KiB_and_not_a_byte_more() {
        int frame = "{\"reported\":{\"k\":\"\"}}".length();
        String largest = "x".repeat(Shadow.MAX_BYTES - frame);

        assertThat(NONE.update(reporting("k", largest), T0)).isInstanceOf(Changed.class);
        assertThat(NONE.update(reporting("k", largest + "x"), T0)).isEqualTo(new TooLarge(Shadow.MAX_BYTES + 1));
    }

    @Test
    void counts_both_sections_together() {
        int frame = "{\"desired\":{\"k\":\"\"},\"reported\":{\"k\":\"\"}}".length();
        String half = "x".repeat((Shadow.MAX_BYTES - frame) / 2);
        int rest = Shadow.MAX_BYTES - frame - 2 * half.length();
        Shadow shadow = changed(NONE, update(merging("k", half), Section.KEPT));

        assertThat(shadow.update(reporting("k", half + "x".repeat(rest)), T0)).isInstanceOf(Changed.class);
        assertThat(shadow.update(reporting("k", half + "x".repeat(rest + 1)), T0)).isInstanceOf(TooLarge.class);
    }

    @Test
    void takes_eight_levels_and_not_one_more() {
        Object value = 1L;
        for (int level = 2; level <= Shadow.MAX_DEPTH; level++) {
            value = Map.of("k", value);
        }

        assertThat(NONE.update(reporting("k", value), T0)).isInstanceOf(Changed.class);
        assertThat(NONE.update(reporting("k", Map.of("k", value)), T0)).isEqualTo(new TooDeep());
    }

    @Test
    void knows_an_update_that_comes_again() {
        ShadowUpdate first = reporting("r", 1L).named(UpdateId.of(new MessageId("m1")));
        ShadowUpdate second = reporting("r", 2L).named(UpdateId.of(new MessageId("m2")));
        Shadow shadow = changed(changed(NONE, first), second);

        assertThat(shadow.update(first, T0)).isEqualTo(new AlreadyApplied(1));
        assertThat(shadow.update(second, T0)).isEqualTo(new AlreadyApplied(2));
        assertThat(shadow.update(at(0, first), T0)).isEqualTo(new AlreadyApplied(1));
    }

    @Test
    void remembers_only_the_last_updates() {
        Shadow shadow = NONE;
        for (int i = 0; i <= Shadow.MAX_REMEMBERED; i++) {
            shadow = changed(shadow, reporting("r", 1L).named(UpdateId.of(new MessageId("m" + i))));
        }

        assertThat(shadow.applied()).hasSize(Shadow.MAX_REMEMBERED).first()
                .isEqualTo(new Applied(UpdateId.of(new MessageId("m1")), 2));
    }
}
