package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.util.List;

/// Who is told what happens on the broker besides messages. Each is told on threads of their own, which the broker does
/// not wait for: they may take their time. What ends with a [io.lapwing.sharedmodel.port.StoreUnavailable] is told
/// again, so that whatever is told has to be told twice safely. Of one device all comes in its order.
public interface DeviceEvents {

    void connectionsChanged(List<ConnectionEvent> events);

    /// From now on these devices can be sent commands, or again those that they did not acknowledge.
    void commandsWanted(List<DeviceKey> devices);

    /// Devices acknowledged commands, with the PUBACK.
    void commandsDelivered(List<CommandDelivery> deliveries);
}
