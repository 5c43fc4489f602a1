package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Edge.Devices;
import io.lapwing.chatbot.domain.language.FleetWords.Name;
import io.lapwing.chatbot.domain.language.Lattice.Form;
import io.lapwing.chatbot.domain.language.Token.Kind;
import io.lapwing.sharedmodel.device.DeviceId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Finds devices, types, sites and metrics in a text. Letters of a name may be wrong, and then it is marked as fuzzy;
/// its digits may not. A name that goes on where it should end (pump 1 7, pump-1-b) is another one, and unknown.
final class FleetFinder {
    /// How many steps one text may take: enough for any, and few enough for a fleet whose names are made to be slow.
    private static final int MAX_STEPS = 400_000;

    private final Lattice lattice;
    private final FleetWords fleet;
    private final Terms terms;
    private final Numbers numbers;
    private final List<String> every;
    private int steps;

    FleetFinder(Lattice lattice, FleetWords fleet, Terms terms, Numbers numbers, List<String> every) {
        this.every = every;
        this.lattice = lattice;
        this.fleet = fleet;
        this.terms = terms;
        this.numbers = numbers;
    }

    /// How far a walk through the names has come.
    private record Way(int start, int at, WordTree<Name> node, boolean fuzzy, boolean plural) {
        Way to(int next, WordTree<Name> child, boolean nowFuzzy, boolean nowPlural) {
            return new Way(start, next, child, fuzzy || nowFuzzy, plural || nowPlural);
        }
    }

    /// What begins at one token.
    private static final class Finds {
        private final List<Edge> names = new ArrayList<>();
        private int deviceEnd;
        private final List<DeviceId> exact = new ArrayList<>();
        private final List<DeviceId> fuzzy = new ArrayList<>();
        private int unknownEnd;
        private @Nullable WordTree<Name> counted;
    }

    /// The device that begins at a token, and where numbers would go on with its name.
    private record Found(Edge edge, @Nullable WordTree<Name> counted) {}

    void find() {
        List<@Nullable Found> devices = new ArrayList<>();
        for (int start = 0; start < lattice.size(); start++) {
            Finds finds = new Finds();
            Token.Kind kind = lattice.token(start).kind();
            if (kind == Kind.WORD || kind == Kind.NUMBER || kind == Kind.FILE) {
                walk(new Way(start, start, fleet.names(), false, false), finds);
            }
            finds.names.forEach(lattice::add);
            devices.add(device(start, finds));
        }
        addRows(devices);
    }

    private void walk(Way way, Finds finds) {
        if (++steps > MAX_STEPS) {
            return;
        }
        note(way, finds);
        if (way.node().isLeaf()) {
            return;
        }
        int at = way.at() > way.start() ? terms.afterNumberSign(inner(way.at())) : way.at();
        if (at >= lattice.size()) {
            return;
        }
        for (Form form : lattice.forms(at)) {
            WordTree<Name> child = way.node().child(form.word());
            if (child != null) {
                walk(way.to(at + 1, child, form.fuzzy(), form.plural()), finds);
            }
        }
        for (Terms.Found term : terms.at(at)) {
            if (term.term().value() instanceof List<?> words && !(term.end() == at + 1 && isSame(words, at))) {
                WordTree<Name> child = way.node().find(words.stream().map(String.class::cast).toList());
                if (child != null) {
                    walk(way.to(term.end(), child, term.fuzzy(), term.plural()), finds);
                }
            }
        }
        walkNumber(way, at, finds);
    }

    private boolean isSame(List<?> words, int at) {
        return words.size() == 1 && lattice.forms(at).stream().anyMatch(form -> form.word().equals(words.getFirst()));
    }

