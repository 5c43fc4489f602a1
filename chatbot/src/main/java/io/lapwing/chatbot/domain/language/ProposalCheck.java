package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Judgement.Reason;
import io.lapwing.chatbot.domain.language.Judgement.Refused;
import io.lapwing.chatbot.domain.language.Judgement.Taken;
import io.lapwing.chatbot.domain.language.Proposal.Param;
import io.lapwing.sharedmodel.alert.AlertCare;
import io.lapwing.sharedmodel.device.DeviceId;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Holds what a language model proposes against what was said and what there is. Whatever is not borne out by both is
/// refused; what is left is as good as what the grammar understands, and no better.
final class ProposalCheck {
    /// Before that, nobody measured anything (the wire contract, section 3).
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

    private final Proposal proposal;
    private final Intent intent;
    private final Slots slots;
    private final Mentions said;
    private final Context context;

    ProposalCheck(Proposal proposal, Mentions said, Context context) {
        this.proposal = proposal;
        this.intent = proposal.tool().intent();
        this.slots = proposal.slots();
        this.said = said;
        this.context = context;
    }

    /// @param guarded whether the sentence forbids that anything is done
    /// @param methods what can be done to devices in words that are not their methods' names
    Judgement judge(boolean guarded, Set<String> methods) {
        boolean acts = intent.writes() || intent.actsAtOnce();
        if (guarded && acts) {
            return new Refused(Reason.GUARDED);
        }
        return Stream.of(there(), namedDevices(), saidElsewhere(methods), times(), whole())
                .flatMap(Optional::stream).findFirst()
                .<Judgement>map(Refused::new).orElseGet(() -> new Taken(meant()));
    }

    /// Whether all of it exists in this tenant.
    private Optional<Reason> there() {
        FleetWords fleet = context.fleet();
        boolean there = slots.devices().stream().allMatch(id -> fleet.device(id).isPresent())
                && isOneOf(slots.type(), fleet.types()) && isOneOf(slots.site(), fleet.sites())
                && isOneOf(slots.metric(), fleet.metrics());
        return there ? Optional.empty() : Optional.of(Reason.NOT_THERE);
    }

    private static boolean isOneOf(@Nullable String name, Set<String> names) {
        return name == null || names.contains(name);
    }

    /// Whether no device that was named is left out, and the numbers that were said are those of the devices, none more and
    /// none less, where one was not named exactly.
    private Optional<Reason> namedDevices() {
        if (intent != Intent.COMMAND && !slots.devices().isEmpty() && !slots.devices().containsAll(said.devices())) {
            return Optional.of(Reason.NOT_SAID);
        }
        List<DeviceId> unnamed = slots.devices().stream().filter(id -> !said.devices().contains(id)).toList();
        if (unnamed.isEmpty()) {
            return Optional.empty();
        }
        Set<String> used = new HashSet<>();
        for (DeviceId id : unnamed) {
            Optional<Set<String>> numbers = context.fleet().device(id).flatMap(this::numbersSaid);
            if (numbers.isEmpty()) {
                return Optional.of(Reason.NOT_SAID);
            }
            used.addAll(numbers.get());
        }
        boolean mustBeNamed = said.isMisnamed() || intent.actsAtOnce();
        return mustBeNamed || !used.containsAll(said.numbers()) ? Optional.of(Reason.NOT_SAID) : Optional.empty();
    }

    /// The numbers of the name, of all that a device has, by which it was called: all of them were said. A device that has
    /// a number is not called by the words of its name alone.
    private Optional<Set<String>> numbersSaid(FleetDevice device) {
        List<Set<String>> names = Stream.concat(Stream.of(device.id().value(), device.name()),
                device.aliases().stream()).map(ProposalCheck::numbers).toList();
        Optional<Set<String>> called = names.stream()
                .filter(numbers -> !numbers.isEmpty() && said.numbers().containsAll(numbers)).findFirst();
        return called.isPresent() || names.stream().anyMatch(numbers -> !numbers.isEmpty()) ? called
                : Optional.of(Set.of());
    }

    private static Set<String> numbers(String name) {
        Set<String> numbers = new LinkedHashSet<>();
        Tokens.words(name).stream().filter(word -> Character.isDigit(word.charAt(0))).forEach(numbers::add);
        return numbers;
    }

    private Optional<Reason> saidElsewhere(Set<String> methods) {
        String method = slots.method();
        boolean borneOut = said.alerts().containsAll(slots.alerts())
                && (method == null || methods.contains(method) || said.isSaid(method))
                && proposal.plain().stream().allMatch(this::isSaid);
        return borneOut ? Optional.empty() : Optional.of(Reason.NOT_SAID);
    }

    private boolean isSaid(Param param) {
        return switch (param.kind()) {
            case NUMBER -> said.isSaid(new BigDecimal(param.text()));
            case TEXT -> said.isSaid(param.text());
            case FLAG -> true;
        };
    }

    private Optional<Reason> times() {
        Instant from = slots.from();
        Instant to = slots.to();
        boolean half = (from == null) != (to == null);
        boolean range = from == null || to == null || (from.isBefore(to) && !from.isBefore(EARLIEST)
                && from.isBefore(context.now()) && to.isBefore(context.now().plus(LONGEST_AHEAD)));
        Instant until = slots.until();
        boolean end = until == null || new AlertCare.Silence(until).isPossible(context.now());
        return half || !range || !end ? Optional.of(Reason.TIME) : Optional.empty();
    }

    private Optional<Reason> whole() {
        boolean whole = switch (intent) {
            case COMMAND -> slots.method() != null && !slots.devices().isEmpty();
            case SILENCE -> slots.until() != null && !(slots.alerts().isEmpty() && slots.devices().isEmpty());
            case ALERT_ACK, UNSILENCE -> !(slots.alerts().isEmpty() && slots.devices().isEmpty());
            default -> true;
        };
        return whole ? Optional.empty() : Optional.of(Reason.INCOMPLETE);
    }

    /// As the grammar decides: what cannot be done without a place, and what is to be done to a device that was not named
    /// exactly, or not alone, is asked about.
    private Understanding meant() {
        boolean needsPlace = intent == Intent.LATEST || intent == Intent.CHART;
        boolean nowhere = slots.devices().isEmpty() && slots.type() == null && slots.site() == null;
        if (needsPlace && nowhere) {
            return clarify(List.of());
        }
        if (intent == Intent.COMMAND) {
            Set<DeviceId> all = new LinkedHashSet<>(slots.devices());
            all.addAll(said.devices());
            boolean sure = all.size() == 1 && said.devices().containsAll(slots.devices());
            return sure ? Understanding.of(intent, slots) : clarify(new ArrayList<>(all));
        }
        return Understanding.of(intent, slots);
    }

    private Understanding clarify(List<DeviceId> candidates) {
        return Understanding.of(Intent.CLARIFY,
                slots.change().devices(candidates).target(intent.contractName()).build());
    }
}
