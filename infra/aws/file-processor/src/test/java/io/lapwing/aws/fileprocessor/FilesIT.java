package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.Fault;
import io.lapwing.aws.adapters.NeedsDynamoDb;
import io.lapwing.aws.adapters.SqsQueues;
import io.lapwing.aws.emulator.InvocationResult;
import io.lapwing.aws.emulator.LambdaProcess;
import io.lapwing.aws.transfer.TestQueue;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.file.FileKey;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.Fixtures;
import io.lapwing.sharedmodel.work.WorkId;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/// The whole way of a file, through the package as it is deployed.
@NeedsDynamoDb
class FilesIT {

    private static final String NO_FAILURES = "{\"batchItemFailures\":[]}";
    private static final String TWO_DEVICES = """
            device_id,ts,metric,value,unit
            pump-1,2025-06-01T00:00:00Z,temperature,21.5,
            pump-2,2025-06-01T00:00:00Z,temperature,70,F
            pump-1,2025-06-01T00:01:00Z,temperature,21.75,
            pump-1,2025-06-01T00:02:00Z,temperature,warm,
            pump-3,2025-06-01T00:00:00Z,temperature,1,
            pump-1,2025-06-01T00:00:00Z,temperature,21.5,
            """;
    /// Two steps.
    private static final int MANY = 24_000;
    private static final int POLLS = 100;

    @TempDir
    private static Path folder = Path.of("");

    private FilesUnderTest lambda = new FilesUnderTest(folder);

    @BeforeAll
    static void unpack() {
        LambdaZip.built().unpackTo(folder);
    }

    @AfterEach
    void end() {
        lambda.close();
    }

    private void receive(FileKey key) {
        assertThat(lambda.reply(ReceiveUploadHandler.class,
                Notifications.event(Notifications.created(key.upload().value())))).isEqualTo(NO_FAILURES);
    }

