package io.lapwing.deviceingest.domain;

import io.lapwing.sharedmodel.event.RecordedEvent;
import io.lapwing.sharedmodel.shadow.Shadow;

import java.util.List;

/// What is to be done next about a message for a shadow.
public sealed interface ShadowStep {

    /// Nothing of the shadow changes.
    record Settled(ShadowSettlement settlement) implements ShadowStep {}

    /// The shadow is to be saved with these events; if that is done, the rest follows.
    record Save(Shadow shadow, List<RecordedEvent> events, ShadowSettlement then) implements ShadowStep {

        public Save {
            events = List.copyOf(events);
        }
    }
}
