package io.lapwing.chatbot.domain;

import io.lapwing.chatbot.domain.Board.Entry;
import io.lapwing.chatbot.domain.Board.Notice;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.device.DeviceId;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class BoardTest {
    private static final MessageRef MESSAGE = new MessageRef("m1");
    private final Board empty = Board.empty(true);

    private static Entry alert(int number, @Nullable Instant clearedAt) {
        return new Entry(AlertId.of(number), new DeviceId("pump-1"), Severity.WARNING, "message " + number, clearedAt,
                null, false);
    }

    private static Board raised(Board board, int first, int count, Instant now) {
        Board next = board;
        for (int i = first; i < first + count; i++) {
            next = next.raised(alert(i, null), now);
        }
        return next;
    }

    @Test
    void puts_alerts_that_begin_together_into_one_notice() {
        Board board = raised(empty, 1, 10, T0);

        assertThat(board.notices()).hasSize(1);
        assertThat(board.stale()).hasSize(1);
    }

    @Test
    void begins_another_notice_after_a_while_and_when_one_is_full() {
        Board later = raised(raised(empty, 1, 1, T0), 2, 1, T0.plus(Board.JOINING));
        Board many = raised(empty, 1, Board.MAX_ENTRIES + 1, T0);

        assertThat(later.notices()).hasSize(2);
        assertThat(many.notices()).hasSize(2);
    }

    @Test
    void forgets_the_oldest_notices() {
        Board board = raised(empty, 1, Board.MAX_ENTRIES * (Board.MAX_NOTICES + 3), T0);

        assertThat(board.notices()).hasSize(Board.MAX_NOTICES);
        assertThat(board.knows(AlertId.of(1))).isFalse();
    }

    @Test
    void changes_nothing_for_what_it_knows() {
        Board board = raised(empty, 1, 1, T0);

        assertThat(board.raised(alert(1, null), T0.plusSeconds(1))).isEqualTo(board);
        assertThat(board.updated(alert(1, null))).isEqualTo(board);
        assertThat(board.updated(alert(2, T0))).isEqualTo(board);
    }

    @Test
    void is_to_be_written_again_when_an_alert_has_changed() {
        Board written = told(raised(empty, 1, 2, T0));
        assertThat(written.stale()).isEmpty();

        Board cleared = written.updated(alert(2, T0));

        assertThat(cleared.stale()).singleElement().satisfies(notice -> {
            assertThat(notice.message()).isEqualTo(MESSAGE);
            assertThat(notice.isOver()).isFalse();
        });
        assertThat(cleared.updated(alert(1, T0)).stale()).singleElement().satisfies(
                notice -> assertThat(notice.isOver()).isTrue());
    }

    @Test
    void stays_to_be_written_where_it_changed_while_it_was() {
        Board board = raised(empty, 1, 1, T0);
        Notice writing = board.stale().getFirst();
        Board meanwhile = board.raised(alert(2, null), T0);

        Board after = meanwhile.told(writing, MESSAGE);

        assertThat(after.stale()).singleElement().satisfies(notice -> {
            assertThat(notice.message()).isEqualTo(MESSAGE);
            assertThat(notice.entries()).hasSize(2);
        });
    }

    private static Board told(Board board) {
        return board.told(board.stale().getFirst(), MESSAGE);
    }
}
