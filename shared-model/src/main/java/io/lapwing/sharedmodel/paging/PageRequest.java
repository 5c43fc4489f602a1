package io.lapwing.sharedmodel.paging;

import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted.
///
/// @param limit how many items at most, 1 to 1000
/// @param after the [Page#next] of the page before; null for the first page
public record PageRequest(int limit, @Nullable String after) {

    private static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to 1000 items");
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
