package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbTelemetryStore;
import io.lapwing.aws.adapters.DynamoDbWatchStore;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.emulator.GatewayEvents;
import io.lapwing.chatbot.conversations.Conversations;
import io.lapwing.local.chatemulator.EmulatedChat;
import io.lapwing.local.chatemulator.Instance;
import io.lapwing.local.chatemulator.Recording;
import io.lapwing.local.chatemulator.Rehearsal;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.local.chatemulator.Wall;
import io.lapwing.local.chatemulator.Webhook;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.fixtures.ReadingBuilder;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.watch.DeviceWatcher;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.lapwing.aws.chatbot.ChatUnderTest.TENANT;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aReading;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aWrite;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

/// The recorded conversations on the packages as they are deployed, in Lambda's envelopes: they have to go as they go on
/// the local platform.
@NeedsDynamoDb
class RecordedChatIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(500);

    @TempDir
    private static Path folder = Path.of("");
    private static List<Path> receiveJars = List.of();
    private static List<Path> workJars = List.of();

    @BeforeAll
    static void unpack() {
        receiveJars = LambdaZip.ofReceiveChat().unpackTo(folder.resolve("receive"));
        workJars = LambdaZip.ofWork().unpackTo(folder.resolve("work"));
    }

    /// What API Gateway, Lambda's pollers and `/v1/me/chat-links` are to the functions.
    private record Deployed(ChatUnderTest chat) implements Instance {
        @Override
        public Answer send(Webhook webhook) {
            Map<String, String> headers = new HashMap<>();
            webhook.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            String reply = chat.reply(ReceiveChatHandler.class, GatewayEvents.of("POST", webhook.path(), "", headers,
                    new String(webhook.body(), StandardCharsets.UTF_8)));
            while (!chat.work(ChatQueues.INPUTS, ConverseHandler.class).isEmpty()) {
                // What is answered leads to nothing that would have to be done here, but for files.
            }
            while (!chat.work(ChatQueues.FILES, FetchFileHandler.class).isEmpty()) {
                chat.loadFiles();
                var _ = chat.work(ChatQueues.NEWS, NotifyChatHandler.class);
            }
            return new Answer(reply.contains("\"statusCode\":200") ? 200 : 500, reply);
        }

        @Override
        public Answer redeem(String code, String user, String role) {
            return new Answer(chat.redeem(code, user, Role.parse(role).orElseThrow()) ? 201 : 422, "");
        }
    }

    private static Secrets secrets() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Secrets.generate(socket.getLocalPort());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void a_conversation_goes_as_recorded(Channel channel) throws Exception {
        Secrets secrets = secrets();
        try (ChatUnderTest chat = new ChatUnderTest(receiveJars, workJars).takingFiles();
                EmulatedChat emulated = EmulatedChat.open(channel, secrets, new Deployed(chat), new Wall(_ -> {}))) {
            chat.connect(secrets.environment(channel));
            new Fleet(chat).setUp();
            Rehearsal rehearsal = new Rehearsal(emulated, PATIENCE, QUIET);
            for (String name : Conversations.NAMES) {
                Optional<Rehearsal.Difference> difference = rehearsal.play(Recording.parse(name,
                        Conversations.text(name)));

                assertThat(difference).as(name + chat.output(ConverseHandler.class)).isEmpty();
            }
        }
    }

    /// The fleet of the recordings, put straight into the stores.
    private record Fleet(ChatUnderTest chat) {
        void setUp() throws Exception {
            for (Conversations.Request request : Conversations.fleet()) {
                Map<?, ?> body = (Map<?, ?>) Objects
                        .requireNonNull(Json.read(request.json().getBytes(StandardCharsets.UTF_8)));
                if (request.path().equals("/v1/devices")) {
                    register(body);
                } else if (request.path().endsWith("/telemetry")) {
                    report(request.path().split("/", -1)[3], (Map<?, ?>) Objects.requireNonNull(body.get("values")));
                }
            }
            tooWarm(key("cold-store-2"));
        }

        private static DeviceKey key(Object id) {
            return new DeviceKey(TENANT, new DeviceId(id.toString()));
        }

        private static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }

        private void register(Map<?, ?> device) {
            assertThat(new DynamoDbDeviceRegistry(chat.database, InstantSource.system()).create(
                    aDevice().withKey(key(Objects.requireNonNull(device.get("id")))).withName("" + device.get("name"))
                            .withType("" + device.get("type")).withSite("" + device.get("site")).build(),
                    aTokenHash())).isTrue();
        }

        private void report(String device, Map<?, ?> values) {
            ReadingBuilder reading = aReading().of(key(device)).at(now());
            values.forEach((metric, value) -> reading.withValue("" + metric, ((Number) value).doubleValue()));
            new DynamoDbTelemetryStore(chat.database, InstantSource.system(), DeviceWatcher.NOBODY)
                    .append(List.of(aWrite().from(key(device)).with(reading).build()));
            new DynamoDbWatchStore(chat.database).look(key(device), now(), false, Watches::online);
        }

        /// As the rule says it that the local platform has.
        private void tooWarm(DeviceKey device) {
            new DynamoDbWatchStore(chat.database).look(device, now(), false, (sighting, ids) -> new Observation(
                    Watches.next(sighting.watch(), (Instant) null),
                    List.of(new AlertChange.Raised(anAlert().byRule("too-warm").withSeverity(Severity.CRITICAL)
                            .saying("temperature of Cold store 2 is 9.5, above 8").raisedAt(now())
                            .build(ids.get(), device))),
                    List.of()));
        }
    }
}
