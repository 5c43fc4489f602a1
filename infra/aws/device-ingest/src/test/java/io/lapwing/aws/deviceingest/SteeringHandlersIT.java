package io.lapwing.aws.deviceingest;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDbCommandStore;
import io.lapwing.aws.adapters.DynamoDbEventFeed;
import io.lapwing.aws.adapters.DynamoDbListeners;
import io.lapwing.aws.adapters.DynamoDbShadowStore;
import io.lapwing.aws.adapters.DynamoDbWatchStore;
import io.lapwing.aws.adapters.IotStreamTickets;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.StsEndpoint;
import io.lapwing.aws.emulator.SqsEvents;
import io.lapwing.aws.emulator.SqsEvents.DeviceMessage;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.command.CommandState;
import io.lapwing.sharedmodel.document.JsonText;
import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.fixtures.Eventually;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamWish;
import io.lapwing.sharedmodel.port.CommandStore.Written;
import io.lapwing.sharedmodel.port.EventFeed;
import io.lapwing.sharedmodel.port.StreamTickets;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.TraceParent;
import io.lapwing.sharedmodel.watch.DeviceWatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.aws.deviceingest.GoldenEvent.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

/// The functions beside `ingestTelemetry`, as they are deployed, one after the other in the runtime that AWS runs them
/// in.
@NeedsDynamoDb
class SteeringHandlersIT {

    private static final String SCHEDULED = "{\"schedule\":\"minute\"}";
    private static final CommandId STOP = new CommandId("stop-1");

    @TempDir
    private static Path folder = Path.of("");
    private static List<Path> jars = List.of();

    private LambdaUnderTest lambda = new LambdaUnderTest(List.of());

    @BeforeAll
    static void unpack() {
        jars = LambdaZip.built().unpackTo(folder);
    }

    @BeforeEach
    void prepare() {
        lambda.close();
        lambda = new LambdaUnderTest(jars);
    }

    @AfterEach
    void end() {
        lambda.close();
    }

    private void deviceSends(String topic, String payload) {
        String event = SqsEvents.of("e", System.currentTimeMillis(),
                List.of(new DeviceMessage("iot/v1/acme/pump-1/" + topic, payload, "", Map.of())));
        assertThat(lambda.reply(event)).isEqualTo("{\"batchItemFailures\":[]}");
    }

    private void queue(Instant expiresAt) {
        queue(STOP, expiresAt, null);
    }

    private void queue(CommandId id, Instant expiresAt, @Nullable TraceParent trace) {
        Command command = new Command(id, PUMP, "stop", JsonText.EMPTY_OBJECT, "user:alice",
                expiresAt.minusSeconds(60), expiresAt,
                Command.Progress.QUEUED, trace, 1);
        assertThat(commands().save(command,
                List.of(new RecordedEvent(new CommandQueued(PUMP, id, 1), now(), trace)))).isEqualTo(Written.DONE);
    }

    private Command command() {
        return commands().find(PUMP.tenant(), STOP).orElseThrow();
    }

    private DynamoDbCommandStore commands() {
        return new DynamoDbCommandStore(lambda.database);
    }

    private boolean isOnline() {
        return Objects.requireNonNull(new DynamoDbWatchStore(lambda.database).find(Set.of(PUMP))
                .getOrDefault(PUMP, DeviceWatch.NOTHING)).presence().online();
    }

