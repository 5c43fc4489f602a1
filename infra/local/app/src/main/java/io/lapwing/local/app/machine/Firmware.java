package io.lapwing.local.app.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What runs on a device: it reads the machine's sensors, and changes its settings when it is asked to.
///
/// Immutable.
///
/// @param interval from one report to the next
public record Firmware(Machine machine, Duration interval) {

    private static final String VERSION = "2.4.1";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String TARGET = "targetTemperature";
    private static final String REPORT_INTERVAL = "intervalSeconds";
    private static final int COLDEST = -30;
    private static final int WARMEST = 25;
    private static final int LONGEST_INTERVAL = 3600;

    /// As it comes from the factory.
    public static Firmware on(Machine machine) {
        return new Firmware(machine, INTERVAL);
    }

    public Firmware at(Instant now) {
        return new Firmware(machine.at(now), interval);
    }

    /// All that the device's shadow is to report.
    public Map<String, Object> reported() {
        Map<String, Object> reported = new LinkedHashMap<>();
        reported.put("firmwareVersion", VERSION);
        reported.put(REPORT_INTERVAL, interval.toSeconds());
        if (machine instanceof Cooled cooled) {
            reported.put(TARGET, cooled.target());
        }
        return reported;
    }

    /// @param settings those that hold from now on, as the shadow has them
    public record Change(Firmware next, Map<String, Object> settings) {}

    /// Takes over what is desired, as far as it knows and can do it.
    public Change desired(Map<?, ?> delta) {
        Change change = new Change(this, Map.of());
        if (machine instanceof Cooled cooled && isTarget(delta.get(TARGET)) && delta.get(TARGET) instanceof Number n) {
            change = with(change, new Firmware(cooled.aimingAt(n.doubleValue()), interval), TARGET, n);
        }
        if (isInterval(delta.get(REPORT_INTERVAL)) && delta.get(REPORT_INTERVAL) instanceof Number n) {
            change = with(change, new Firmware(change.next().machine(), Duration.ofSeconds(n.longValue())),
                    REPORT_INTERVAL, n.longValue());
        }
        return change;
    }

    private static Change with(Change change, Firmware next, String setting, Object value) {
        Map<String, Object> settings = new LinkedHashMap<>(change.settings());
        settings.put(setting, value);
        return new Change(next, settings);
    }

    private static boolean isTarget(@Nullable Object value) {
        return value instanceof Number n && n.doubleValue() >= COLDEST && n.doubleValue() <= WARMEST;
    }

    private static boolean isInterval(@Nullable Object value) {
        return value instanceof Number n && n.doubleValue() == n.intValue() && n.intValue() >= 1
                && n.intValue() <= LONGEST_INTERVAL;
    }

    /// What becomes of a command.
    ///
    /// @param change of the settings, if it makes one
    /// @param restarts whether the device restarts once it has answered
    public record Outcome(Answer answer, @Nullable Change change, boolean restarts) {

        private static Outcome of(Answer answer) {
            return new Outcome(answer, null, false);
        }
    }

    /// @param params any JSON, as it was read
    public Outcome perform(String method, @Nullable Object params) {
        return switch (method) {
            case "ping" -> Outcome.of(Answer.ok(Map.of("pong", true)));
            case "identify" ->
                Outcome.of(Answer.ok(Map.of("type", machine.model().type(), "firmwareVersion", VERSION)));
            case "reboot" -> isNothing(params)
                    ? new Outcome(Answer.ok(Map.of("restarting", true)), null, true)
                    : Outcome.of(Answer.badRequest("reboot takes no params"));
            case "setTarget" -> machine instanceof Cooled ? setTarget(params) : Outcome.of(Answer.unknown(method));
            default -> Outcome.of(Answer.unknown(method));
        };
    }

    private static boolean isNothing(@Nullable Object params) {
        return params == null || (params instanceof Map<?, ?> fields && fields.isEmpty());
    }

    private Outcome setTarget(@Nullable Object params) {
        if (params instanceof Map<?, ?> fields && isTarget(fields.get("temperature"))
                && fields.get("temperature") instanceof Number temperature) {
            Change change = desired(Map.of(TARGET, temperature));
            return new Outcome(Answer.ok(change.settings()), change, false);
        }
        return Outcome.of(Answer.badRequest(
                "setTarget wants {\"temperature\":n}, n from " + COLDEST + " to " + WARMEST));
    }
}