    /// What `deliverEvents` does with the event of a file that is received.
    private void enqueue(FileKey key) {
        SqsQueues queues = new AwsClients(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test", "AWS_ENDPOINT_URL_SQS", lambda.queue.endpoint().toString()))
                .queues(Map.of(FileQueues.RECEIVED, lambda.queue.url()));
        queues.send(List.of(WorkItem.of(FileQueues.RECEIVED, new WorkId("w-1"), WorkPayload.of(key.toString()), null)));
    }

    /// What Lambda's poller does until the file is done: it hands messages over, and deletes what has not failed.
    private StoredFile processed(FileKey key) {
        for (int i = 0; i < POLLS && !isDone(key); i++) {
            for (Message message : lambda.queue.take(2)) {
                String reply = lambda.reply(ProcessFileHandler.class, TestQueue.event(List.of(message)));
                if (reply.equals(NO_FAILURES)) {
                    lambda.queue.delete(message);
                }
            }
        }
        assertThat(isDone(key)).as(lambda.start(ProcessFileHandler.class).output()).isTrue();
        return lambda.file(key);
    }

    private boolean isDone(FileKey key) {
        return !lambda.file(key).isToProcess();
    }

    private static String numbers(StoredFile file) {
        LoadProgress progress = file.progress();
        return "%d = %d loaded, %d duplicate, %d rejected".formatted(progress.rowsTotal(), progress.rowsLoaded(),
                progress.rowsDuplicate(), progress.rowsRejected());
    }

    private static String many() {
        Instant first = Instant.parse("2025-06-01T00:00:00Z");
        return IntStream.range(0, MANY)
                .mapToObj(i -> "pump-%d,%s,level,%s".formatted(i % 2 + 1, first.plusSeconds(i), i % 500 == 7 ? "x" : i))
                .collect(joining("\n", "device_id,ts,metric,value\n", "\n"));
    }

    @Test
    void a_table_of_two_devices_becomes_rows_a_report_and_a_table_of_rejects() {
        FileKey key = lambda.upload(TWO_DEVICES);

        receive(key);
        assertThat(lambda.file(key).state()).isEqualTo(FileState.RECEIVED);
        assertThat(lambda.events()).hasSize(1).allSatisfy(
                event -> assertThat(event).isInstanceOfSatisfying(FileReceived.class,
                        received -> assertThat(received.file()).isEqualTo(key)));
        enqueue(key);
        StoredFile file = processed(key);

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(numbers(file)).isEqualTo("6 = 3 loaded, 1 duplicate, 2 rejected");
        assertThat(file.progress().rejects()).extracting(reject -> reject.code() + "@" + reject.line())
                .containsExactly("BAD_NUMBER@5", "UNKNOWN_DEVICE@6");
        assertThat(lambda.readings("pump-1")).hasSize(2);
        assertThat(lambda.readings("pump-2")).hasSize(1).first().asString().contains("21.11", "70 F");
        assertThat(FilesUnderTest.text(key.rejects())).contains("BAD_NUMBER", "warm", "UNKNOWN_DEVICE", "pump-3")
                .doesNotContain("21.75");
    }

    @Test
    void a_process_that_is_killed_in_the_middle_leaves_nothing_out_and_counts_nothing_twice() {
        FileKey undisturbed = lambda.upload(many());
        receive(undisturbed);
        enqueue(undisturbed);
        StoredFile expected = processed(undisturbed);
        List<String> first = lambda.readings("pump-1");
        List<String> second = lambda.readings("pump-2");
        assertThat(numbers(expected))
                .isEqualTo("24000 = 23952 loaded, 0 duplicate, 48 rejected");
        String rejects = FilesUnderTest.text(undisturbed.rejects());
        int transactions = (int) lambda.faults.operations().stream().filter("TransactWriteItems"::equals).count();

        // How many there are differs a little: who listens is told of rows once a second.
        for (Predicate<String> fatal : List.of(nth(transactions / 3), nth(transactions * 2 / 3),
                (String body) -> body.contains("COMPLETED"))) {
            lambda.close();
            lambda = new FilesUnderTest(folder);
            FileKey key = lambda.upload(many());
            receive(key);
            enqueue(key);
            killedAt(fatal);

            StoredFile file = processed(key);

            assertThat(file.state()).isEqualTo(FileState.COMPLETED);
            assertThat(file.progress()).isEqualTo(expected.progress());
            assertThat(lambda.readings("pump-1")).isEqualTo(first);
            assertThat(lambda.readings("pump-2")).isEqualTo(second);
            assertThat(FilesUnderTest.text(key.rejects())).isEqualTo(rejects);
        }
    }

    private static Predicate<String> nth(int transaction) {
        AtomicInteger seen = new AtomicInteger();
        return _ -> seen.incrementAndGet() == transaction;
    }

    /// Kills the function when DynamoDB has done what the process does not know of yet.
    ///
    /// @param fatal of a transaction's body
    private void killedAt(Predicate<String> fatal) {
        LambdaProcess process = lambda.start(ProcessFileHandler.class);
        lambda.faults.plan(request -> request.operation().equals("TransactWriteItems") && fatal.test(request.body()), 1,
                Fault.after(process::kill));
        List<Message> messages = lambda.queue.take(5);
        assertThat(lambda.invoke(ProcessFileHandler.class, TestQueue.event(messages)))
                .isInstanceOf(InvocationResult.Ended.class);
        lambda.end(ProcessFileHandler.class);
    }

    @Test
    void a_test_event_and_an_object_of_another_name_are_no_uploads() {
        assertThat(lambda.reply(ReceiveUploadHandler.class, Notifications.event(Notifications.TEST,
                Notifications.created("claims/c-1", "files/acme/my file+ü", "files/acme/f-0/upload"))))
                .isEqualTo(NO_FAILURES);

        assertThat(lambda.events()).isEmpty();
    }

    @Test
    void an_upload_that_nobody_told_of_is_found_by_the_schedule() {
        FileKey told = lambda.upload(TWO_DEVICES);
        receive(told);
        Instant anHourAgo = Fixtures.now().minus(Duration.ofMinutes(90));
        byte[] bytes = TWO_DEVICES.getBytes(StandardCharsets.UTF_8);
        FileKey untold = lambda.upload(Fixtures.aFile().announcedAt(anHourAgo).of("text/csv", bytes.length), bytes);
        FileKey never = lambda.announce(Fixtures.aFile().announcedAt(anHourAgo)).key();

        assertThat(lambda.reply(ExpireUploadsHandler.class, "{\"schedule\":\"expireUploads\"}"))
                .isEqualTo("{\"done\":2}");

        assertThat(lambda.file(untold).state()).isEqualTo(FileState.RECEIVED);
        assertThat(lambda.file(never).state()).isEqualTo(FileState.FAILED);
    }

    @Test
    void a_picture_gets_a_small_one() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", png);
        FileKey key = lambda.upload(
                Fixtures.aFile().withPurpose(FilePurpose.ATTACHMENT).of("image/png", png.size()), png.toByteArray());
        receive(key);
        enqueue(key);

        assertThat(processed(key).state()).isEqualTo(FileState.COMPLETED);

        assertThat(FilesUnderTest.text(key.thumbnail())).isNotEmpty();
    }

    @Test
    void work_that_names_no_file_is_left_to_the_dead_letters() {
        lambda.queue.send("hello");
        Message message = lambda.queue.take(5).getFirst();

        assertThat(lambda.reply(ProcessFileHandler.class, TestQueue.event(List.of(message))))
                .contains(message.messageId());
    }
}
