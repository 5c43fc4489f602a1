package io.lapwing.deviceingest.domain;

import io.lapwing.deviceingest.domain.RuleOutcome.Alerts;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Alert.Care;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Episode;
import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.event.AlertEvent.AlertCleared;
import io.lapwing.sharedmodel.event.AlertEvent.AlertRaised;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.event.WatchPosition;
import io.lapwing.sharedmodel.watch.DeviceWatcher.Sighting;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What becomes of a device's alerts in one observation, and what is told of it. What is open in the end always finds
/// room; of what began and ended in between, the newest do, and what finds none is not told either.
final class AlertChanges {

    private final Sighting sighting;
    private final String device;
    private final Supplier<AlertId> ids;
    private final List<AlertChange> changes = new ArrayList<>(0);
    private final List<Raise> open = new ArrayList<>(0);
    private final List<Raise> over = new ArrayList<>(0);
    private final List<News> news = new ArrayList<>(0);
    private int promised;

    /// An alert to be raised.
    private record Raise(Rule rule, Episode episode, boolean isTold) {}

    /// Something to be told, in the order of its time.
    private record News(Instant at, Function<WatchPosition, Event> event) {}

    /// @param device its name
    AlertChanges(Sighting sighting, String device, Supplier<AlertId> ids) {
        this.sighting = sighting;
        this.device = device;
        this.ids = ids;
    }

    boolean hasRoomFor(int count) {
        return promised + count <= Observation.MAX_ALERTS;
    }

    void end(RuleId rule, OpenAlert alert, Instant at) {
        promised++;
        changes.add(new AlertChange.Cleared(alert.id(), at));
        if (alert.announced()) {
            news.add(new News(at, cleared(rule, alert.id(), alert.severity(), at)));
        }
    }

    /// Takes what a rule makes of alerts; there must be room for it.
    void add(RuleOutcome outcome) {
        Rule rule = outcome.rule();
        Alerts alerts = outcome.alerts();
        OpenAlert before = alerts.open();
        if (before != null && alerts.ended() != null) {
            end(rule.id(), before, alerts.ended());
        } else if (before != null && alerts.isOpenTold() && !before.announced()) {
            news.add(new News(sighting.now(), raised(rule, before, text(rule, new Episode(before.startedAt(),
                    before.startedAt(), null, before.startedAt(), null)))));
        }
        alerts.over().forEach(episode -> over.add(new Raise(rule, episode, alerts.isOverTold())));
        if (alerts.begun() != null) {
            promised++;
            open.add(new Raise(rule, alerts.begun(), alerts.isOpenTold()));
        }
    }

    /// Raises what is to be raised, in the order of its time.
    ///
    /// @return what is open now, by its rule
    Map<RuleId, OpenAlert> raise() {
        if (open.isEmpty() && over.isEmpty()) {
            return Map.of();
        }
        Comparator<Raise> byTime = Comparator.comparing(raise -> raise.episode().raisedAt());
        int room = Observation.MAX_ALERTS - promised;
        Stream<Raise> kept = over.stream().sorted(byTime).skip(Math.max(0, over.size() - room));
        Map<RuleId, OpenAlert> opened = new HashMap<>();
        Stream.concat(kept, open.stream()).sorted(byTime).forEach(raise -> {
            OpenAlert alert = new OpenAlert(ids.get(), raise.rule().definition().severity(),
                    raise.episode().startedAt(), raise.isTold());
            raise(raise, alert);
            if (raise.episode().clearedAt() == null) {
                opened.put(raise.rule().id(), alert);
            }
        });
        return opened;
    }

    private void raise(Raise raise, OpenAlert open) {
        Rule rule = raise.rule();
        Episode episode = raise.episode();
        Instant clearedAt = episode.clearedAt();
        String message = text(rule, episode);
        changes.add(new AlertChange.Raised(new Alert(open.id(), sighting.device(), rule.id(), open.severity(),
                episode.startedAt(), episode.raisedAt(), clearedAt, episode.value(), message, Care.NONE, 1)));
        if (raise.isTold()) {
            news.add(new News(episode.raisedAt(), raised(rule, open, message)));
            if (clearedAt != null) {
                news.add(new News(clearedAt, cleared(rule.id(), open.id(), open.severity(), clearedAt)));
            }
        }
    }

    private String text(Rule rule, Episode episode) {
        return AlertText.of(device, rule.definition().condition(), episode);
    }

    private Function<WatchPosition, Event> raised(Rule rule, OpenAlert alert, String message) {
        DeviceKey key = sighting.device();
        return place -> new AlertRaised(key, alert.id(), rule.id(), alert.severity(), alert.startedAt(), message,
                place);
    }

    private Function<WatchPosition, Event> cleared(RuleId rule, AlertId alert, Severity severity, Instant at) {
        DeviceKey key = sighting.device();
        return place -> new AlertCleared(key, alert, rule, severity, at, place);
    }

    boolean isEmpty() {
        return changes.isEmpty() && news.isEmpty();
    }

    List<AlertChange> alerts() {
        return changes;
    }

    /// @param first events that come before those of alerts
    List<RecordedEvent> events(List<Function<WatchPosition, Event>> first) {
        List<RecordedEvent> events = new ArrayList<>(first.size() + news.size());
        Stream<Function<WatchPosition, Event>> sorted = news.stream().sorted(Comparator.comparing(News::at))
                .map(News::event);
        Stream.concat(first.stream(), sorted).forEach(event -> events.add(new RecordedEvent(
                event.apply(new WatchPosition(sighting.watch().version() + 1, events.size())), sighting.now(), null)));
        return events;
    }
}
