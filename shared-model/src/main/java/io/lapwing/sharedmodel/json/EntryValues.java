package io.lapwing.sharedmodel.json;

import io.lapwing.sharedmodel.json.ReadValue.Refused;
import io.lapwing.sharedmodel.json.ReadValue.Taken;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Refusal;
import io.lapwing.sharedmodel.telemetry.RefusalCode;
import io.lapwing.sharedmodel.telemetry.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of one entry, while it is read. The last value of a metric counts.
final class EntryValues {

    private static final int SHOWN_NAME = 64;

    private final int index;
    private final Map<MetricName, MetricValue> taken = new LinkedHashMap<>();
    private final Map<String, Refusal> refused = new LinkedHashMap<>();
    private int names;
    private int values;

    EntryValues(int index) {
        this.index = index;
    }

    void add(String name, ReadValue value) {
        names++;
        switch (value) {
            case Taken(MetricValue metric) -> take(name, metric);
            case Refused(RefusalCode code, String reason) -> refuse(name, code, reason);
            case ReadValue.Nothing() -> {}
        }
    }

    private void take(String name, MetricValue value) {
        if (MetricName.isValid(name)) {
            taken.put(new MetricName(name), value);
            refused.remove(name);
            values++;
        } else {
            refuse(name, RefusalCode.KEY_INVALID, "is not a metric name: it needs 1 to 128 characters, and no"
                    + " control characters");
        }
    }

    private void refuse(String name, RefusalCode code, String reason) {
        String shown = Text.printable(name, SHOWN_NAME);
        refused.put(name, new Refusal(index, shown, code, "\"" + shown + "\" in entry " + index + " " + reason + "."));
        if (MetricName.isValid(name)) {
            taken.remove(new MetricName(name));
        }
        values++;
    }

    /// Whether not even a null was there.
    boolean isEmpty() {
        return names == 0;
    }

    int count() {
        return values;
    }

    Map<MetricName, MetricValue> taken() {
        return taken;
    }

    List<Refusal> refusals() {
        return List.copyOf(refused.values());
    }
}