    private void walkNumber(Way way, int at, Finds finds) {
        Optional<Numbers.Found> number = numbers.at(at);
        boolean counted = way.at() > way.start() && way.node().isCounted();
        if (number.isPresent()) {
            WordTree<Name> child = way.node().child(number.get().word());
            if (child != null && lattice.token(at).kind() == Kind.WORD) {
                walk(way.to(number.get().end(), child, false, false), finds);
            } else if (child == null && counted) {
                finds.unknownEnd = Math.max(finds.unknownEnd, number.get().end());
            }
            if (child != null) {
                finds.counted = way.node();
            }
        } else if (counted && isLetter(at) && way.node().child(lattice.token(at).word()) == null) {
            finds.unknownEnd = Math.max(finds.unknownEnd, at + 1);
        }
    }

    private boolean isLetter(int at) {
        Token token = lattice.token(at);
        return token.kind() == Kind.WORD && token.word().length() == 1 && lattice.fillers(at).isEmpty()
                && terms.at(at).isEmpty();
    }

    /// Skips a sign within a name: hyphens anyway, others where there is no blank around them.
    private int inner(int at) {
        if (lattice.isSign(at, "-") || lattice.isSign(at, "_")) {
            return at + 1;
        }
        boolean sign = lattice.isSign(at, ".") || lattice.isSign(at, ":") || lattice.isSign(at, "/");
        return sign && lattice.isGlued(at) && lattice.isGlued(at + 1) ? at + 1 : at;
    }

    private void note(Way way, Finds finds) {
        for (Name name : way.node().values()) {
            if (name.kind() != SlotKind.DEVICE) {
                noteKind(name, way, finds);
                continue;
            }
            if (way.at() > finds.deviceEnd) {
                finds.deviceEnd = way.at();
                finds.exact.clear();
                finds.fuzzy.clear();
            }
            List<DeviceId> ids = way.fuzzy() ? finds.fuzzy : finds.exact;
            DeviceId id = new DeviceId(name.value());
            if (way.at() == finds.deviceEnd && !ids.contains(id)) {
                ids.add(id);
            }
        }
    }

    private void noteKind(Name name, Way way, Finds finds) {
        int start = way.start();
        if (name.kind() != SlotKind.TYPE) {
            finds.names.add(new Edge(name.kind(), start, way.at(), name.value(), way.fuzzy()));
            return;
        }
        int each = each(start);
        finds.names.add(new Edge(SlotKind.TYPE, start, way.at(),
                new Edge.Type(name.value(), way.plural() || each < start), way.fuzzy()));
        if (each < start) {
            finds.names.add(new Edge(SlotKind.TYPE, each, way.at(), new Edge.Type(name.value(), true), way.fuzzy()));
        }
    }

    /// Where "all", "all the", "every" before a word begin.
    private int each(int start) {
        for (int at = start - 1; at >= Math.max(0, start - 3); at--) {
            if (every.contains(lattice.token(at).word())) {
                return at;
            }
            if (lattice.fillers(at).isEmpty()) {
                break;
            }
        }
        return start;
    }

    private @Nullable Found device(int start, Finds finds) {
        boolean begins = !(lattice.isGlued(start) && start > 0 && isGlue(start - 1));
        int end = Math.max(finds.deviceEnd, finds.unknownEnd);
        if (end == 0) {
            return nickname(start, begins);
        }
        if (!begins) {
            return null;
        }
        int whole = wholeName(end);
        if (whole > end || finds.unknownEnd >= finds.deviceEnd) {
            return new Found(unknown(start, whole), finds.counted);
        }
        List<DeviceId> ids = finds.exact.isEmpty() ? finds.fuzzy : finds.exact;
        return new Found(new Edge(SlotKind.DEVICE, start, end, new Devices(ids, ids.size() > 1, null),
                finds.exact.isEmpty()), finds.counted);
    }

    private @Nullable Found nickname(int start, boolean begins) {
        for (Form form : begins ? lattice.forms(start) : List.<Form>of()) {
            Optional<DeviceId> id = fleet.nicknamed(form.word());
            if (id.isPresent() && wholeName(start + 1) == start + 1) {
                return new Found(new Edge(SlotKind.DEVICE, start, start + 1,
                        new Devices(List.of(id.get()), false, null), true), null);
            }
        }
        return null;
    }

