package io.lapwing.chatbot.functions;

import io.lapwing.sharedmodel.audit.AuditEvent;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFilter;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.LoadProgress;
import io.lapwing.sharedmodel.file.ReportedReject;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.file.StoredFile.Lease;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;
import io.lapwing.sharedmodel.work.WorkItem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aFile;
import static org.assertj.core.api.Assertions.assertThat;

class SharedFilesTest {
    private static final byte[] TABLE = "device_id,ts,metric,value\npump-1,2026-03-01T00:00:00Z,t,1\n"
            .getBytes(StandardCharsets.UTF_8);

    private final ChatSystem chat = new ChatSystem();

    @BeforeEach
    void set_up() {
        chat.device("pump-1", "Pump 1", "pump", "Berlin");
        chat.member("alice", Role.ADMIN);
        chat.member("bob", Role.OPERATOR);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private Shown share(String name, String text) {
        assertThat(chat.share(name, text, "june.csv", TABLE).status()).isEqualTo(200);
        chat.work();
        return chat.last();
    }

    private Shown press(String name, String value) {
        assertThat(chat.press(name, value, "D" + name).status()).isEqualTo(200);
        chat.work();
        return chat.last();
    }

    private Shown say(String text) {
        assertThat(chat.say("alice", text).status()).isEqualTo(200);
        chat.work();
        return chat.last();
    }

    private List<StoredFile> files() {
        return chat.stores.files().list(ChatSystem.TENANT, FileFilter.ALL, PageRequest.first(100)).items();
    }

    private List<AuditEvent> audited() {
        return chat.stores.audit().list(ChatSystem.TENANT, PageRequest.first(100)).items();
    }

    @Test
    void asks_what_is_in_a_file_before_anything_is_made_of_it() {
        Shown shown = share("alice", "");

        assertThat(shown.text()).contains("june.csv");
        assertThat(shown.labels()).containsExactly("Readings", "A list of devices", "Just keep it", "No");
        assertThat(files()).isEmpty();
        assertThat(chat.objects.keys()).isEmpty();
    }

    @Test
    void takes_a_file_for_what_it_was_said_to_be() throws IOException {
        Shown asked = share("alice", "");
        Shown answered = press("alice", asked.values().get(1));

        assertThat(answered.text()).contains("fetching june.csv");
        StoredFile file = onlyFile();
        assertThat(file.state()).isEqualTo(FileState.RECEIVED);
        assertThat(file.spec().purpose()).isEqualTo(FilePurpose.DEVICES);
        assertThat(file.spec().name()).isEqualTo("june.csv");
        assertThat(file.uploader()).isEqualTo("user:alice");
        try (InputStream bytes = chat.objects.get(file.key().upload()).orElseThrow()) {
            assertThat(bytes.readAllBytes()).isEqualTo(TABLE);
        }
        assertThat(audited()).anySatisfy(event -> {
            assertThat(event.action()).isEqualTo("file.create");
            assertThat(event.target()).isEqualTo(file.key().id().value());
        });
    }

    private StoredFile onlyFile() {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    @Test
    void loads_a_file_at_once_where_that_is_said_with_it() {
        share("alice", "import this file");

        assertThat(onlyFile().spec().purpose()).isEqualTo(FilePurpose.TELEMETRY);
        assertThat(onlyFile().state()).isEqualTo(FileState.RECEIVED);
    }

    @Test
    void loads_what_was_asked_about_when_told_to() {
        share("alice", "");
        say("load this file");

        assertThat(onlyFile().spec().purpose()).isEqualTo(FilePurpose.TELEMETRY);
    }

    @Test
    void yes_is_no_answer_to_what_is_in_a_file() {
        share("alice", "");

        assertThat(say("yes").text()).contains("buttons");
        assertThat(files()).isEmpty();
    }

    @Test
    void forgets_a_file_that_is_not_wanted_or_not_answered_for() {
        Shown asked = share("alice", "");
        press("alice", asked.values().getLast());
        assertThat(say("load this file").text()).contains("Share the file");

        Shown again = share("alice", "");
        chat.pass(Duration.ofMinutes(2));
        press("alice", again.values().getFirst());

        assertThat(files()).isEmpty();
    }

    @Test
    void takes_a_file_once_however_often_the_button_is_pressed() {
        Shown asked = share("alice", "");
        for (int i = 0; i < 10; i++) {
            assertThat(chat.press("alice", asked.values().getFirst(), "Dalice").status()).isEqualTo(200);
        }
        chat.work();
        List.copyOf(chat.sent).forEach(chat::repeat);

        assertThat(onlyFile().version()).isEqualTo(2);
    }

    @Test
    void only_an_admin_has_files_loaded_and_others_are_noted() {
        Shown shown = share("bob", "import this file");

        assertThat(shown.text()).contains("needs the role admin");
        assertThat(files()).isEmpty();
        assertThat(audited()).anySatisfy(event -> {
            assertThat(event.action()).isEqualTo("chat.file.process");
            assertThat(event.result()).isEqualTo(AuditEvent.Result.REFUSED);
        });
    }

    @Test
    void who_is_no_admin_any_more_is_refused_when_he_answers() {
        Shown asked = share("alice", "");
        chat.role("alice", Role.OPERATOR);

        assertThat(press("alice", asked.values().getFirst()).text()).contains("needs the role admin");
        assertThat(files()).isEmpty();
    }

    @Test
    void says_that_a_file_is_empty_or_too_large() {
        chat.share("alice", "import this file", "empty.csv", new byte[0]);
        chat.work();
        assertThat(chat.last().text()).contains("empty.csv is empty");

        chat.share("alice", "import this file", "large.csv", TABLE, FetchFile.MAX_SIZE + 1);
        chat.work();
        assertThat(chat.last().text()).contains("large.csv is too large", "100 MB");
        assertThat(files()).isEmpty();
    }

    @Test
    void says_why_a_file_cannot_be_had() {
        chat.share("alice", "import this file", "june.csv", TABLE);
        chat.slack.lose();
        chat.work();

        assertThat(chat.last().text()).contains("june.csv could not be fetched", "Slack: file_not_found");
        assertThat(files()).isEmpty();
    }

    @Test
    void fetches_a_file_later_that_a_platform_does_not_want_to_give_now() {
        chat.slack.server.is(Mood.BUSY);
        assertThat(chat.share("alice", "import this file", "june.csv", TABLE).status()).isEqualTo(200);
        chat.work();
        assertThat(files()).isEmpty();

        chat.slack.server.is(Mood.WELL);
        chat.pass(Duration.ofMinutes(2));

        assertThat(onlyFile().state()).isEqualTo(FileState.RECEIVED);
    }

    @Test
    void tells_whoever_shared_a_file_what_became_of_it_once() {
        share("alice", "import this file");
        StoredFile loaded = completed(onlyFile());
        assertThat(chat.stores.files().save(loaded, List.of())).isTrue();
        int before = chat.slack.shown().size();
        chat.tell(loaded);
        chat.tell(loaded);
        chat.work();

        assertThat(chat.slack.shown()).hasSize(before + 1);
        assertThat(chat.last().text()).contains("june.csv: 7 rows loaded, 2 known before, 1 rejected", "line 3",
                "BAD_NUMBER");
    }

    private StoredFile completed(StoredFile received) {
        assertThat(received.state()).isEqualTo(FileState.RECEIVED);
        Lease lease = new Lease("test", chat.clock.instant().plusSeconds(30));
        StoredFile taken = received.taken(lease, chat.clock.instant());
        assertThat(chat.stores.files().save(taken, List.of())).isTrue();
        StoredFile read = taken.inspected(new Sha256("ab".repeat(32)), 10, lease, chat.clock.instant());
        assertThat(chat.stores.files().save(read, List.of())).isTrue();
        StoredFile advanced = read.advanced(read.progress().plus(new LoadProgress.Step(10, 7, 2, 1,
                List.of(new ReportedReject(null, 3, FileCode.BAD_NUMBER, "no number: x")))), lease,
                chat.clock.instant());
        assertThat(chat.stores.files().save(advanced, List.of())).isTrue();
        return advanced.completed(null, chat.clock.instant());
    }

    @Test
    void says_how_a_file_is_getting_on() {
        assertThat(say("status of my upload").text()).contains("No file");

        share("alice", "import this file");
        assertThat(say("status of my upload").text()).contains("june.csv has arrived");
        assertThat(say("what happened to june.csv").text()).contains("june.csv has arrived");
        assertThat(say("what happened to july.csv").text()).contains("no file called \"july.csv\"");

        StoredFile taken = onlyFile().taken(new Lease("test", chat.clock.instant().plusSeconds(30)),
                chat.clock.instant());
        assertThat(chat.stores.files().save(taken, List.of())).isTrue();
        StoredFile bad = taken.quarantined(new Sha256("ab".repeat(32)),
                new FileFinding(FileCode.TRUNCATED_INPUT, 0, "the archive ends early"), chat.clock.instant());
        assertThat(chat.stores.files().save(bad, List.of())).isTrue();

        assertThat(say("what happened to june.csv").text()).contains("cannot be trusted", "TRUNCATED_INPUT",
                "the archive ends early");
    }

    @Test
    void a_file_that_was_sent_elsewhere_is_told_to_nobody() {
        StoredFile other = aFile().in(ChatSystem.TENANT).build();
        assertThat(chat.stores.files().save(other, List.of())).isTrue();
        StoredFile failed = other.failed(null, chat.clock.instant());
        assertThat(chat.stores.files().save(failed, List.of())).isTrue();
        chat.tell(failed);
        chat.work();

        assertThat(chat.slack.shown()).isEmpty();
    }

    @Test
    void what_was_killed_before_the_bytes_were_there_goes_on() {
        share("alice", "import this file");
        WorkItem order = chat.sent.stream().filter(item -> item.queue().equals(ChatQueues.FILES)).findFirst()
                .orElseThrow();
        StoredFile before = onlyFile();
        chat.objects.delete(before.key().upload());
        // As it was when the first try had announced it, and nothing more.
        StoredFile announced = StoredFile.announced(
                FileOrder.key(ChatSystem.TENANT, "another", chat.clock.instant()), before.spec(), before.uploader(),
                chat.clock.instant(), chat.clock.instant().plusSeconds(3600));
        assertThat(chat.stores.files().save(announced, List.of())).isTrue();
        FileOrder read = FileOrder.read(order);
        chat.repeat(new FileOrder(announced.key(), read.file(), read.purpose(), read.actor(), read.conversation(),
                read.since(), 2).work(null));

        assertThat(chat.stores.files().find(announced.key()).orElseThrow().state()).isEqualTo(FileState.RECEIVED);
        assertThat(chat.objects.head(announced.key().upload())).isPresent();
    }
}
