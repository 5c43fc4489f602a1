package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.WriteBuilder;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aRule;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static org.assertj.core.api.Assertions.assertThat;

class RulePreviewTest {
    private static final String PATH = "/v1/rules:preview";
    private static final Instant START = T0.minus(Duration.ofHours(3));
    private static final String HYSTERESIS = """
            {"condition":{"kind":"threshold","metric":"temperature","op":">=","raise":80,"clear":75}%s}""";

    private final Api api = new Api();

    @Test
    void tells_when_it_would_have_raised_and_cleared() {
        register("store-1");
        measure("store-1", Duration.ofMinutes(1), 79, 80, 79.9, 76, 80.1, 75, 74);
        register("store-2");
        measure("store-2", Duration.ofMinutes(1), 20, 81.5);

        ApiResponse found = preview(HYSTERESIS.formatted(""));

        assertThat(found.status()).isEqualTo(200);
        assertThat(shape(found)).isEqualTo(golden("preview.json"));
    }

    @Test
    void takes_a_duration_and_gaps_into_account() {
        String tenMinutes = """
                {"condition":{"kind":"threshold","metric":"temperature","op":">","raise":80,"forSeconds":600}}""";
        register("steady");
        measure("steady", Duration.ofMinutes(1), IntStream.range(0, 11).mapToDouble(_ -> 90).toArray());
        register("short");
        measure("short", Duration.ofMinutes(1), 90, 70);
        register("sparse");
        measure("sparse", Duration.ofMinutes(11), 90, 90, 90);

        ApiResponse found = preview(tenMinutes);

        assertThat(column(found, "deviceId")).containsExactly("steady");
        assertThat(text(found, "items", 0, "startedAt")).isEqualTo(START.toString().replace("Z", ".000Z"));
        assertThat(text(found, "items", 0, "raisedAt")).isEqualTo("2025-12-31T21:10:00.000Z");
    }

    @Test
    void finds_staleness_in_the_gaps_between_readings_and_at_their_end() {
        register("store-1");
        measure("store-1", Duration.ofMinutes(90), 1, 2);
        register("silent");
        api.stores.telemetry().append(List.of(aWrite().from(key("silent")).with(
                aReading().of(key("silent")).at(T0.minus(Duration.ofHours(30))).withValue("temperature", 5.0))
                .build()));
        register("never");

        ApiResponse found = preview("{\"condition\":{\"kind\":\"stale\",\"afterSeconds\":3600}}");

        assertThat(column(found, "deviceId")).containsExactly("silent", "store-1", "store-1");
        assertThat(column(found, "startedAt")).containsExactly("2025-12-30T18:00:00.000Z", "2025-12-31T21:00:00.000Z",
                "2025-12-31T22:30:00.000Z");
        assertThat(column(found, "raisedAt")).containsExactly("2025-12-30T19:00:00.000Z", "2025-12-31T22:00:00.000Z",
                "2025-12-31T23:30:00.000Z");
        assertThat(column(found, "clearedAt")).containsExactly(null, "2025-12-31T22:30:00.000Z", null);
        assertThat(column(preview("{\"condition\":{\"kind\":\"stale\",\"metric\":\"other\",\"afterSeconds\":60}}"),
                "deviceId")).isEmpty();
    }

