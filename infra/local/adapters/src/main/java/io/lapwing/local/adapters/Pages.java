package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Makes pages of what a query gave that asked for one row more than the page takes.
final class Pages {

    private Pages() {}

    static <T> Page<T> cut(List<T> items, PageRequest page, Function<T, String> cursorOf) {
        if (items.size() <= page.limit()) {
            return new Page<>(items, null);
        }
        List<T> taken = items.subList(0, page.limit());
        return new Page<>(taken, cursorOf.apply(taken.getLast()));
    }

    /// A cursor of two numbers, `time:number`.
    record Position(long time, long number) {

        /// @throws IllegalArgumentException
        ///             if it is no cursor of ours
        static Position parse(@Nullable String cursor, Position first) {
            if (cursor == null) {
                return first;
            }
            int colon = cursor.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a cursor: " + cursor);
            }
            return new Position(Long.parseLong(cursor.substring(0, colon)),
                    Long.parseLong(cursor.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return time + ":" + number;
        }
    }
}
