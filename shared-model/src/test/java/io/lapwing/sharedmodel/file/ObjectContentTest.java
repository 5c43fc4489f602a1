package io.lapwing.sharedmodel.file;

import io.lapwing.sharedmodel.file.ObjectContent.BadSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ObjectContentTest {

    private static final ContentType BYTES = new ContentType("application/octet-stream");
    private static final byte[] TEN = {0, 1, 2, 3, 4, 5, 6, 7, 8, (byte) 255};

    private static InputStream promising(long size) {
        return new ObjectContent(BYTES, size, () -> new ByteArrayInputStream(TEN)).open();
    }

    @Test
    void gives_as_many_bytes_as_were_promised() throws IOException {
        assertThat(promising(10).readAllBytes()).isEqualTo(TEN);
        assertThat(promising(10).readNBytes(10)).isEqualTo(TEN);
        try (InputStream one = promising(10)) {
            assertThat(one.skip(9)).isEqualTo(9);
            assertThat(one.read()).isEqualTo(255);
            assertThat(one.read()).isEqualTo(-1);
        }
    }

    @Test
    void does_not_give_the_last_byte_of_too_many() throws IOException {
        try (InputStream nine = promising(9)) {
            assertThat(nine.readNBytes(8)).hasSize(8);
            assertThatExceptionOfType(BadSource.class).isThrownBy(nine::read)
                    .withMessage("the source has more than 9 bytes");
        }
        assertThatExceptionOfType(BadSource.class).isThrownBy(() -> promising(0).read());
    }

    @Test
    void does_not_end_early() {
        assertThatExceptionOfType(BadSource.class).isThrownBy(() -> promising(11).readAllBytes())
                .withMessage("the source ends after 10 of 11 bytes");
    }

    @Test
    void can_be_opened_again() throws IOException {
        ObjectContent content = ObjectContent.of(BYTES, TEN);

        assertThat(content.open().readAllBytes()).isEqualTo(TEN);
        assertThat(content.open().readAllBytes()).isEqualTo(TEN);
    }

    @Test
    void tells_a_source_that_cannot_be_opened() {
        ObjectContent content = new ObjectContent(BYTES, 1, () -> {
            throw new IOException("no such file");
        });

        assertThatExceptionOfType(BadSource.class).isThrownBy(content::open).withMessageContaining("no such file");
    }
}
