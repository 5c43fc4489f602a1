package io.lapwing.deviceingest.functions;

import io.lapwing.sharedmodel.event.CommandEvent.CommandQueued;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.event.FileEvent.FileReceived;
import io.lapwing.sharedmodel.event.PresenceEvent.DeviceCameOnline;
import io.lapwing.sharedmodel.event.RuleEvent.RuleChanged;
import io.lapwing.sharedmodel.event.ShadowEvent.ShadowDiffered;
import io.lapwing.sharedmodel.telemetry.TraceParent;

import org.jspecify.annotations.Nullable;

/// What follows from events, beside their being shown in the feed.
///
/// @param commandQueued gives the command to its device
/// @param deviceCameOnline gives the device the commands that waited for it
/// @param shadowDiffered tells the device the current difference
/// @param ruleChanged looks at the event's page of devices, and has the next page follow
/// @param fileReceived has the file processed
/// @param newsForChats hands on what people in chats may have to be told of; the event is any
public record EventHandlers(Handler<CommandQueued> commandQueued, Handler<DeviceCameOnline> deviceCameOnline,
        Handler<ShadowDiffered> shadowDiffered, Handler<RuleChanged> ruleChanged, Handler<FileReceived> fileReceived,
        Handler<Event> newsForChats) {

    /// Where there is no chatbot.
    public static final Handler<Event> NO_CHATS = (_, _) -> {};

    /// Where no files are processed.
    public static final Handler<FileReceived> NO_FILES = (_, _) -> {};

    /// Does what follows from an event. It may be asked again for the same event, at any time, and must come to the
    /// same then. Thread-safe; every wait has an end.
    @FunctionalInterface
    public interface Handler<E extends Event> {

        /// Returns when it is done. Whatever is thrown has the event come again;
        /// [io.lapwing.sharedmodel.port.StoreUnavailable] says that the event is not to blame.
        ///
        /// @param trace the trace of what caused the event
        void handle(E event, @Nullable TraceParent trace);
    }
}
