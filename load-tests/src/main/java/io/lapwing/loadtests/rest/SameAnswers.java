package io.lapwing.loadtests.rest;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Whether two servers say the same: the bare one is no measure for what it does not do.
final class SameAnswers {

    /// Lapwing adds exact decimals, the bare server doubles.
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-9");

    /// Each has its own way to say where a list goes on.
    private static final String CURSOR = "nextCursor";

    private SameAnswers() {}

    /// @throws IllegalStateException if they do not
    static void require(String path, byte[] one, byte[] other) {
        String difference = difference("", read(one), read(other));
        if (difference != null) {
            throw new IllegalStateException(path + " is answered differently, at " + difference);
        }
    }

    /// Where two values differ; null if they do not.
    static @Nullable String difference(String place, @Nullable Object one, @Nullable Object other) {
        if (place.endsWith(CURSOR)) {
            return (one == null) == (other == null) ? null : place;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
            return map.keySet().equals(otherMap.keySet()) ? inMaps(place, map, otherMap) : place;
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return list.size() == otherList.size() ? inLists(place, list, otherList) : place;
        }
        if (one instanceof Number number && other instanceof Number otherNumber) {
            BigDecimal distance = new BigDecimal(number.toString()).subtract(new BigDecimal(otherNumber.toString()));
            return distance.abs().compareTo(TOLERANCE) <= 0 ? null : place;
        }
        return one == null ? (other == null ? null : place) : (one.equals(other) ? null : place);
    }

    private static @Nullable String inMaps(String place, Map<?, ?> one, Map<?, ?> other) {
        for (Map.Entry<?, ?> entry : one.entrySet()) {
            String found = difference(place + "/" + entry.getKey(), entry.getValue(), other.get(entry.getKey()));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String inLists(String place, List<?> one, List<?> other) {
        for (int i = 0; i < one.size(); i++) {
            String found = difference(place + "/" + i, one.get(i), other.get(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Object read(byte[] json) {
        try {
            return Json.read(json);
        } catch (MalformedJson e) {
            throw new IllegalStateException("not JSON", e);
        }
    }
}
