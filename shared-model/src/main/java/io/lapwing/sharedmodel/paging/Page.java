package io.lapwing.sharedmodel.paging;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Some items of a list, in its order.
///
/// @param next where the next page begins, in the store's own words; null at the end of the list
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
