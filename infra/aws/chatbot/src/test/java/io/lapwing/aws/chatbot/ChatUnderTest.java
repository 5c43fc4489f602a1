package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbChatLinks;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbMemberStore;
import io.lapwing.aws.adapters.DynamoDbReadingLoader;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.adapters.SecretsEndpoint;
import io.lapwing.aws.adapters.TestDynamoDb;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.InvocationResult.Replied;
import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.emulator.RuntimeApiEmulator;
import io.lapwing.aws.emulator.RuntimeInterfaceClient;
import io.lapwing.aws.transfer.TestS3;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.chatbot.channels.slack.SlackRequests;
import io.lapwing.fileprocessor.functions.FilePorts;
import io.lapwing.fileprocessor.functions.ProcessFile;
import io.lapwing.fileprocessor.functions.ReceiveUpload;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.inmemory.CountedCounters;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.sqs.model.Message;

import static org.assertj.core.api.Assertions.assertThat;

/// The packages as they are deployed, each function in a process of its own on AWS's runtime interface client, between a
/// Slack, an SQS and a DynamoDB; the secrets of Slack are in a Secrets Manager.
final class ChatUnderTest implements AutoCloseable {

    static final TenantId TENANT = new TenantId("acme");

    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat-slack-Ab1";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
            "-Dfile.encoding=ISO-8859-1");

    final TestQueues queues = new TestQueues();
    final SlackPlatform slack = new SlackPlatform();
    final SecretsEndpoint secrets;
    private final DynamoDbTables tables = TestDynamoDb.shared().freshTables();
    final DynamoDatabase database = new DynamoDatabase(TestDynamoDb.shared().client(), tables);
    private final Map<Class<?>, Running> running = new HashMap<>();
    private final List<Path> receiveJars;
    private final List<Path> workJars;
    private final Map<String, String> moreVariables = new HashMap<>();

    private record Running(RuntimeApiEmulator emulator, LambdaProcess process) {}

    ChatUnderTest(List<Path> receiveJars, List<Path> workJars) {
        this.receiveJars = receiveJars;
        this.workJars = workJars;
        try {
            secrets = new SecretsEndpoint("AKIAEMULATED", "emulated", "eu-central-1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secrets.put(SECRET, new String(Json.write(Map.of("LAPWING_SLACK_SIGNING_SECRET", SlackRequests.SECRET,
                "LAPWING_SLACK_BOT_TOKEN", SlackPlatform.TOKEN)), StandardCharsets.UTF_8));
    }

    ChatUnderTest with(String variable, String value) {
        moreVariables.put(variable, value);
        return this;
    }

    /// Has files taken, into the bucket of the tests.
    ChatUnderTest takingFiles() {
        return with("LAPWING_FILES_BUCKET", TestS3.shared().bucket()).with("AWS_ENDPOINT_URL_S3",
                TestS3.shared().endpoint().toString());
    }

    /// What the functions of files, which are of another package, do with what was fetched; and what becomes of it goes
    /// into the queue of the news, as `deliverEvents` puts it there.
    void loadFiles() {
        DynamoDbFileStore files = new DynamoDbFileStore(database);
        FilePorts ports = new FilePorts(files, TestS3.shared().store(),
                new DynamoDbReadingLoader(database, InstantSource.system()),
                new DynamoDbDeviceRegistry(database, InstantSource.system()), new CountedCounters());
        ReceiveUpload receive = new ReceiveUpload(ports, InstantSource.system());
        ProcessFile process = new ProcessFile(ports,
                new ProcessFile.Means(InstantSource.system(), new SecureRandom()), receive);
        for (StoredFile file : files.list(TENANT, new FileFilter(FileState.RECEIVED, null), PageRequest.first(10))
                .items()) {
            WorkItem item = WorkItem.of(FileQueues.RECEIVED, new WorkId(file.key().toString()),
                    WorkPayload.of(file.key().toString()), null);
            assertThat(process.apply(item)).isInstanceOf(WorkOutcome.Done.class);
            queues.client().send(List.of(new ChatNews.FileEnded(TENANT, file.key().id()).work(1, null)));
        }
    }

    /// Connects another Slack, or another platform.
    void connect(Map<String, String> variables) {
        if (variables.containsKey("LAPWING_SLACK_BOT_TOKEN")) {
            secrets.put(SECRET, new String(Json.write(variables), StandardCharsets.UTF_8));
        }
        moreVariables.putAll(variables);
    }

    /// Calls a function, which has to answer.
    String reply(Class<?> handler, String event) {
        Running function = running.computeIfAbsent(handler, this::start);
        InvocationResult result = function.emulator().invoke(event, TIMEOUT);
        if (result instanceof Replied replied) {
            return replied.body();
        }
        throw new AssertionError(result + "\n" + function.process().output());
    }

    LambdaProcess start(Class<?> handler, List<String> moreOptions) {
        return running.computeIfAbsent(handler, _ -> start(handler, moreOptions, RuntimeApiEmulator.start())).process();
    }

    private Running start(Class<?> handler) {
        return start(handler, List.of(), RuntimeApiEmulator.start());
    }

    private Running start(Class<?> handler, List<String> moreOptions, RuntimeApiEmulator emulator) {
        List<Path> classPath = new ArrayList<>(handler == ReceiveChatHandler.class ? receiveJars : workJars);
        classPath.addAll(RuntimeInterfaceClient.jars());
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(moreOptions);
        LambdaCommand command = LambdaCommand.ofJava(options, classPath, handler.getName());
        Map<String, String> variables = variables();
        variables.putAll(moreVariables);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        return new Running(emulator, LambdaProcess.start(command, emulator));
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("LAPWING_REGISTRY_TABLE", tables.registry());
        variables.put("LAPWING_READINGS_TABLE", tables.readings());
        variables.put("LAPWING_ZONE", "Europe/Berlin");
        variables.put("LAPWING_CHAT_SLACK_SECRET", SECRET);
        variables.put("LAPWING_SLACK_API_URL", slack.api().toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", TestDynamoDb.shared().endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
        for (QueueName queue : List.of(ChatQueues.INPUTS, ChatQueues.POSTS, ChatQueues.NEWS, ChatQueues.BOARDS,
                ChatQueues.FILES)) {
            variables.put("LAPWING_" + queue.value().toUpperCase(Locale.ROOT).replace('-', '_') + "_QUEUE",
                    queues.url(queue));
        }
        return variables;
    }

    String output(Class<?> handler) {
        Running function = running.get(handler);
        return function == null ? "" : function.process().output();
    }

    /// What Lambda's poller does with what is in the queue now: it hands it over, and deletes what has not failed.
    ///
    /// @return what was handed over
    List<Message> work(QueueName queue, Class<?> handler) {
        List<Message> messages = queues.take(queue);
        if (!messages.isEmpty()) {
            String reply = reply(handler, TestQueues.event(messages));
            messages.stream().filter(message -> !reply.contains(message.messageId()))
                    .forEach(message -> queues.delete(queue, message));
            assertThat(reply).as(output(handler)).isEqualTo("{\"batchItemFailures\":[]}");
        }
        return messages;
    }

    /// A member of the tenant, whose account on Slack is his.
    ChatAccount member(String name, ChatAccount account, Role role) {
        LinkCode code = LinkCode.draw(new SecureRandom());
        new DynamoDbChatLinks(database).offer(code, account, now().plusSeconds(60));
        assertThat(redeem(code, name, role)).isTrue();
        return account;
    }

    /// As `/v1/me/chat-links` does it for a member, who becomes one if he is none.
    boolean redeem(String code, String name, Role role) {
        return redeem(LinkCode.parse(code).orElseThrow(), name, role);
    }

    private boolean redeem(LinkCode code, String name, Role role) {
        UserId user = new UserId(name);
        var _ = new DynamoDbMemberStore(database).save(Member.entered(TENANT, user, name, Set.of(role), now()))
                .orElseThrow();
        return new DynamoDbChatLinks(database).redeem(code, TENANT, user, now()).isPresent();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public void close() {
        running.values().forEach(function -> {
            function.process().close();
            function.emulator().close();
        });
        slack.close();
        secrets.close();
    }
}