    @Test
    void says_that_readings_do_not_tell_who_was_offline() {
        ApiResponse refused = preview("{\"condition\":{\"kind\":\"offline\",\"afterSeconds\":60}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(refused, "code")).isEqualTo("NOT_PREVIEWABLE");
    }

    @Test
    void tries_a_rule_that_there_is_on_the_devices_that_it_selects() {
        api.stores.rules().save(aRule().withId("hot").above(80).disabled().build(), List.of());
        register("store-1");
        measure("store-1", Duration.ofMinutes(1), 90);

        assertThat(column(preview("{\"ruleId\":\"hot\"}"), "deviceId")).containsExactly("store-1");
        assertThat(preview("{\"ruleId\":\"absent\"}").status()).isEqualTo(404);
    }

    @Test
    void looks_at_selected_devices_only() {
        api.register(aDevice().withId("a").withType("pump").withSite("north").build());
        api.register(aDevice().withId("b").withType("pump").withSite("south").build());
        api.register(aDevice().withId("c").withType("fan").withSite("north").withLabel("line", "2").build());
        List.of("a", "b", "c").forEach(id -> measure(id, Duration.ofMinutes(1), 90));

        assertThat(selected("{\"types\":[\"pump\"]}")).containsExactly("a", "b");
        assertThat(selected("{\"types\":[\"pump\",\"fan\"],\"sites\":[\"north\"]}")).containsExactly("a", "c");
        assertThat(selected("{\"labels\":{\"line\":\"2\"}}")).containsExactly("c");
        assertThat(selected("{\"deviceIds\":[\"c\",\"b\",\"absent\"],\"sites\":[\"south\"]}")).containsExactly("b");
    }

    private List<@Nullable Object> selected(String selector) {
        return column(preview(HYSTERESIS.formatted(",\"selector\":" + selector)), "deviceId");
    }

    @Test
    void looks_at_the_asked_range_only() {
        register("store-1");
        measure("store-1", Duration.ofHours(1), 90, 70, 90);

        ApiResponse found = preview(HYSTERESIS
                .formatted(",\"from\":\"2025-12-31T22:00:00Z\",\"to\":\"2025-12-31T23:00:01+00:00\""));

        assertThat(column(found, "raisedAt")).containsExactly("2025-12-31T23:00:00.000Z");
        assertThat(preview(HYSTERESIS.formatted(",\"from\":\"2025-12-30T00:00:00Z\",\"to\":\"2025-12-31T00:00:00Z\""))
                .bodyText()).isEqualTo("{\"items\":[],\"devices\":1,\"truncated\":false}");
    }

    @Test
    void looks_at_so_many_devices_and_says_that_there_are_more() {
        for (int i = 10; i < 61; i++) {
            register("d-" + i);
        }

        ApiResponse most = preview(HYSTERESIS.formatted(""));
        ApiResponse few = preview(HYSTERESIS.formatted(",\"limit\":3"));
        ApiResponse named = preview(
                HYSTERESIS.formatted(",\"limit\":2,\"selector\":{\"deviceIds\":[\"d-10\",\"d-11\"]}"));

        assertThat(at(most, "devices")).isEqualTo(50L);
        assertThat(at(most, "truncated")).isEqualTo(true);
        assertThat(at(few, "devices")).isEqualTo(3L);
        assertThat(at(few, "truncated")).isEqualTo(true);
        assertThat(at(named, "truncated")).isEqualTo(false);
    }

    @Test
    void reads_so_many_readings_and_claims_nothing_about_those_after_them() {
        register("busy");
        measure("busy", Duration.ofSeconds(1),
                IntStream.range(0, 10_001).mapToDouble(i -> i % 2 == 0 ? 0 : 90).toArray());

        ApiResponse stale = preview("{\"condition\":{\"kind\":\"stale\",\"afterSeconds\":60}}");
        ApiResponse found = preview(HYSTERESIS.formatted(""));

        assertThat(stale.bodyText()).isEqualTo("{\"items\":[],\"devices\":1,\"truncated\":true}");
        assertThat(list(found, "items")).hasSize(1000);
        assertThat(at(found, "truncated")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"ruleId\":\"a.b\"}", "{\"ruleId\":\"a\",\"condition\":{}}",
            "{\"ruleId\":\"a\",\"limit\":51}", "{\"ruleId\":\"a\",\"limit\":0}",
            "{\"ruleId\":\"a\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
            "{\"ruleId\":\"a\",\"from\":\"2025-11-01T00:00:00Z\"}", "{\"ruleId\":\"a\",\"to\":5}"})
    void refuses_what_cannot_be_looked_at(String body) {
        assertThat(preview(body).status()).isEqualTo(400);
    }

    @Test
    void is_a_question_and_leaves_no_trail() {
        preview(HYSTERESIS.formatted(""));

        assertThat(list(api.admin().get("/v1/audit"), "items")).isEmpty();
        assertThat(list(api.viewer().get("/v1/rules"), "items")).isEmpty();
    }

    private ApiResponse preview(String body) {
        return api.viewer().withJson(body).post(PATH);
    }

    private void register(String id) {
        api.register(aDevice().withId(id).build());
    }

    private void measure(String id, Duration step, double... temperatures) {
        WriteBuilder write = aWrite().from(key(id)).receivedAt(T0);
        for (int i = 0; i < temperatures.length; i++) {
            write.with(aReading().of(key(id)).at(START.plus(step.multipliedBy(i)))
                    .withValue("temperature", temperatures[i]));
        }
        api.stores.telemetry().append(List.of(write.build()));
    }

    private static DeviceKey key(String id) {
        return DeviceKey.of("acme", id);
    }
}
