package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Edge.Devices;
import io.lapwing.chatbot.domain.language.Token.Kind;
import io.lapwing.sharedmodel.device.DeviceId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what must be the name of a device although no device is called so (turbine 5, gateway-east, the toaster), and
/// devices that are described rather than named (the gateway in Hamburg, the boiler on the roof). What is found by
/// description is marked as fuzzy, so that nothing is done to it unasked.
final class NameGuesses {
    private static final int MOST_WORDS_BETWEEN = 3;

    private final Lattice lattice;
    private final FleetWords fleet;
    private final Numbers numbers;

    NameGuesses(Lattice lattice, FleetWords fleet, Numbers numbers) {
        this.lattice = lattice;
        this.fleet = fleet;
        this.numbers = numbers;
    }

    void find() {
        for (int start = lattice.size() - 1; start >= 0; start--) {
            List<Edge> here = List.copyOf(lattice.edges(start));
            boolean device = here.stream().anyMatch(edge -> edge.kind() == SlotKind.DEVICE);
            for (Edge edge : here) {
                if (edge.value() instanceof Edge.Type type && !device) {
                    described(edge, type);
                    hyphenated(edge);
                }
            }
            if (lattice.isUnknown(start) && !device && !(lattice.isGlued(start) && start > 0)) {
                unknown(start);
            }
        }
    }

    private void add(int start, int end, boolean guess) {
        lattice.add(new Edge(SlotKind.DEVICE, start, end, Devices.unknown(lattice.text(start, end)), guess));
    }

    /// A word that means nothing to us, with a number behind it or a type beside it, or alone.
    private void unknown(int start) {
        int next = start + 1;
        int number = lattice.isSign(next, "-") || lattice.isSign(next, "_") ? next + 1 : next;
        Optional<Numbers.Found> found = numbers.at(number).filter(_ -> lattice.token(number).kind() == Kind.NUMBER);
        if (found.isPresent()) {
            add(start, found.get().end(), false);
        } else {
            for (Edge edge : next < lattice.size() ? lattice.edges(next) : List.<Edge>of()) {
                if (edge.value() instanceof Edge.Type type && !type.plural()) {
                    add(start, edge.end(), true);
                }
            }
            add(start, next, true);
            if (next < lattice.size() && lattice.isUnknown(next)) {
                add(start, next + 1, true);
            }
        }
    }

    /// gateway-east, where there is no such gateway.
    private void hyphenated(Edge type) {
        int end = type.end();
        if (lattice.isSign(end, "-") && lattice.isGlued(end) && lattice.isGlued(end + 1)
                && lattice.token(end + 1).kind() != Kind.SIGN) {
            add(type.start(), end + 2, false);
        } else if (end < lattice.size() && lattice.isUnknown(end)) {
            add(type.start(), end + 1, true);
        }
    }

    private void described(Edge edge, Edge.Type type) {
        if (type.plural()) {
            return;
        }
        int at = edge.end();
        for (int i = 0; i < MOST_WORDS_BETWEEN && at < lattice.size(); i++) {
            for (Edge next : List.copyOf(lattice.edges(at))) {
                describe(edge, type, next).ifPresent(devices -> lattice.add(
                        new Edge(SlotKind.DEVICE, edge.start(), next.end(), devices, true)));
            }
            if (lattice.fillers(at).isEmpty() && lattice.readingFillers(at).isEmpty()) {
                return;
            }
            at++;
        }
    }

    private Optional<Devices> describe(Edge edge, Edge.Type type, Edge next) {
        if (next.kind() == SlotKind.SITE && next.value() instanceof String site) {
            List<DeviceId> there = fleet.devices(type.name(), site);
            return there.isEmpty() || next.end() == edge.end() ? Optional.empty()
                    : Optional.of(new Devices(there, there.size() > 1, null));
        }
        if (next.kind() == SlotKind.DEVICE && next.value() instanceof Devices devices && next.fuzzy()
                && devices.ids().size() == 1 && next.end() == next.start() + 1) {
            List<DeviceId> ids = new ArrayList<>(devices.ids());
            boolean same = fleet.device(ids.getFirst()).filter(one -> one.type().equals(type.name())).isPresent();
            return same ? Optional.of(devices) : Optional.empty();
        }
        return Optional.empty();
    }
}
