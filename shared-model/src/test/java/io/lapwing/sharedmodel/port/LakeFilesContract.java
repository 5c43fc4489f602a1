package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every [LakeFiles] does.
public abstract class LakeFilesContract {

    private static final ContentType TYPE = new ContentType("application/vnd.apache.parquet");

    private final ObjectKey key = new ObjectKey("readings/tenant=" + UUID.randomUUID() + "/date=2026-01-01/1.parquet");

    protected abstract LakeFiles files();

    /// The bytes of an object, as a tool of others reads them.
    protected abstract Optional<byte[]> bytes(ObjectKey key);

    @Test
    void keeps_an_object_as_it_is_under_its_key() {
        put("PAR1");

        assertThat(text()).contains("PAR1");
    }

    @Test
    void puts_an_object_in_the_place_of_another() {
        put("one");
        put("");

        assertThat(text()).contains("");
    }

    @Test
    void keeps_an_object_when_the_source_of_the_next_breaks_its_promise() {
        put("one");

        assertThatThrownBy(() -> files().put(key,
                new ObjectContent(TYPE, 5, () -> new ByteArrayInputStream("four".getBytes(UTF_8)))))
                .isInstanceOf(ObjectContent.BadSource.class);

        assertThat(text()).contains("one");
    }

    @Test
    void removes_an_object_as_often_as_it_is_asked_to() {
        put("one");
        files().delete(key);
        files().delete(key);

        assertThat(text()).isEmpty();
    }

    @Test
    void shows_one_of_those_that_are_put_at_the_same_time() {
        Racing.race(4, number -> {
            put(Integer.toString(number).repeat(100_000));
            return number;
        });

        assertThat(text()).hasValueSatisfying(
                text -> assertThat(text).isEqualTo(text.substring(0, 1).repeat(100_000)));
    }

    private void put(String text) {
        files().put(key, ObjectContent.of(TYPE, text.getBytes(UTF_8)));
    }

    private Optional<String> text() {
        return bytes(key).map(bytes -> new String(bytes, UTF_8));
    }
}
