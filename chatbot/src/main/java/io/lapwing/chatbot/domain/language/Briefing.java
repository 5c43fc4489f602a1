package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.telemetry.Text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// All that a language model is told about a sentence: no readings, no alerts, nothing that was said before, and nobody's
/// name but those of devices. Everything in it was written by people and devices, and is bounded.
///
/// @param sentence without mentions of people
/// @param devices those that may be meant, likeliest first
public record Briefing(String sentence, List<FleetDevice> devices, List<String> types, List<String> sites,
        List<String> metrics, Instant now, ZoneId zone) {

    /// What is longer is no sentence. It is not cut: what is cut off may be the "not".
    public static final int MAX_SENTENCE = 500;
    public static final int MAX_DEVICES = 100;
    /// Of types, of sites and of metrics.
    public static final int MAX_WORDS = 100;
    public static final int MAX_NAME = 64;
    private static final int MAX_ALIASES = 3;
    /// A number tells more than many words.
    private static final int NUMBER = 10;

    public Briefing {
        devices = List.copyOf(devices);
        types = List.copyOf(types);
        sites = List.copyOf(sites);
        metrics = List.copyOf(metrics);
    }

    /// @return empty for what nobody need be asked about: without a word, or too long
    public static Optional<Briefing> of(String text, Context context) {
        if (text.length() > 2 * MAX_SENTENCE) {
            return Optional.empty();
        }
        String sentence = TextFold.clean(text).strip();
        List<Token> tokens = Tokens.of(sentence);
        boolean isSaid = tokens.stream().anyMatch(token -> token.kind() == Token.Kind.WORD);
        if (!isSaid || sentence.codePointCount(0, sentence.length()) > MAX_SENTENCE) {
            return Optional.empty();
        }
        FleetWords fleet = context.fleet();
        return Optional.of(new Briefing(sentence, devices(tokens, fleet), names(fleet.types()), names(fleet.sites()),
                names(fleet.metrics()), context.now(), context.zone()));
    }

    private static List<String> names(Set<String> names) {
        return names.stream().sorted().limit(MAX_WORDS).map(Briefing::clipped).toList();
    }

    /// Those that share most words and numbers with the sentence; where it shares none, as in a language that the fleet
    /// is not named in, the first ones.
    private static List<FleetDevice> devices(List<Token> tokens, FleetWords fleet) {
        Set<String> said = new HashSet<>();
        tokens.stream().filter(token -> token.kind() != Token.Kind.SIGN).forEach(token -> said.add(token.word()));
        record Ranked(FleetDevice device, long shared) {}
        return fleet.all().stream().map(device -> new Ranked(device, shared(device, said)))
                .sorted(Comparator.comparingLong(Ranked::shared).reversed()).limit(MAX_DEVICES)
                .map(ranked -> bounded(ranked.device())).toList();
    }

    private static long shared(FleetDevice device, Set<String> said) {
        String site = device.site() == null ? "" : device.site();
        return Stream.concat(Stream.of(device.id().value(), device.name(), device.type(), site),
                device.aliases().stream()).flatMap(name -> Tokens.words(name).stream()).distinct()
                .filter(said::contains).mapToLong(word -> Character.isDigit(word.charAt(0)) ? NUMBER : 1).sum();
    }

    private static FleetDevice bounded(FleetDevice device) {
        return new FleetDevice(device.id(), clipped(device.name()), clipped(device.type()), optional(device.site()),
                List.of(), device.aliases().stream().limit(MAX_ALIASES).map(Briefing::clipped).toList());
    }

    private static @Nullable String optional(@Nullable String name) {
        return name == null ? null : clipped(name);
    }

    private static String clipped(String name) {
        return Text.printable(name, MAX_NAME);
    }

    /// Without what somebody said, so that it reaches no log.
    @Override
    public String toString() {
        return "Briefing[" + devices.size() + " devices]";
    }
}
