package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.DeviceReply;
import io.lapwing.sharedmodel.port.DeviceReplies;
import io.lapwing.sharedmodel.port.DeviceRepliesContract;
import io.lapwing.sharedmodel.telemetry.RefusalCode;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static org.assertj.core.api.Assertions.assertThat;

class RecordedRepliesTest extends DeviceRepliesContract {

    private final RecordedReplies replies = new RecordedReplies();

    @Override
    protected DeviceReplies replies() {
        return replies;
    }

    /// Who is not connected is recorded, too.
    @Override
    protected void connect(DeviceKey device) {}

    @Override
    protected List<DeviceReply> receivedBy(DeviceKey device) {
        return replies.to(device);
    }

    @Test
    void forgets_the_oldest_beyond_its_bound() {
        DeviceKey pump = aDevice().build().key();

        IntStream.rangeClosed(1, 100_001).forEach(i -> replies.send(List.of(
                new DeviceReply.ErrorReply(pump, null, RefusalCode.TS_FUTURE, "error " + i, null, null))));

        assertThat(replies.all()).hasSize(100_000).first()
                .isEqualTo(new DeviceReply.ErrorReply(pump, null, RefusalCode.TS_FUTURE, "error 2", null, null));
    }
}