    private Edge unknown(int start, int end) {
        return new Edge(SlotKind.DEVICE, start, end, Devices.unknown(lattice.text(start, end)), false);
    }

    private boolean isGlue(int at) {
        Token token = lattice.token(at);
        return (token.kind() != Kind.SIGN && token.kind() != Kind.SUFFIX) || ((lattice.isSign(at, "-")
                || lattice.isSign(at, "_") || lattice.isSign(at, ".") || lattice.isSign(at, ":"))
                && lattice.isGlued(at) && at > 0 && lattice.token(at - 1).kind() != Kind.SIGN);
    }

    /// Where a name really ends of which the beginning was recognised: behind what is glued to it, and behind digits that
    /// follow digits.
    private int wholeName(int end) {
        int at = end;
        while (at < lattice.size()) {
            Token token = lattice.token(at);
            boolean glued = token.glued() && (token.kind() == Kind.SIGN ? goesOn(at) : token.kind() != Kind.SUFFIX);
            boolean digits = token.kind() == Kind.NUMBER && lattice.token(at - 1).kind() == Kind.NUMBER;
            if (!glued && !digits) {
                break;
            }
            at++;
        }
        return at;
    }

    private boolean goesOn(int at) {
        return (lattice.isSign(at, "-") || lattice.isSign(at, "_") || lattice.isSign(at, ".")
                || lattice.isSign(at, ":")) && lattice.isGlued(at + 1) && lattice.token(at + 1).kind() != Kind.SIGN;
    }

    /// Adds the devices, and as one edge those that are said in a row: "pump 1, 2 and truck 1".
    private void addRows(List<@Nullable Found> devices) {
        for (int start = 0; start < devices.size(); start++) {
            Found first = devices.get(start);
            if (first == null) {
                continue;
            }
            lattice.add(first.edge());
            if (!terms.joinerBefore(start) || before(devices, start)) {
                addRow(first, devices);
            }
        }
    }

    /// Whether what is joined to a device from before is no device.
    private static boolean before(List<@Nullable Found> devices, int start) {
        for (int at = Math.max(0, start - 6); at < start; at++) {
            Found found = devices.get(at);
            if (found != null && found.edge().end() < start && found.edge().end() >= start - 2) {
                return false;
            }
        }
        return true;
    }

    private void addRow(Found first, List<@Nullable Found> devices) {
        Edge row = first.edge();
        WordTree<Name> counted = first.counted();
        while (true) {
            int at = terms.afterJoiner(row.end());
            Found next = at < devices.size() ? devices.get(at) : null;
            Edge edge = next != null ? next.edge() : counted == null ? null : bareNumber(at, counted);
            if (edge == null) {
                break;
            }
            boolean or = terms.isOr(row.end()) || (terms.isOr(row.end() + 1) && at > row.end() + 1);
            row = new Edge(SlotKind.DEVICE, row.start(), edge.end(),
                    ((Devices) row.value()).and((Devices) edge.value(), or), row.fuzzy() || edge.fuzzy());
            counted = next == null ? counted : next.counted();
        }
        if (row.end() > first.edge().end()) {
            lattice.add(row);
        }
    }

    /// The 2 of "pumps 1 and 2".
    private @Nullable Edge bareNumber(int at, WordTree<Name> counted) {
        Optional<Numbers.Found> number = numbers.at(at);
        WordTree<Name> node = number.map(found -> counted.child(found.word())).orElse(null);
        if (number.isEmpty() || node == null || wholeName(number.get().end()) > number.get().end()) {
            return null;
        }
        List<DeviceId> ids = node.values().stream().filter(name -> name.kind() == SlotKind.DEVICE)
                .map(name -> new DeviceId(name.value())).toList();
        return ids.isEmpty() ? null
                : new Edge(SlotKind.DEVICE, at, number.get().end(), new Devices(ids, ids.size() > 1, null), false);
    }
}
