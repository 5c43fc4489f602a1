package io.lapwing.loadtests.mqtt;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which messages of a device its broker answered for.
///
/// @param below every message below this number was answered
/// @param beyond those above it that were acknowledged
/// @param refused those that were answered with a refusal
/// @param sent how many messages were sent at all
public record Acknowledged(long below, SortedSet<Long> beyond, SortedSet<Long> refused, long sent) {

    public Acknowledged {
        beyond = Collections.unmodifiableSortedSet(new TreeSet<>(beyond));
        refused = Collections.unmodifiableSortedSet(new TreeSet<>(refused));
    }

    public boolean contains(long number) {
        return (number < below || beyond.contains(number)) && !refused.contains(number);
    }

    public long count() {
        return below - refused.headSet(below).size() + beyond.size();
    }
}
