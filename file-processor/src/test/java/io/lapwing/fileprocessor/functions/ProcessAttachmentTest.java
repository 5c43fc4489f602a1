package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.file.FilePurpose;
import io.lapwing.sharedmodel.file.FileState;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.StoredFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of files that are only kept.
class ProcessAttachmentTest {

    private final Desk desk = new Desk();

    @Test
    void keeps_whatever_it_is_and_tells_its_digest() {
        byte[] bytes = {1, 2, 3};

        StoredFile file = desk.take(Desk.spec("a.bin", 3, FilePurpose.ATTACHMENT), bytes);

        assertThat(file.state()).isEqualTo(FileState.COMPLETED);
        assertThat(file.sha256()).isEqualTo(Sha256.of(bytes));
        assertThat(desk.objects.keys()).containsExactly(file.key().upload().value());
    }
}
