package io.lapwing.local.app.process;

import io.lapwing.deviceingest.functions.DispatchCommands;
import io.lapwing.local.app.broker.DeviceEvents;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.watch.ConnectionEvent;

import java.util.List;
import java.util.function.Consumer;

/// The functions that are told what happens on the embedded broker.
record ToldFunctions(Consumer<List<ConnectionEvent>> recordConnections, DispatchCommands dispatchCommands,
        Consumer<List<CommandDelivery>> recordDeliveries) implements DeviceEvents {

    @Override
    public void connectionsChanged(List<ConnectionEvent> events) {
        recordConnections.accept(events);
    }

    @Override
    public void commandsWanted(List<DeviceKey> devices) {
        devices.forEach(dispatchCommands::deviceReady);
    }

    @Override
    public void commandsDelivered(List<CommandDelivery> deliveries) {
        recordDeliveries.accept(deliveries);
    }
}
