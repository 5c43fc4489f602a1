package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.ShadowStore;
import io.lapwing.sharedmodel.shadow.Shadow;
import io.lapwing.sharedmodel.shadow.ShadowChange.Changed;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.shadow.ShadowUpdate;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Merged;
import io.lapwing.sharedmodel.shadow.ShadowUpdate.Section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class ShadowResourceTest {
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final String MAIN = "/v1/devices/pump-1/shadows/main";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().withKey(PUMP).build());
    }

    private ApiResponse patch(String ifMatch, String json) {
        return api.operator().with("If-Match", ifMatch).withJson(json).patch(MAIN);
    }

    private static String desiring(String json) {
        return "{\"state\":{\"desired\":" + json + "}}";
    }

    private void report(Map<String, Object> reported) {
        Shadow shadow = api.stores.shadows().find(PUMP, ShadowName.MAIN)
                .orElseGet(() -> Shadow.none(PUMP, ShadowName.MAIN));
        Changed changed = (Changed) shadow.update(
                new ShadowUpdate(Section.KEPT, Merged.of(reported).orElseThrow(), null, null, null), T0);
        assertThat(api.stores.shadows().save(changed.shadow(), List.of())).isEqualTo(ShadowStore.Written.DONE);
    }

    @Test
    void shows_what_is_desired_what_is_reported_and_what_differs() {
        report(Map.of("r", 3L));
        api.clock.advance(Duration.ofSeconds(5));

        ApiResponse patched = patch("\"1\"", desiring("{\"r\":5,\"mode\":{\"night\":true}}"));

        assertThat(patched.status()).isEqualTo(200);
        assertThat(header(patched, "ETag")).isEqualTo("\"2\"");
        assertThat(shape(patched)).isEqualTo("{state={desired={r=5, mode={night=true}}, reported={r=3}, "
                + "delta={r=5, mode={night=true}}}, version=2, updatedAt=2026-01-01T00:00:05.000Z}");
        assertThat(shape(api.viewer().get(MAIN))).isEqualTo(shape(patched));
        assertThat(api.stores.recorded()).containsExactly(new ShadowDiffered(PUMP, ShadowName.MAIN, 2));
    }

    @Test
    void merges_and_removes_key_by_key() {
        patch("*", desiring("{\"a\":{\"x\":1,\"y\":2},\"b\":3}"));
        patch("*", desiring("{\"a\":{\"x\":null,\"z\":3},\"b\":[1]}"));

        assertThat(text(api.viewer().get(MAIN), "updatedAt")).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(String.valueOf(Answers.at(api.viewer().get(MAIN), "state", "desired")))
                .isEqualTo("{a={y=2, z=3}, b=[1]}");
        assertThat(String.valueOf(Answers.at(patch("*", desiring("null")), "state", "desired"))).isEqualTo("{}");
        assertThat(api.stores.recorded()).hasSize(2);
    }

    @Test
    void changes_only_the_version_that_was_read() {
        report(Map.of("r", 3L));

        assertThat(api.operator().withJson(desiring("{}")).patch(MAIN).status()).isEqualTo(428);
        assertThat(patch("\"1\"", desiring("{\"r\":5}")).status()).isEqualTo(200);
        ApiResponse stale = patch("\"1\"", desiring("{\"r\":6}"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(text(stale, "code")).isEqualTo("VERSION_STALE");
        assertThat(header(api.viewer().get(MAIN), "ETag")).isEqualTo("\"2\"");
        assertThat(api.viewer().with("If-None-Match", "\"2\"").get(MAIN).status()).isEqualTo(304);
        assertThat(api.viewer().with("If-None-Match", "\"1\"").get(MAIN).status()).isEqualTo(200);
    }

    @Test
    void makes_a_shadow_that_nobody_has_written() {
        assertThat(api.viewer().get(MAIN).status()).isEqualTo(404);
        assertThat(patch("\"1\"", desiring("{\"r\":5}")).status()).isEqualTo(412);
        assertThat(patch("\"0\"", desiring("{\"r\":5}")).status()).isEqualTo(200);
        assertThat(patch("\"0\"", desiring("{\"r\":6}")).status()).isEqualTo(412);
        assertThat(api.operator().with("If-Match", "*").withJson(desiring("{\"r\":6}"))
                .patch("/v1/devices/pump-1/shadows/config").status()).isEqualTo(200);
    }

    @Test
    void knows_no_shadow_of_a_device_or_a_name_that_cannot_be() {
        assertThat(api.viewer().get("/v1/devices/absent/shadows/main").status()).isEqualTo(404);
        assertThat(api.operator().with("If-Match", "*").withJson(desiring("{}"))
                .patch("/v1/devices/absent/shadows/main").status()).isEqualTo(404);
        assertThat(api.operator().with("If-Match", "*").withJson(desiring("{}"))
                .patch("/v1/devices/pump-1/shadows/a.b").status()).isEqualTo(404);
        api.register(aDevice().withId("theirs").in(new TenantId("other")).build());
        assertThat(api.operator().with("If-Match", "*").withJson(desiring("{}"))
                .patch("/v1/devices/theirs/shadows/main").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"[]                                  | body",
            "{}                                                                          | state",
            "{\"state\":null}                                                            | state",
            "{\"state\":{}}                                                              | state",
            "{\"state\":{\"desired\":5}}                                                 | state.desired",
            "{\"state\":{\"desired\":{\"a\":[null]}}}                                    | state.desired",
            "{\"state\":{\"desired\":{},\"reported\":{\"r\":1}}}                         | state.reported",
            "{\"state\":{\"desired\":{},\"colour\":{}}}                                  | state.colour",
            "{\"state\":{\"desired\":{}},\"version\":1}                                  | version"})
    void names_what_is_wrong_with_a_patch(String body, String field) {
        ApiResponse refused = patch("*", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "code")).isEqualTo("VALIDATION_FAILED");
        assertThat(text(refused, "errors", 0, "field")).isEqualTo(field);
        assertThat(api.viewer().get(MAIN).status()).isEqualTo(404);
    }

    @Test
    void refuses_what_a_shadow_cannot_hold() {
        ApiResponse large = patch("*", desiring("{\"a\":\"" + "x".repeat(9000) + "\"}"));
        ApiResponse deep = patch("*", desiring("{\"a\":".repeat(8) + "{}" + "}".repeat(8)));

        assertThat(large.status()).isEqualTo(413);
        assertThat(text(large, "code")).isEqualTo("SHADOW_TOO_LARGE");
        assertThat(deep.status()).isEqualTo(422);
        assertThat(text(deep, "code")).isEqualTo("SHADOW_TOO_DEEP");
        assertThat(api.viewer().get(MAIN).status()).isEqualTo(404);
    }

    @Test
    void makes_no_more_shadows_than_a_device_can_have() {
        List<Integer> statuses = IntStream.rangeClosed(0, ShadowStore.MAX_SHADOWS)
                .mapToObj(i -> api.operator().with("If-Match", "*").withJson(desiring("{}"))
                        .patch("/v1/devices/pump-1/shadows/s" + i).status())
                .toList();

        assertThat(statuses.subList(0, ShadowStore.MAX_SHADOWS)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(422);
    }

    @Test
    void is_noted_in_the_audit_trail() {
        patch("*", desiring("{\"r\":5}"));

        AuditEvent noted = api.stores.audit().list(new TenantId("acme"), PageRequest.first(1)).items().getFirst();
        assertThat(noted.action()).isEqualTo("shadow.update");
        assertThat(noted.target()).isEqualTo(MAIN);
    }

    @Test
    void loses_no_patch_of_those_that_take_any_version() {
        int writers = 6;

        Racing.race(writers, writer -> IntStream.range(0, 10).mapToObj(i -> {
            if (writer == 0) {
                report(i);
                return 200;
            }
            return patch("*", desiring("{\"w" + writer + "-" + i + "\":1}")).status();
        }).toList()).forEach(statuses -> assertThat(statuses).containsOnly(200));

        Shadow shadow = api.stores.shadows().find(PUMP, ShadowName.MAIN).orElseThrow();
        assertThat(shadow.desired().values()).hasSize(50);
        assertThat(shadow.reported().values()).hasSize(10);
        assertThat(shadow.version()).isEqualTo(60);
    }

    /// As a device does at the same time.
    private void report(int number) {
        Shadow changed;
        do {
            changed = ((Changed) api.stores.shadows().find(PUMP, ShadowName.MAIN)
                    .orElseGet(() -> Shadow.none(PUMP, ShadowName.MAIN))
                    .update(new ShadowUpdate(Section.KEPT, Merged.of(Map.of("r" + number, 1L)).orElseThrow(), null,
                            null, null), T0))
                    .shadow();
        } while (api.stores.shadows().save(changed, List.of()) != ShadowStore.Written.DONE);
    }

    @Test
    void is_stale_when_another_comes_in_between() {
        List<Shadow> tried = new ArrayList<>();
        Api contested = new Api(ports -> new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(),
                ports.ingestion(), ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(),
                ports.commands(),
                new ShadowStore() {
                    @Override
                    public Optional<Shadow> find(DeviceKey device, ShadowName name) {
                        return ports.shadows().find(device, name);
                    }

                    @Override
                    public Written save(Shadow shadow, List<RecordedEvent> events) {
                        if (tried.isEmpty()) {
                            ports.shadows().save(shadow, List.of());
                        }
                        tried.add(shadow);
                        return ports.shadows().save(shadow, events);
                    }
                }, ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(), ports.links(),
                ports.files(),
                ports.chat()));
        contested.register(aDevice().withKey(PUMP).build());

        ApiResponse answer = contested.operator().with("If-Match", "\"0\"").withJson(desiring("{\"r\":5}"))
                .patch(MAIN);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(tried).hasSize(1);
    }
}
