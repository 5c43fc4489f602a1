package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.domain.language.Slots;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// How the fleet is: `status` and `list`.
record FleetAnswers(FleetDirectory fleet) {
    private static final int MAX_LINES = 20;

    Outcome status(Turn turn) {
        Slots slots = turn.slots();
        List<Device> devices = slots.devices().isEmpty()
                ? fleet.devices(turn.tenant(), new DeviceFilter(slots.type(), slots.site(), null, null))
                : fleet.find(turn.tenant(), slots.devices());
        if (devices.isEmpty()) {
            return turn.answer("status.none");
        }
        Set<DeviceId> ids = devices.stream().map(device -> device.key().device()).collect(Collectors.toSet());
        List<Alert> alerts = fleet.openAlerts(turn.tenant()).stream()
                .filter(alert -> ids.contains(alert.device().device())).toList();
        List<String> lines = new ArrayList<>(
                slots.devices().isEmpty() ? List.of(summary(turn.say(), devices, alerts.size()))
                        : devices.stream().map(device -> state(turn.say(), device)).toList());
        if (!alerts.isEmpty()) {
            lines.add(turn.say().text("status.alerts"));
            alerts.stream().limit(MAX_LINES).map(alert -> AlertWords.line(turn.say(), alert)).forEach(lines::add);
            if (alerts.size() > MAX_LINES) {
                lines.add(turn.say().text("list.more", alerts.size() - MAX_LINES));
            }
        }
        return turn.answer(ChatMessage.of(String.join("\n", lines)));
    }

    private static String summary(Say say, List<Device> devices, int alerts) {
        long online = devices.stream().filter(Device::online).count();
        return say.text("status.fleet", devices.size(), online, devices.size() - online, alerts);
    }

    private static String state(Say say, Device device) {
        String key = device.lastSeenAt() == null ? "status.silent"
                : device.online() ? "status.online" : "status.offline";
        return say.text(key, device.profile().name(), device.key().device(), say.ago(device.lastSeenAt()));
    }

    Outcome list(Turn turn) {
        Slots slots = turn.slots();
        List<Device> all = fleet.devices(turn.tenant(), new DeviceFilter(slots.type(), slots.site(), null, null));
        List<Device> wanted = inState(turn.tenant(), all, slots.state());
        if (slots.agg() != null) {
            return turn.answer("list.count", wanted.size(), all.size());
        }
        if (wanted.isEmpty()) {
            return turn.answer("list.none");
        }
        List<String> lines = new ArrayList<>();
        wanted.stream().limit(MAX_LINES).map(device -> line(turn.say(), device)).forEach(lines::add);
        if (wanted.size() > MAX_LINES) {
            lines.add(turn.say().text("list.more", wanted.size() - MAX_LINES));
        }
        return turn.answer(ChatMessage.of(String.join("\n", lines))
                .titled(turn.say().text("list.title", wanted.size())));
    }

    private List<Device> inState(TenantId tenant, List<Device> devices, @Nullable String state) {
        return switch (Objects.requireNonNullElse(state, "")) {
            case "online" -> devices.stream().filter(Device::online).toList();
            case "offline" -> devices.stream().filter(device -> !device.online()).toList();
            case "alert" -> {
                Set<DeviceId> alerted = fleet.openAlerts(tenant).stream().map(alert -> alert.device().device())
                        .collect(Collectors.toSet());
                yield devices.stream().filter(device -> alerted.contains(device.key().device())).toList();
            }
            default -> devices;
        };
    }

    private static String line(Say say, Device device) {
        return say.text(device.online() ? "list.online" : "list.offline", device.profile().name(),
                device.key().device(), say.ago(device.lastSeenAt()));
    }
}