    private List<EventFeed.Entry> feed() {
        return new DynamoDbEventFeed(lambda.database, InstantSource.system()).read(PUMP.tenant(), 0, 100);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void a_command_goes_to_a_device_that_is_there_and_its_answer_comes_back() {
        lambda.startInstead(ReceiveMessagesHandler.class);
        deviceSends("status", "{\"online\":true,\"sid\":7}");
        assertThat(isOnline()).isTrue();

        queue(now().plusSeconds(60));
        lambda.startInstead(DeliverEventsHandler.class);
        // The device's coming, the command, and that it was sent.
        assertThat(lambda.reply(SCHEDULED)).isEqualTo("{\"delivered\":3}");

        assertThat(command().state()).isEqualTo(CommandState.SENT);
        assertThat(lambda.iot.posted()).anySatisfy(
                posted -> assertThat(posted).contains("iot/v1/acme/pump-1/cmd/stop-1", "\"method\":\"stop\""));

        lambda.startInstead(ReceiveMessagesHandler.class);
        deviceSends("cmd/stop-1/res", "{\"status\":200,\"payload\":{\"stopped\":true}}");
        assertThat(command().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void an_app_that_listens_is_told_and_nobody_else_is() throws IOException {
        lambda.startInstead(ReceiveMessagesHandler.class);
        deviceSends("telemetry", "{\"ts\":1767225600000,\"values\":{\"t\":21.5}}");
        assertThat(lambda.iot.posted()).noneMatch(posted -> posted.contains("app/v1/"));

        listenToAll();
        Eventually.within(Duration.ofSeconds(10), () -> {
            deviceSends("telemetry", "{\"ts\":%d,\"values\":{\"t\":21.5}}".formatted(System.currentTimeMillis()));
            assertThat(lambda.iot.posted()).anySatisfy(posted -> assertThat(posted)
                    .contains("app/v1/acme/readings/pump-1", "\"deviceId\":\"pump-1\"", "\"values\":{\"t\":21.5}"));
        });

        deviceSends("status", "{\"online\":true,\"sid\":7}");
        queue(now().plusSeconds(60));
        lambda.startInstead(DeliverEventsHandler.class);
        lambda.reply(SCHEDULED);
        assertThat(lambda.iot.posted())
                .anySatisfy(posted -> assertThat(posted).contains("app/v1/acme/presence/pump-1", "\"online\":true"))
                .anySatisfy(posted -> assertThat(posted).contains("app/v1/acme/commands/pump-1", "\"id\":\"stop-1\""));
    }

    private void listenToAll() throws IOException {
        try (StsEndpoint sts = new StsEndpoint("AKID", "secret", "eu-central-1")) {
            AwsClients clients = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "AKID",
                    "AWS_SECRET_ACCESS_KEY", "secret", "AWS_ENDPOINT_URL_STS", sts.url().toString()));
            StreamTickets tickets = new IotStreamTickets(clients.sessions("arn:aws:iam::123456789012:role/apps"),
                    clients.mqttUrls(lambda.iot.url()),
                    new DynamoDbListeners(lambda.database, InstantSource.system()), InstantSource.system());
            assertThat(tickets.issue(new StreamWish(PUMP.tenant(), Set.of(), Set.of(LiveKind.values()))))
                    .isInstanceOf(StreamTickets.Issue.Issued.class);
        }
    }

    @Test
    void a_record_of_the_stream_has_that_partition_delivered_which_it_names() {
        lambda.startInstead(ReceiveMessagesHandler.class);
        deviceSends("status", "{\"online\":true,\"sid\":7}");

        lambda.startInstead(DeliverEventsHandler.class);
        assertThat(lambda.reply(ofStream("X#0"))).isEqualTo("{\"delivered\":0}");
        for (int shard = 0; shard < 16; shard++) {
            lambda.reply(ofStream("O#" + shard));
        }

        assertThat(feed()).extracting(entry -> entry.event().event())
                .hasOnlyElementsOfType(DeviceCameOnline.class).hasSize(1);
    }

    private static String ofStream(String partition) {
        return "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"" + partition
                + "\"},\"sk\":{\"S\":\"x\"}}}}]}";
    }

    @Test
    void a_shadow_is_updated_and_answered() {
        lambda.startInstead(ReceiveMessagesHandler.class);

        deviceSends("shadow/main/update", "{\"state\":{\"desired\":{\"r\":5},\"reported\":{\"r\":3}}}");

        assertThat(new DynamoDbShadowStore(lambda.database).find(PUMP, ShadowName.MAIN)).isPresent();
        assertThat(lambda.iot.posted()).anySatisfy(
                posted -> assertThat(posted).contains("iot/v1/acme/pump-1/shadow/main/update/accepted"));

        lambda.startInstead(DeliverEventsHandler.class);
        lambda.reply(SCHEDULED);
        assertThat(lambda.iot.posted()).anySatisfy(posted -> assertThat(posted)
                .contains("iot/v1/acme/pump-1/shadow/main/update/delta", "\"state\":{\"r\":5}"));
    }

    @Test
    void a_command_ends_when_its_time_runs_out_though_nobody_asks() {
        queue(now().minusSeconds(1));
        lambda.startInstead(ExpireCommandsHandler.class);

        assertThat(lambda.reply(SCHEDULED)).isEqualTo("{\"done\":1}");
        assertThat(lambda.reply(SCHEDULED)).isEqualTo("{\"done\":0}");

        assertThat(command().state()).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void what_a_chat_may_have_to_be_told_of_goes_to_its_queue_with_its_trace() {
        TraceParent trace = TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").orElseThrow();
        queue(new CommandId("chat-1"), now().minusSeconds(1), trace);
        queue(STOP, now().minusSeconds(1), trace);
        lambda.startInstead(ExpireCommandsHandler.class);
        assertThat(lambda.reply(SCHEDULED)).isEqualTo("{\"done\":2}");

        lambda.startInstead(DeliverEventsHandler.class, Map.of("LAPWING_CHAT_NEWS_QUEUE", "https://sqs/1/news",
                "AWS_ENDPOINT_URL_SQS", lambda.iot.url().toString()));
        lambda.reply(SCHEDULED);

        String payload = Base64.getEncoder().encodeToString("command/acme/chat-1".getBytes(StandardCharsets.UTF_8));
        assertThat(lambda.iot.posted()).filteredOn(posted -> posted.contains("https://sqs/1/news")).hasSize(1)
                .allSatisfy(posted -> assertThat(posted).contains("\"MessageBody\":\"" + payload + "\"",
                        trace.traceId()));
    }

    @Test
    void a_device_that_fell_silent_is_found() {
        lambda.startInstead(IngestTelemetryHandler.class);
        long longAgo = System.currentTimeMillis() - 3_600_000;
        lambda.reply(SqsEvents.of("e", longAgo, List.of(DeviceMessage.of("acme", "pump-1", "{\"t\":1}"))));
        assertThat(isOnline()).isTrue();

        lambda.startInstead(CheckDevicesHandler.class);

        assertThat(lambda.reply(SCHEDULED)).isEqualTo("{\"done\":1}");
        assertThat(isOnline()).isFalse();
    }
}
