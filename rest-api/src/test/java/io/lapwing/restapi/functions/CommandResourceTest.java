package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.command.CommandStep;
import io.lapwing.sharedmodel.command.CommandStep.Advanced;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Racing;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.CommandStore;
import io.lapwing.sharedmodel.port.IdempotencyStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lapwing.restapi.functions.Answers.at;
import static io.lapwing.restapi.functions.Answers.column;
import static io.lapwing.restapi.functions.Answers.golden;
import static io.lapwing.restapi.functions.Answers.header;
import static io.lapwing.restapi.functions.Answers.list;
import static io.lapwing.restapi.functions.Answers.shape;
import static io.lapwing.restapi.functions.Answers.text;
import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class CommandResourceTest {
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");
    private static final String COMMANDS = "/v1/devices/pump-1/commands";
    private static final String SET_SPEED = "{\"method\":\"setSpeed\",\"params\":{\"rpm\": 900, \"ratio\": 0.10},"
            + "\"ttlSeconds\":120}";

    private final Api api = new Api();

    @BeforeEach
    void register() {
        api.register(aDevice().build());
    }

    private ApiResponse post(String key, String json) {
        return post(api, key, json);
    }

    private static ApiResponse post(Api to, String key, String json) {
        return to.operator().with("Idempotency-Key", key).withJson(json).post(COMMANDS);
    }

    private List<Command> stored() {
        return api.stores.commands().list(PUMP, PageRequest.first(1000)).items();
    }

    private Command step(CommandId id, Function<Command, CommandStep> step) {
        Command after = ((Advanced) step.apply(api.stores.commands().find(PUMP.tenant(), id).orElseThrow())).command();
        assertThat(api.stores.commands().save(after, List.of())).isEqualTo(CommandStore.Written.DONE);
        return after;
    }

    @Test
    void makes_a_command_and_shows_it() {
        ApiResponse created = post("k-1", SET_SPEED);
        String id = text(created, "id");

        assertThat(created.status()).isEqualTo(202);
        assertThat(shape(created).replace(id, "ID")).isEqualTo(golden("command.json"));
        assertThat(header(created, "Location")).isEqualTo("/v1/commands/" + id);
        ApiResponse shown = api.viewer().get("/v1/commands/" + id);
        assertThat(shape(shown)).isEqualTo(shape(created));
        assertThat(header(shown, "ETag")).isEqualTo(header(created, "ETag"));
        assertThat(api.viewer().with("If-None-Match", header(shown, "ETag")).get("/v1/commands/" + id).status())
                .isEqualTo(304);
        assertThat(stored()).singleElement().satisfies(command -> {
            assertThat(command.params()).isEqualTo(new JsonText("{\"rpm\":900,\"ratio\":0.10}"));
            assertThat(command.state()).isEqualTo(CommandState.QUEUED);
        });
        assertThat(column(api.admin().get("/v1/audit"), "action")).containsExactly("command.create");
    }

    @Test
    void gives_a_command_a_minute_and_no_params_where_nobody_says() {
        post("k-1", "{\"method\":\"stop\"}");

        assertThat(stored()).singleElement().satisfies(command -> {
            assertThat(command.params()).isEqualTo(JsonText.EMPTY_OBJECT);
            assertThat(command.expiresAt()).isEqualTo(T0.plusSeconds(60));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[1,[2]]", "\"a\"", "12345678901234567890123", "{\"\":{}}"})
    void takes_any_json_as_params(String params) {
        assertThat(post("k-1", "{\"method\":\"m\",\"params\":" + params + "}").status()).isEqualTo(202);

        assertThat(stored()).extracting(Command::params).containsExactly(new JsonText(params));
    }

    @Test
    void carries_the_trace_of_the_request_on() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        api.operator().with("traceparent", trace).with("Idempotency-Key", "k-1").withJson(SET_SPEED).post(COMMANDS);

        assertThat(stored()).singleElement().satisfies(
                command -> assertThat(command.trace()).satisfies(kept -> assertThat(kept.header()).isEqualTo(trace)));
    }

    @Test
    void needs_a_key() {
        ApiResponse refused = api.operator().withJson(SET_SPEED).post(COMMANDS);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused, "code")).isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
        assertThat(stored()).isEmpty();
    }

    @Test
    void names_all_that_is_wrong() {
        ApiResponse refused = post("k-1", "{\"method\":\"\",\"ttlSeconds\":604801,\"when\":1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(list(refused, "errors")).hasSize(3);
        assertThat(post("k-1", "{\"method\":\"m\",\"ttlSeconds\":0}").status()).isEqualTo(400);
        assertThat(post("k-1", "{\"params\":1}").status()).isEqualTo(400);
        assertThat(post("k-1", "{\"method\":\"" + "m".repeat(129) + "\"}").status()).isEqualTo(400);
        assertThat(
                text(post("k-1", "{\"method\":\"m\",\"params\":\"" + "ä".repeat(4096) + "\"}"), "errors", 0, "field"))
                .isEqualTo("params");
        assertThat(post("k-1", "{\"method\":\"m\",\"params\":\"" + "ä".repeat(4095) + "\",\"ttlSeconds\":604800}")
                .status()).isEqualTo(202);
    }

    @Test
    void knows_no_device_that_is_not_registered() {
        assertThat(api.viewer().get("/v1/devices/absent/commands").status()).isEqualTo(404);
        assertThat(api.operator().with("Idempotency-Key", "k").withJson(SET_SPEED).post("/v1/devices/absent/commands")
                .status()).isEqualTo(404);
        assertThat(api.viewer().get("/v1/commands/absent").status()).isEqualTo(404);
        assertThat(api.viewer().get("/v1/commands/a%20b").status()).isEqualTo(404);
    }

    @Test
    void refuses_more_open_commands_than_a_device_can_have() {
        for (int i = 0; i < CommandStore.MAX_OPEN; i++) {
            assertThat(post("k-" + i, SET_SPEED).status()).isEqualTo(202);
        }

        ApiResponse refused = post("k-100", SET_SPEED);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused, "code")).isEqualTo("TOO_MANY_COMMANDS");
        step(stored().getFirst().id(), command -> command.cancelled(T0));
        assertThat(post("k-100", SET_SPEED).status()).isEqualTo(202);
    }

    @Test
    void lists_the_newest_first() {
        String older = text(post("k-1", SET_SPEED), "id");
        api.clock.advance(Duration.ofSeconds(1));
        String newer = text(post("k-2", SET_SPEED), "id");

        ApiResponse first = api.viewer().get(COMMANDS + "?limit=1");
        ApiResponse second = api.viewer().get(COMMANDS + "?limit=1&cursor=" + text(first, "nextCursor"));

        assertThat(column(first, "id")).containsExactly(newer);
        assertThat(column(second, "id")).containsExactly(older);
        assertThat(at(second, "nextCursor")).isNull();
        assertThat(api.viewer().get(COMMANDS + "?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void shows_a_command_as_expired_though_nobody_has_stored_that_yet() {
        ApiResponse created = post("k-1", SET_SPEED);
        String command = "/v1/commands/" + text(created, "id");
        api.clock.advance(Duration.ofMillis(119_999));
        assertThat(text(api.viewer().get(command), "state")).isEqualTo("QUEUED");
        api.clock.advance(Duration.ofMillis(1));

        ApiResponse shown = api.viewer().with("If-None-Match", header(created, "ETag")).get(command);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(text(shown, "state")).isEqualTo("EXPIRED");
        assertThat(text(shown, "endedAt")).isEqualTo("2026-01-01T00:02:00.000Z");
        assertThat(column(api.viewer().get(COMMANDS), "state")).containsExactly("EXPIRED");
        ApiResponse cancelled = api.operator().post(command + ":cancel");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(text(cancelled, "detail")).contains("EXPIRED");
    }

    @Test
    void shows_a_late_reply() {
        String id = text(post("k-1", SET_SPEED), "id");
        step(new CommandId(id), command -> command.sent(T0.plusSeconds(1)));
        step(new CommandId(id),
                command -> command
                        .replied(new Command.Reply(207, new JsonText("{\"ok\":[1.50,null]}"), T0.plusSeconds(125))));

        assertThat(shape(api.viewer().get("/v1/commands/" + id)).replace(id, "ID"))
                .isEqualTo(golden("answered-command.json"));
    }

    @Test
    void cancels_what_is_not_final_once() {
        String command = "/v1/commands/" + text(post("k-1", SET_SPEED), "id");

        ApiResponse cancelled = api.operator().post(command + ":cancel");
        ApiResponse again = api.operator().post(command + ":cancel");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(text(cancelled, "state")).isEqualTo("CANCELLED");
        assertThat(again.status()).isEqualTo(409);
        assertThat(text(again, "code")).isEqualTo("COMMAND_ENDED");
        assertThat(shape(api.viewer().get(command))).isEqualTo(shape(cancelled));
    }

    @Test
    void cancels_a_command_that_comes_further_meanwhile() {
        CommandStore store = api.stores.commands();
        Api racing = new Api(ports -> withCommands(ports, new OvertakenOnce(store)));
        Command command = aCommand().to(PUMP).createdAt(T0).build();
        assertThat(store.save(command, List.of())).isEqualTo(CommandStore.Written.DONE);

        ApiResponse cancelled = racing.operator().post("/v1/commands/" + command.id() + ":cancel");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(text(cancelled, "sentAt")).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(store.find(PUMP.tenant(), command.id()).orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void lets_parallel_requests_with_one_key_make_one_command() {
        List<ApiResponse> answers = Racing.race(30, _ -> post("k-1", SET_SPEED));

        assertThat(answers).extracting(ApiResponse::status).isSubsetOf(202, 409).contains(202);
        assertThat(stored()).hasSize(1);
        assertThat(text(post("k-1", SET_SPEED), "id")).isEqualTo(stored().getFirst().id().value());
    }

    @Test
    void finds_the_command_that_a_killed_request_has_made() {
        Api killed = new Api(ports -> withIdempotency(ports, new OnceOutOfReach(ports.idempotency())));
        killed.register(aDevice().build());
        assertThat(post(killed, "k-1", SET_SPEED).status()).isEqualTo(503);
        Command made = killed.stores.commands().list(PUMP, PageRequest.first(10)).items().getFirst();
        assertThat(post(killed, "k-1", SET_SPEED).status()).isEqualTo(409);

        killed.clock.advance(ApiSettings.Limits.DEFAULT.idempotencyLease().plusMillis(1));
        ApiResponse taken = post(killed, "k-1", SET_SPEED);

        assertThat(taken.status()).isEqualTo(202);
        assertThat(text(taken, "id")).isEqualTo(made.id().value());
        assertThat(post(killed, "k-1", SET_SPEED).headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(killed.stores.commands().list(PUMP, PageRequest.first(10)).items()).containsExactly(made);
    }

    @Test
    void shows_the_command_of_a_key_whose_reply_is_forgotten() {
        String id = text(post("k-1", SET_SPEED), "id");
        api.clock.advance(Duration.ofHours(25));

        ApiResponse again = late().with("Idempotency-Key", "k-1").withJson(SET_SPEED).post(COMMANDS);
        ApiResponse other = late().with("Idempotency-Key", "k-1").withJson("{\"method\":\"stop\"}").post(COMMANDS);

        assertThat(again.status()).isEqualTo(202);
        assertThat(text(again, "id")).isEqualTo(id);
        assertThat(text(again, "state")).isEqualTo("EXPIRED");
        assertThat(other.status()).isEqualTo(422);
        assertThat(stored()).hasSize(1);
    }

    private RequestBuilder late() {
        return api.anonymous().withToken(new TokenBuilder().withRoles("operator")
                .expiresAt(Instant.parse("2026-01-03T00:00:00Z")).rs256());
    }

    @Test
    void keeps_the_keys_of_users_devices_and_registrations_apart() {
        api.register(aDevice().withId("pump-2").build());
        String one = text(post("k-1", SET_SPEED), "id");
        RequestBuilder bob = api.anonymous()
                .withToken(new TokenBuilder().withClaim("sub", "bob").withRoles("operator").rs256());

        String bobs = text(bob.with("Idempotency-Key", "k-1").withJson(SET_SPEED).post(COMMANDS), "id");
        String others = text(api.operator().with("Idempotency-Key", "k-1").withJson(SET_SPEED)
                .post("/v1/devices/pump-2/commands"), "id");

        assertThat(List.of(one, bobs, others)).doesNotHaveDuplicates();
    }

    private static ApiPorts withCommands(ApiPorts ports, CommandStore commands) {
        return new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), ports.ingestion(),
                ports.quarantine(), ports.idempotency(), ports.audit(), ports.readiness(), commands, ports.shadows(),
                ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(), ports.links(),
                ports.files(),
                ports.chat());
    }

    private static ApiPorts withIdempotency(ApiPorts ports, IdempotencyStore idempotency) {
        return new ApiPorts(ports.registry(), ports.credentials(), ports.telemetry(), ports.ingestion(),
                ports.quarantine(), idempotency, ports.audit(), ports.readiness(), ports.commands(), ports.shadows(),
                ports.rules(), ports.alerts(), ports.members(), ports.limiter(), ports.tickets(), ports.links(),
                ports.files(),
                ports.chat());
    }

    /// A store that is out of reach when the first reply is to be kept, as if the process had been killed.
    private record OnceOutOfReach(IdempotencyStore store, AtomicBoolean killed) implements IdempotencyStore {
        OnceOutOfReach(IdempotencyStore store) {
            this(store, new AtomicBoolean());
        }

        @Override
        public Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
            return store.claim(key, fingerprint, now, lease);
        }

        @Override
        public void finish(ClaimKey key, String token, Reply reply) {
            if (killed.compareAndSet(false, true)) {
                throw new StoreUnavailable("IdempotencyStore.finish", key.key(), new IOException("killed"));
            }
            store.finish(key, token, reply);
        }

        @Override
        public void abandon(ClaimKey key, String token) {
            store.abandon(key, token);
        }
    }

    /// A store in which a command is sent while the first to write it looks at it.
    private record OvertakenOnce(CommandStore store, List<Command> overtaken) implements CommandStore {
        OvertakenOnce(CommandStore store) {
            this(store, new CopyOnWriteArrayList<>());
        }

        @Override
        public Optional<Command> find(TenantId tenant, CommandId id) {
            return store.find(tenant, id);
        }

        @Override
        public Page<Command> list(DeviceKey device, PageRequest page) {
            return store.list(device, page);
        }

        @Override
        public List<Command> open(DeviceKey device) {
            return store.open(device);
        }

        @Override
        public List<Command> overdue(Instant now, int max) {
            return store.overdue(now, max);
        }

        @Override
        public Written save(Command command, List<RecordedEvent> events) {
            if (overtaken.isEmpty()) {
                Command before = store.find(command.device().tenant(), command.id()).orElseThrow();
                overtaken.add(((Advanced) before.sent(before.createdAt())).command());
                assertThat(store.save(overtaken.getFirst(), List.of())).isEqualTo(Written.DONE);
            }
            return store.save(command, events);
        }
    }
}
