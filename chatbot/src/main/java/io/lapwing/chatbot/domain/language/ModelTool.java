package io.lapwing.chatbot.domain.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The intents that a language model may propose, with their slots: what is not in here is not understood, whatever it
/// says.
///
/// Left out on purpose: `confirm` and `cancel`, which answer questions that a model does not see; `link` and `unlink`,
/// which are about who somebody is; `help`, which would hide that nothing was understood; and files.
public enum ModelTool {
    STATUS, LIST, LATEST, CHART, ALERT_LIST, ALERT_ACK, SILENCE, UNSILENCE, COMMAND, SUBSCRIBE, UNSUBSCRIBE, HANDOFF;

    /// A slot, by its name in the wire contract.
    public enum Slot {
        DEVICES, TYPE, SITE, STATE, SEVERITY, METRIC, ALERTS, FROM, TO, UNTIL, METHOD, PARAMS, AGG;

        public String contractName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Optional<ModelTool> of(String name) {
        return Arrays.stream(values()).filter(tool -> tool.toolName().equals(name)).findFirst();
    }

    /// As models are told of it: names of tools have no dots.
    public String toolName() {
        return intent().contractName().replace('.', '_');
    }

    public Intent intent() {
        return Intent.valueOf(name());
    }

    public Set<Slot> slots() {
        return switch (this) {
            case STATUS -> Set.of(Slot.DEVICES, Slot.TYPE, Slot.SITE);
            case LIST -> Set.of(Slot.TYPE, Slot.SITE, Slot.STATE, Slot.AGG);
            case LATEST -> Set.of(Slot.DEVICES, Slot.TYPE, Slot.SITE, Slot.METRIC, Slot.FROM, Slot.TO, Slot.AGG);
            case CHART -> Set.of(Slot.DEVICES, Slot.TYPE, Slot.SITE, Slot.METRIC, Slot.FROM, Slot.TO);
            case ALERT_LIST ->
                Set.of(Slot.DEVICES, Slot.TYPE, Slot.SITE, Slot.SEVERITY, Slot.STATE, Slot.FROM, Slot.TO);
            case ALERT_ACK, UNSILENCE -> Set.of(Slot.ALERTS, Slot.DEVICES);
            case SILENCE -> Set.of(Slot.ALERTS, Slot.DEVICES, Slot.UNTIL);
            case COMMAND -> Set.of(Slot.DEVICES, Slot.METHOD, Slot.PARAMS);
            case SUBSCRIBE -> Set.of(Slot.DEVICES, Slot.TYPE, Slot.SITE, Slot.SEVERITY);
            case UNSUBSCRIBE, HANDOFF -> Set.of();
        };
    }

    public boolean has(String slot) {
        return slots().stream().anyMatch(one -> one.contractName().equals(slot));
    }

    /// The values that a slot can have, where there are few; none where anything can stand there.
    public List<String> values(Slot slot) {
        return switch (slot) {
            case STATE -> this == LIST ? List.of("online", "offline", "alert") : List.of("open", "cleared");
            case SEVERITY -> List.of("info", "warning", "critical");
            case AGG -> this == LIST ? List.of("count") : List.of("avg", "min", "max", "sum", "count", "first", "last");
            case DEVICES, TYPE, SITE, METRIC, ALERTS, FROM, TO, UNTIL, METHOD, PARAMS -> List.of();
        };
    }
}
