package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.port.ChatFiles.Found;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every [ChatFiles] does. A platform's test class extends it, before a platform of its kind that gives a silent
/// one up after four seconds or so.
public abstract class ChatFilesContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] BYTES = "device_id,ts,metric,value\n🚰\n".getBytes(StandardCharsets.UTF_8);

    /// The adapter under test.
    protected abstract ChatFiles files();

    /// A chat that exists on that platform.
    protected abstract ChatPlace place();

    /// Has somebody share a file there.
    protected abstract SharedFile share(byte[] bytes);

    /// A file that is not there any more.
    protected abstract SharedFile gone();

    protected abstract void platformIs(Mood mood);

    /// The bytes, as the object store asks for them.
    private static InputStream open(Found.Available found) {
        return new ObjectContent(new ContentType("text/csv"), found.size(), found.source()).open();
    }

    private static byte[] read(Found.Available found) throws IOException {
        try (InputStream bytes = open(found)) {
            return bytes.readAllBytes();
        }
    }

    @Test
    void gives_the_bytes_of_a_file_as_often_as_they_are_wanted() throws IOException {
        Found found = files().find(place(), share(BYTES));

        assertThat(found).isInstanceOf(Found.Available.class);
        Found.Available available = (Found.Available) found;
        assertThat(available.size()).isEqualTo(BYTES.length);
        assertThat(read(available)).isEqualTo(BYTES);
        assertThat(read(available)).isEqualTo(BYTES);
    }

    /// Some platforms say so only when the bytes are wanted.
    private static void assertNotGiven(Found found) {
        switch (found) {
            case Found.Available available ->
                assertThatThrownBy(() -> read(available)).isInstanceOf(ObjectContent.BadSource.class);
            case Found.Gone(String reason) -> assertThat(reason).isNotBlank();
            case Found.TryLater later -> throw new AssertionError("asks to come back: " + later);
        }
    }

    @Test
    void says_that_a_file_is_gone() {
        assertNotGiven(files().find(place(), gone()));
    }

    @Test
    void says_that_a_platform_will_not_give_a_file_out() {
        SharedFile file = share(BYTES);
        platformIs(Mood.REFUSING);

        assertNotGiven(files().find(place(), file));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.INCLUDE, names = {"BUSY", "BROKEN", "SILENT", "BREAKING_OFF"})
    void comes_back_later_to_a_platform_that_is_out_of_order(Mood mood) throws IOException {
        SharedFile file = share(BYTES);
        platformIs(mood);
        long start = System.nanoTime();

        Found found = files().find(place(), file);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        switch (found) {
            case Found.Available available ->
                assertThatThrownBy(() -> read(available)).isInstanceOf(ObjectContent.BadSource.class);
            case Found.TryLater(Duration after, String reason) -> {
                assertThat(after).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
                assertThat(reason).isNotBlank();
            }
            case Found.Gone missing -> throw new AssertionError("will not come back: " + missing);
        }
        platformIs(Mood.WELL);
        assertThat(read((Found.Available) files().find(place(), file))).isEqualTo(BYTES);
    }
}
