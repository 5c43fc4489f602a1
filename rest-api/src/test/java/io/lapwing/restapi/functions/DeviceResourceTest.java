package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.http.ApiResponse;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeviceResourceTest {
    private static final String PUMP = "{\"id\":\"pump-1\",\"name\":\"Pump 1\",\"type\":\"pump\"}";

    private final Api api = new Api();

    @Test
    void registers_a_device_and_shows_its_credentials_once() {
        ApiResponse created = api.admin().withJson("""
                {"id":"pump-1","name":"Pump 1","type":"pump","site":"plant-north","labels":{"line":"2","area":"b"},
                 "aliases":["big one"],"gateway":true}""").post("/v1/devices");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("Location", "/v1/devices/pump-1").containsKey("ETag");
        assertThat(shape(created)).isEqualTo(golden("created-device.json"));
        assertThat(shape(api.viewer().get("/v1/devices/pump-1"))).isEqualTo(golden("device.json"));
        AccessToken token = new AccessToken(text(created, "credentials", "password"));
        assertThat(api.stores.credentials().authenticate(token.hash(), api.clock.instant()))
                .contains(DeviceKey.of("acme", "pump-1"));
    }

    @Test
    void refuses_an_id_that_is_taken() {
        api.admin().withJson(PUMP).post("/v1/devices");

        ApiResponse again = api.admin().withJson(PUMP).post("/v1/devices");

        assertThat(again.status()).isEqualTo(409);
        assertThat(text(again, "code")).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void names_every_wrong_field_at_once() {
        ApiResponse refused = api.admin().withJson("""
                {"id":"a/+/#","name":" ","labels":{"a":1},"aliases":"x","gateway":"yes","colour":"red"}""")
                .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").post("/v1/devices");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(shape(refused)).isEqualTo(golden("validation-problem.json"));
    }

    @Test
    void refuses_a_gateway_that_is_not_registered_or_is_none() {
        api.register(aDevice().withId("plain").build());
        api.register(aDevice().withId("gateway").asGateway().build());
        api.register(aDevice().withId("foreign").in(new TenantId("other")).asGateway()
                .build());

        assertThat(List.of("absent", "plain", "foreign")).allSatisfy(id -> assertThat(createBehind(id).status())
                .isEqualTo(422));
        assertThat(createBehind("gateway").status()).isEqualTo(201);
    }

    private ApiResponse createBehind(String gateway) {
        return api.admin()
                .withJson("{\"id\":\"child\",\"name\":\"Child\",\"type\":\"sensor\",\"gatewayId\":\"" + gateway
                        + "\"}")
                .post("/v1/devices");
    }

    @Test
    void merges_a_patch_key_by_key_where_null_removes() {
        api.register(aDevice().withId("pump-1").withLabel("a", "1").withLabel("b", "2").withAlias("old").build());
        api.clock.advance(Duration.ofSeconds(5));

        ApiResponse patched = api.admin().with("If-Match", "\"1\"").withBody("application/merge-patch+json",
                "{\"site\":null,\"labels\":{\"a\":null,\"c\":\"3\"},\"aliases\":[\"new\"]}".getBytes(UTF_8))
                .patch("/v1/devices/pump-1");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(shape(patched)).isEqualTo(golden("patched-device.json"));
        assertThat(header(patched, "ETag")).startsWith("\"2-");
    }

    @Test
    void refuses_to_take_away_what_a_device_must_have() {
        api.register(aDevice().build());

        ApiResponse refused = api.admin().with("If-Match", "*").withJson("{\"name\":null,\"id\":\"other\"}")
                .patch("/v1/devices/pump-1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Answers.list(refused, "errors")).hasSize(2);
    }

    @Test
    void edits_only_with_the_version_that_was_read() {
        api.register(aDevice().build());
        String path = "/v1/devices/pump-1";
        String tag = header(api.viewer().get(path), "ETag");

        assertThat(api.admin().withJson("{}").patch(path).status()).isEqualTo(428);
        assertThat(api.admin().delete(path).status()).isEqualTo(428);
        assertThat(api.admin().with("If-Match", tag).withJson("{\"name\":\"A\"}").patch(path).status()).isEqualTo(200);
        assertThat(api.admin().with("If-Match", tag).withJson("{\"name\":\"B\"}").patch(path).status()).isEqualTo(412);
        assertThat(api.admin().with("If-Match", tag).delete(path).status()).isEqualTo(412);
        assertThat(api.admin().with("If-Match", "*").delete(path).status()).isEqualTo(204);
        assertThat(api.viewer().get(path).status()).isEqualTo(404);
    }

    @Test
    void answers_not_modified_until_something_changes() {
        AccessToken token = api.register(aDevice().build());
        String path = "/v1/devices/pump-1";
        String tag = header(api.viewer().get(path), "ETag");

        ApiResponse same = api.viewer().with("If-None-Match", tag).get(path);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.bodyText()).isEmpty();

        api.anonymous().withJson("{\"t\":1}").post("/api/v1/" + token.value() + "/telemetry");
        assertThat(api.viewer().with("If-None-Match", tag).get(path).status()).isEqualTo(200);
        // Being heard of is no edit: the tag of before is still good for one.
        assertThat(api.admin().with("If-Match", tag).withJson("{\"name\":\"A\"}").patch(path).status()).isEqualTo(200);
    }

    @Test
    void rotates_credentials_and_lets_the_old_ones_run_out() {
        AccessToken old = api.register(aDevice().build());

        ApiResponse rotated = api.admin().withJson("{\"graceSeconds\":60}").post("/v1/devices/pump-1/credentials");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(text(rotated, "credentials", "username")).isEqualTo("acme/pump-1");
        String fresh = text(rotated, "credentials", "password");
        assertThat(statusOfIngest(old.value())).isEqualTo(200);
        api.clock.advance(Duration.ofSeconds(61));
        assertThat(statusOfIngest(old.value())).isEqualTo(401);
        assertThat(statusOfIngest(fresh)).isEqualTo(200);
        assertThat(api.admin().post("/v1/devices/pump-1/credentials").status()).isEqualTo(200);
        assertThat(statusOfIngest(fresh)).isEqualTo(401);
    }

    private int statusOfIngest(String token) {
        return api.anonymous().withJson("{\"t\":1}").post("/api/v1/" + token + "/telemetry").status();
    }

    @Test
    void lists_by_type_site_and_text() {
        api.register(aDevice().withId("pump-1").withSite("north").build());
        api.register(aDevice().withId("pump-2").withSite("south").withAlias("Old Betty").build());
        api.register(aDevice().withId("fan-1").withName("Fan").withType("fan").withSite("north").build());

        assertThat(column(api.viewer().get("/v1/devices"), "id")).containsExactly("fan-1", "pump-1", "pump-2");
        assertThat(column(api.viewer().get("/v1/devices?type=pump&site=north"), "id")).containsExactly("pump-1");
        assertThat(column(api.viewer().get("/v1/devices?q=betty"), "id")).containsExactly("pump-2");
        assertThat(column(api.viewer().get("/v1/devices?online=true"), "id")).isEmpty();
        assertThat(api.viewer().get("/v1/devices?online=maybe").status()).isEqualTo(400);
    }

    @Test
    void pages_stay_stable_while_devices_are_registered_and_removed() {
        for (int i = 10; i < 20; i++) {
            api.register(aDevice().withId("d-" + i).build());
        }
        ApiResponse first = api.viewer().get("/v1/devices?limit=4");
        api.register(aDevice().withId("d-00").build());
        api.register(aDevice().withId("d-155").build());
        api.admin().with("If-Match", "*").delete("/v1/devices/d-13");
        ApiResponse second = api.viewer().get("/v1/devices?limit=4&cursor=" + text(first, "nextCursor"));
        ApiResponse third = api.viewer().get("/v1/devices?limit=9&cursor=" + text(second, "nextCursor"));

        assertThat(column(first, "id")).containsExactly("d-10", "d-11", "d-12", "d-13");
        assertThat(column(second, "id")).containsExactly("d-14", "d-15", "d-155", "d-16");
        assertThat(column(third, "id")).containsExactly("d-17", "d-18", "d-19");
        assertThat(at(third, "nextCursor")).isNull();
    }

    @Test
    void refuses_a_cursor_that_was_tampered_with_or_is_of_another_list() {
        for (int i = 0; i < 3; i++) {
            api.register(aDevice().withId("d-" + i).build());
        }
        String cursor = text(api.viewer().get("/v1/devices?limit=1&type=pump"), "nextCursor");
        String tampered = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);
        RequestBuilder otherTenant = api.anonymous()
                .withToken(new TokenBuilder().of("other").withRoles("viewer").rs256());

        assertThat(api.viewer().get("/v1/devices?limit=1&type=pump&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(List.of(api.viewer().get("/v1/devices?limit=1&type=pump&cursor=" + tampered),
                api.viewer().get("/v1/devices?limit=1&type=pump&cursor=x"),
                api.viewer().get("/v1/devices?limit=1&type=fan&cursor=" + cursor),
                api.admin().get("/v1/audit?type=pump&cursor=" + cursor),
                otherTenant.get("/v1/devices?limit=1&type=pump&cursor=" + cursor))).allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(text(refused, "code")).isEqualTo("INVALID_CURSOR");
                });
    }

    @Test
    void refuses_a_page_size_beyond_its_bounds() {
        assertThat(List.of("0", "201", "-1", "x", "1.5", "")).allSatisfy(limit -> assertThat(
                api.viewer().get("/v1/devices?limit=" + limit).status()).isEqualTo(400));
    }
}
