package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.ReadingKey;
import io.lapwing.sharedmodel.watch.DeviceWatch;
import io.lapwing.sharedmodel.watch.Presence;
import io.lapwing.sharedmodel.watch.RuleProgress;
import io.lapwing.sharedmodel.watch.RuleProgress.Breach;
import io.lapwing.sharedmodel.watch.RuleProgress.OpenAlert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is remembered to watch over a device, as one attribute of its state. Each commit of the device pays for it by
/// the kilobyte, also one that does not change it; so it is short: 10 to 30 bytes for a rule, most of them its id.
final class WatchContent {

    /// Leads what is written, for the day that it is written otherwise.
    private static final int FORMAT = 1;

    private WatchContent() {}

    static AttributeValue write(DeviceWatch watch) {
        CompactWriter out = new CompactWriter().number(FORMAT).number(watch.version());
        write(watch.presence(), out);
        writeTime(watch.checkAt(), out);
        out.number(watch.rules().size());
        new TreeMap<>(watch.rules()).forEach((rule, progress) -> {
            out.text(rule.value());
            write(progress, out);
        });
        return out.toAttribute();
    }

    private static void write(Presence presence, CompactWriter out) {
        Long sid = presence.sid();
        out.flag(presence.online()).flag(sid != null);
        if (sid != null) {
            out.signed(sid);
        }
        out.optionalText(presence.connection());
        writeTime(presence.since(), out);
    }

    private static void write(RuleProgress progress, CompactWriter out) {
        out.number(progress.version());
        ReadingKey last = progress.last();
        writeTime(last == null ? null : last.ts(), out);
        if (last != null) {
            out.signed(last.seq());
        }
        Breach breach = progress.breach();
        writeTime(breach == null ? null : breach.since(), out);
        if (breach != null) {
            Double value = breach.value();
            out.flag(value != null);
            if (value != null) {
                out.value(new DecimalValue(value));
            }
        }
        OpenAlert open = progress.open();
        writeTime(open == null ? null : open.startedAt(), out);
        if (open != null) {
            out.number(open.id().number()).text(open.severity().name()).flag(open.announced());
        }
    }

    private static void writeTime(@Nullable Instant time, CompactWriter out) {
        out.flag(time != null);
        if (time != null) {
            out.signed(time.toEpochMilli());
        }
    }

    /// @throws IllegalStateException
    ///             if nobody here wrote this
    static DeviceWatch read(AttributeValue written) {
        CompactReader in = CompactReader.of(written);
        if (in.count() != FORMAT) {
            throw new IllegalStateException("a watch in a format of a later version");
        }
        long version = in.number();
        Presence presence = new Presence(in.flag(), in.flag() ? in.signed() : null, in.optionalText(), readTime(in));
        Instant checkAt = readTime(in);
        Map<RuleId, RuleProgress> rules = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            rules.put(new RuleId(in.text()), readProgress(in));
        }
        return new DeviceWatch(presence, rules, checkAt, version);
    }

    private static RuleProgress readProgress(CompactReader in) {
        long version = in.number();
        Instant last = readTime(in);
        ReadingKey lastKey = last == null ? null : new ReadingKey(last, in.signed());
        Instant since = readTime(in);
        Breach breach = since == null ? null : new Breach(since, in.flag() ? readDecimal(in) : null);
        Instant startedAt = readTime(in);
        OpenAlert open = startedAt == null ? null
                : new OpenAlert(AlertId.of(in.number()), Severity.valueOf(in.text()), startedAt, in.flag());
        return new RuleProgress(version, lastKey, breach, open);
    }

    private static double readDecimal(CompactReader in) {
        if (in.value() instanceof DecimalValue(double value)) {
            return value;
        }
        throw new IllegalStateException("a breach without its value");
    }

    private static @Nullable Instant readTime(CompactReader in) {
        return in.flag() ? Instant.ofEpochMilli(in.signed()) : null;
    }
}
