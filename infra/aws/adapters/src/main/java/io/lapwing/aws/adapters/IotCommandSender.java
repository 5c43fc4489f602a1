package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.port.CommandSender;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.InstantSource;

/// Publishes commands through AWS IoT Core, which does not tell whether anybody listens: it keeps them for devices with
/// a persistent session, as long as they live, and drops them for others.
public final class IotCommandSender implements CommandSender {

    private final IotPublisher iot;
    private final InstantSource clock;

    public IotCommandSender(IotPublisher iot, InstantSource clock) {
        this.iot = iot;
        this.clock = clock;
    }

    @Override
    public Sending send(Command command) {
        try {
            iot.publish(command, clock.instant());
            return Sending.SENT;
        } catch (PublishFailed e) {
            throw new StoreUnavailable("CommandSender.send", command.device() + " " + command.id(), e);
        }
    }
}
