package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/// Which objects the function is told of, and which messages come again.
class ReceiveUploadTriggerTest {

    private static final String NO_FAILURES = "{\"batchItemFailures\":[]}";

    private final List<String> received = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = new EmbeddedMetrics("receiveUpload", InstantSource.system(),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    private String reply(String event) {
        ReceiveUploadTrigger trigger = new ReceiveUploadTrigger(this::receive, metrics);
        return new String(trigger.apply(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private void receive(ObjectKey key) {
        received.add(key.value());
        if (key.value().startsWith("unreachable")) {
            throw new StoreUnavailable("FileStore.find", key.value(), new IOException("no answer"));
        }
        if (key.value().startsWith("broken")) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void tells_of_every_object_of_every_message() {
        assertThat(reply(Notifications.event(Notifications.created("files/a/1", "files/a/2"),
                Notifications.created("files/b/1")))).isEqualTo(NO_FAILURES);

        assertThat(received).containsExactly("files/a/1", "files/a/2", "files/b/1");
    }

    @Test
    void a_test_event_is_no_upload() {
        assertThat(reply(Notifications.event(Notifications.TEST))).isEqualTo(NO_FAILURES);

        assertThat(received).isEmpty();
    }

    @Test
    void a_key_is_decoded_as_s3_encodes_it() {
        String encoded = Notifications.created("x").replace("\"x\"", "\"files%2Fa%2D1/up%6Coad\"");

        assertThat(reply(Notifications.event(encoded))).isEqualTo(NO_FAILURES);

        assertThat(received).containsExactly("files/a-1/upload");
    }

    @Test
    void a_blank_is_a_plus_and_no_key_of_ours() {
        String notification = Notifications.created("files/my file", "files/ünï+code", "files/a/1");
        assertThat(notification).contains("my+file", "%C3%BC", "%2B");

        assertThat(reply(Notifications.event(notification))).isEqualTo(NO_FAILURES);

        assertThat(received).containsExactly("files/a/1");
    }

    @Test
    void an_object_that_is_gone_is_no_upload() {
        assertThat(reply(Notifications.event(Notifications.of("ObjectRemoved:Delete", "files/a/1"))))
                .isEqualTo(NO_FAILURES);

        assertThat(received).isEmpty();
    }

    @Test
    void only_what_failed_comes_again() {
        String event = Notifications.event(Notifications.created("files/a/1"), Notifications.created("unreachable/2"),
                Notifications.created("broken/3"), Notifications.created("files/a/4"));

        assertThat(reply(event)).isEqualTo(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"},{\"itemIdentifier\":\"m-2\"}]}");

        assertThat(received).containsExactly("files/a/1", "unreachable/2", "broken/3", "files/a/4");
    }

    @Test
    void what_is_no_notification_is_left_to_the_dead_letters() {
        String event = Notifications.event("hello", "{}", "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
                Notifications.created("x").replace("\"x\"", "\"%zz\""));

        assertThat(reply(event)).contains("m-0", "m-1", "m-2", "m-3");

        metrics.flush();
        assertThat(received).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"lapwing.work.unreadable\":4");
    }

    @Test
    void refuses_what_is_no_event_of_a_queue() {
        assertThatIllegalArgumentException().isThrownBy(() -> reply("{}"))
                .withMessageContaining("not an event of SQS");
    }
}
