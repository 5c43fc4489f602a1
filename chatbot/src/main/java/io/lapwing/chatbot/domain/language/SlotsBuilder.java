package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.time.Interval;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Collects slots, one at a time.
final class SlotsBuilder {
    private final Set<DeviceId> devices;
    private final Set<AlertId> alerts;
    private @Nullable String type;
    private @Nullable String site;
    private @Nullable String state;
    private @Nullable Severity severity;
    private @Nullable String metric;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable Instant until;
    private @Nullable String method;
    private @Nullable JsonText params;
    private @Nullable String scope;
    private @Nullable String agg;
    private @Nullable String target;

    SlotsBuilder(Slots slots) {
        devices = new LinkedHashSet<>(slots.devices());
        alerts = new LinkedHashSet<>(slots.alerts());
        type = slots.type();
        site = slots.site();
        state = slots.state();
        severity = slots.severity();
        metric = slots.metric();
        from = slots.from();
        to = slots.to();
        until = slots.until();
        method = slots.method();
        params = slots.params();
        scope = slots.scope();
        agg = slots.agg();
        target = slots.target();
    }

    SlotsBuilder add(List<DeviceId> more) {
        devices.addAll(more);
        return this;
    }

    SlotsBuilder add(AlertId alert) {
        alerts.add(alert);
        return this;
    }

    /// These, and no others.
    SlotsBuilder devices(List<DeviceId> only) {
        devices.clear();
        devices.addAll(only);
        return this;
    }

    SlotsBuilder type(@Nullable String value) {
        type = value;
        return this;
    }

    SlotsBuilder site(@Nullable String value) {
        site = value;
        return this;
    }

    SlotsBuilder state(@Nullable String value) {
        state = value;
        return this;
    }

    SlotsBuilder severity(@Nullable Severity value) {
        severity = value;
        return this;
    }

    SlotsBuilder metric(@Nullable String value) {
        metric = value;
        return this;
    }

    SlotsBuilder range(@Nullable Interval value) {
        from = value == null ? null : value.from();
        to = value == null ? null : value.to();
        return this;
    }

    SlotsBuilder until(@Nullable Instant value) {
        until = value;
        return this;
    }

    SlotsBuilder method(@Nullable String value) {
        method = value;
        return this;
    }

    SlotsBuilder params(@Nullable JsonText value) {
        params = value;
        return this;
    }

    SlotsBuilder scope(@Nullable String value) {
        scope = value;
        return this;
    }

    SlotsBuilder agg(@Nullable String value) {
        agg = value;
        return this;
    }

    SlotsBuilder target(@Nullable String value) {
        target = value;
        return this;
    }

    Slots build() {
        return new Slots(List.copyOf(devices), type, site, state, severity, metric, List.copyOf(alerts), from, to,
                until, method, params, scope, agg, target);
    }
}
