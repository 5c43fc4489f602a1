package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.event.RecordedEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Events on their way to whoever wants to know. Stores put them in, in the transaction of what they tell of; a relay
/// takes them out and gives them to the function `deliverEvents`.
///
/// Delivery is at least once, and in the order of their positions among the events of one key: none is given out while
/// an earlier one of its key is neither delivered nor put aside. Keys do not wait for one another.
///
/// Thread-safe, in any number of processes. Times are kept to the millisecond. All methods throw [StoreUnavailable]
/// when the store cannot be reached in time; repeating them is safe.
public interface Outbox {

    /// How many events can be appended at once.
    int MAX_APPENDED = 100;

    /// An event that was given out for a lease.
    ///
    /// @param attempt counts from 1 how often it was given out
    /// @param token what this lease is ended with
    record Leased(RecordedEvent event, int attempt, String token) {}

    /// Puts events in that tell of nothing else that is stored, [#MAX_APPENDED] at most: all of them or none. One that
    /// is there already, by key and position, is left as it is.
    void append(List<RecordedEvent> events);

    /// Takes events that are due, each for a lease; of one key the first, and no other until that one is delivered or
    /// put aside. What is not ended before its lease is, is due again.
    ///
    /// @param max how many at most
    /// @return none only if none is due that nobody else is taking
    List<Leased> take(int max, Instant now, Duration lease);

    /// These were delivered, and are gone. A lease is lost when somebody else has taken its event since: nothing happens
    /// to one whose lease was lost.
    void delivered(List<Leased> events);

    /// This one could not be delivered, and is due again at `dueAt`; its key waits. Nothing happens if its lease was
    /// lost.
    ///
    /// @param reason for people, without anybody's data
    void postpone(Leased event, Instant dueAt, String reason);

    /// This one failed too often: it is kept as a dead letter, and its key goes on without it. Nothing happens if its
    /// lease was lost.
    ///
    /// @param reason for people, without anybody's data
    void putAside(Leased event, String reason);

    /// @throws IllegalArgumentException if so many events cannot be appended at once
    static void requireAppendable(List<RecordedEvent> events) {
        if (events.size() > MAX_APPENDED) {
            throw new IllegalArgumentException("to the outbox, at most " + MAX_APPENDED + " events go at a time");
        }
    }
}
