package io.lapwing.restapi.functions;

import io.lapwing.restapi.domain.ImportLine;
import io.lapwing.sharedmodel.device.AccessToken;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.json;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeviceImportTest {
    private static final String PATH = "/v1/devices:import";
    private static final String TABLE = """
            id,name,type,site,labels.line,labels,aliases,gateway,gatewayId
            child,"Child, the first",sensor,north,2,area=b; shift = night ;,One;Two,,gw
            gw,Gateway,gateway,,,,,true,
            there,Another name,pump,,,,,false,
            a/b,,pump,,,,,maybe,

            child,Again,sensor,,,,,,
            """;

    private final Api api = new Api();

    @Test
    void registers_each_line_for_itself_and_reports_on_all() {
        api.register(aDevice().withId("there").withName("There").build());

        ApiResponse report = send(TABLE);

        assertThat(report.status()).isEqualTo(200);
        String password = text(report, "lines", 0, "credentials", "password");
        String other = text(report, "lines", 1, "credentials", "password");
        assertThat(String.valueOf(json(report.bodyText().replace(password, "…").replace(other, "…").getBytes(UTF_8))))
                .isEqualTo(golden("import-report.json"));
        assertThat(api.stores.credentials().authenticate(new AccessToken(password).hash(), api.clock.instant()))
                .contains(DeviceKey.of("acme", "child"));
        assertThat(Answers.shape(api.viewer().get("/v1/devices/child"))).isEqualTo(golden("imported-device.json"));
        assertThat(text(api.viewer().get("/v1/devices/there"), "name")).isEqualTo("There");
    }

    @Test
    void reports_what_exists_when_it_is_sent_again() {
        send(TABLE);

        ApiResponse again = send(TABLE);

        assertThat(at(again, "created")).isEqualTo(0L);
        assertThat(at(again, "unchanged")).isEqualTo(3L);
        assertThat(again.bodyText()).doesNotContain("password");
    }

    @Test
    void repeats_its_report_credentials_included_under_one_idempotency_key() {
        ApiResponse first = as(TABLE).with("Idempotency-Key", "k").post(PATH);
        ApiResponse again = as(TABLE).with("Idempotency-Key", "k").post(PATH);

        assertThat(again.bodyText()).isEqualTo(first.bodyText()).contains("password");
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void reads_what_spreadsheets_write(String separator) {
        String table = "\uFEFFid|name|type|labels\r\np-1|Pümp|pump|\"a=1;b=2\"\r\n".replace("|", separator);

        assertThat(at(send(table), "created")).isEqualTo(1L);
        assertThat(text(api.viewer().get("/v1/devices/p-1"), "name")).isEqualTo("Pümp");
        assertThat(text(api.viewer().get("/v1/devices/p-1"), "labels", "b")).isEqualTo("2");
    }

    @Test
    void refuses_a_device_whose_gateway_is_none_or_not_there() {
        api.register(aDevice().withId("plain").build());
        ApiResponse report = send("""
                id,name,type,gateway,gatewayId
                a,A,sensor,,absent
                b,B,sensor,,plain
                c,C,sensor,true,d
                d,D,sensor,true,c
                e,E,sensor,true,
                f,F,sensor,true,e
                g,G,sensor,,f
                """);

        assertThat(results(report)).containsExactly("invalid", "invalid", "invalid", "invalid", "created", "created",
                "created");
        assertThat(text(report, "lines", 0, "errors", 0, "field")).isEqualTo("gatewayId");
    }

    @Test
    void names_errors_by_their_column_and_not_too_many() {
        ApiResponse report = send("""
                id,name,type,labels,labels.x,aliases
                a,A,t,k=;=v,%1$s,b;%1$s
                %1$s,%1$s,%1$s,%1$s=,%1$s,%1$s
                a,A
                """.formatted("x".repeat(129)));

        assertThat(fields(report, 0)).containsExactly("labels", "labels.x", "aliases");
        assertThat(fields(report, 1)).containsExactly("id", "name", "type", "labels", "labels.x");
        assertThat(fields(report, 2)).containsExactly("line");
        assertThat(text(report, "lines", 1, "id")).hasSize(65);
    }

    @Test
    void refuses_a_header_that_it_does_not_understand() {
        ApiResponse refused = send("id,colour,id,labels.,Name\n");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(list(refused, "errors").stream().map(error -> ((Map<?, ?>) error).get("field")).toList())
                .isEqualTo(List.of("colour", "id", "labels.", "Name", "name", "type"));
        assertThat(send("").status()).isEqualTo(400);
        assertThat(at(send("id,name,type\n"), "lines")).isEqualTo(List.of());
    }

    @Test
    void refuses_what_is_no_csv_and_registers_nothing_of_it() {
        ApiResponse quote = send("id,name,type\na,A,t\nb,\"secret,t\nc,C,t\n");

        assertThat(quote.status()).isEqualTo(400);
        assertThat(text(quote, "code")).isEqualTo("MALFORMED_CSV");
        assertThat(text(quote, "detail")).startsWith("After line 2: ").doesNotContain("secret");
        assertThat(text(api.admin().withBody("text/csv", "id,name,type\na,Pümp,t\n".getBytes(
                StandardCharsets.ISO_8859_1)).post(PATH), "detail")).isEqualTo("it is not in UTF-8");
        assertThat(api.admin().withJson("{}").post(PATH).status()).isEqualTo(415);
        assertThat(column(api.viewer().get("/v1/devices"), "id")).isEmpty();
    }

    @Test
    void takes_a_thousand_devices_and_no_more() {
        assertThat(send(table(ImportLine.MAX_LINES + 1)).status()).isEqualTo(413);
        assertThat(column(api.viewer().get("/v1/devices"), "id")).isEmpty();
        ApiResponse all = as(table(ImportLine.MAX_LINES)).with("Idempotency-Key", "k").post(PATH);

        assertThat(at(all, "created")).isEqualTo((long) ImportLine.MAX_LINES);
        assertThat(as(table(ImportLine.MAX_LINES)).with("Idempotency-Key", "k").post(PATH).bodyText())
                .isEqualTo(all.bodyText());
    }

    @Test
    void answers_the_credentials_that_it_made_when_the_store_goes_out_of_reach() {
        Api breaking = apiOn(new LimitedRegistry(api.stores.registry(), 2, () -> {
            throw new StoreUnavailable("DeviceRegistry.create", "acme", new IOException("gone"));
        }));

        ApiResponse report = breaking.admin().withBody("text/csv", table(4).getBytes(UTF_8)).post(PATH);

        assertThat(results(report)).containsExactly("created", "created", "unavailable", "unavailable");
        assertThat(at(report, "failed")).isEqualTo(2L);
        assertThat(results(send(table(4)))).containsExactly("exists", "exists", "created", "created");
    }

    @Test
    void asks_to_come_back_when_the_store_was_out_of_reach_from_the_start() {
        Api broken = apiOn(new LimitedRegistry(api.stores.registry(), 0, () -> {
            throw new StoreUnavailable("DeviceRegistry.create", "acme", new IOException("gone"));
        }));

        assertThat(broken.admin().withBody("text/csv", table(2).getBytes(UTF_8)).post(PATH).status()).isEqualTo(503);
    }

    @Test
    void stops_in_time_to_answer() {
        Api[] slow = new Api[1];
        slow[0] = apiOn(new LimitedRegistry(api.stores.registry(), 2,
                () -> slow[0].clock.advance(Duration.ofSeconds(10))));

        ApiResponse report = slow[0].admin().withBody("text/csv", table(5).getBytes(UTF_8)).post(PATH);

        assertThat(results(report)).containsExactly("created", "created", "created", "unavailable", "unavailable");
    }

    @Test
    void leaves_a_trail_of_the_import_and_of_each_device() {
        send("id,name,type\na,A,t\nb,B,t\n");

        ApiResponse audit = api.admin().get("/v1/audit");

        assertThat(column(audit, "action")).containsExactlyInAnyOrder("device.import", "device.create",
                "device.create");
        assertThat(column(audit, "target")).containsExactlyInAnyOrder(PATH, "/v1/devices/a", "/v1/devices/b");
        assertThat(column(audit, "actor")).containsOnly("user:alice");
    }

    private Api apiOn(DeviceRegistry registry) {
        return new Api(ports -> new ApiPorts(registry, ports.credentials(), ports.telemetry(), ports.ingestion(),
                ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(), ports.commands(),
                ports.shadows(), ports.rules(),
                ports.alerts(), ports.members(), ports.limiter(), ports.tickets(), ports.links(), ports.files(),
                ports.chat()));
    }

    private ApiResponse send(String table) {
        return as(table).post(PATH);
    }

    private RequestBuilder as(String table) {
        return api.admin().withBody("text/csv; charset=utf-8", table.getBytes(UTF_8));
    }

    private static String table(int devices) {
        return IntStream.range(0, devices).mapToObj(i -> "d-" + i + ",Device,sensor\n")
                .collect(Collectors.joining("", "id,name,type\n", ""));
    }

    private static List<String> results(ApiResponse report) {
        return list(report, "lines").stream()
                .map(line -> String.valueOf(Objects.requireNonNull(((Map<?, ?>) line).get("result")))).toList();
    }

    private static List<String> fields(ApiResponse report, int line) {
        return list(report, "lines", line, "errors").stream()
                .map(error -> String.valueOf(Objects.requireNonNull(((Map<?, ?>) error).get("field")))).toList();
    }

    /// A registry in which something happens before each registration after some.
    private static final class LimitedRegistry implements DeviceRegistry {
        private final DeviceRegistry registry;
        private final Runnable happening;
        private int left;

        LimitedRegistry(DeviceRegistry registry, int left, Runnable happening) {
            this.registry = registry;
            this.left = left;
            this.happening = happening;
        }

        @Override
        public Page<Device> list(TenantId tenant, DeviceFilter filter, PageRequest page) {
            return registry.list(tenant, filter, page);
        }

        @Override
        public boolean create(Device device, TokenHash token) {
            left--;
            if (left < 0) {
                happening.run();
            }
            return registry.create(device, token);
        }

        @Override
        public boolean update(Device device) {
            return registry.update(device);
        }

        @Override
        public boolean delete(DeviceKey key, long version) {
            return registry.delete(key, version);
        }

        @Override
        public Map<DeviceKey, Device> find(Set<DeviceKey> keys) {
            return registry.find(keys);
        }
    }
}
