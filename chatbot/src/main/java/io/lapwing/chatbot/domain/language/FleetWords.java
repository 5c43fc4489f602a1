package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// The names of a tenant's devices, and of their types, sites and metrics, prepared for being found in texts. Immutable
/// and thread-safe: made once for a fleet, and used for each text.
public final class FleetWords {
    private static final int MAX_CANDIDATES = 50;
    private static final int DISTINCTIVE = 4;
    private static final DeviceId DUPLICATE = new DeviceId("-");

    /// Something of the fleet that has a name.
    record Name(SlotKind kind, String value) {}

    private final Map<DeviceId, FleetDevice> devices = new LinkedHashMap<>();
    private final WordTree<Name> names = new WordTree<>();
    private final Set<String> words = new HashSet<>();
    /// Words that only one device has in its name, by which it may be called in short.
    private final Map<String, DeviceId> nicknames = new HashMap<>();
    private final Spelling spelling;

    private FleetWords(List<FleetDevice> fleet) {
        fleet.forEach(device -> devices.put(device.id(), device));
        Set<String> types = new HashSet<>();
        devices.values().forEach(device -> addNames(device, types));
        Map<String, List<String>> metrics = new LinkedHashMap<>();
        devices.values().stream().flatMap(device -> device.metrics().stream()).distinct()
                .forEach(metric -> metrics.put(metric, NameParts.of(metric)));
        metrics.forEach((metric, phrase) -> add(phrase, new Name(SlotKind.METRIC, metric)));
        metrics.forEach(this::addShortName);
        devices.values().forEach(device -> addNickname(device, types));
        nicknames.values().removeIf(DUPLICATE::equals);
        spelling = new Spelling(words);
    }

    public static FleetWords of(List<FleetDevice> devices) {
        return new FleetWords(devices);
    }

    private void addNames(FleetDevice device, Set<String> types) {
        Name name = new Name(SlotKind.DEVICE, device.id().value());
        add(Tokens.words(device.id().value()), name);
        add(Tokens.words(device.name()), name);
        device.aliases().forEach(alias -> add(Tokens.words(alias), name));
        List<String> type = Tokens.words(device.type());
        types.addAll(type);
        add(type, new Name(SlotKind.TYPE, device.type()));
        if (type.size() > 1) {
            add(List.of(String.join("", type)), new Name(SlotKind.TYPE, device.type()));
        }
        String site = device.site();
        if (site != null) {
            add(Tokens.words(site), new Name(SlotKind.SITE, site));
        }
    }

    /// `signal` for `signalDbm`, unless something else is called so.
    private void addShortName(String metric, List<String> phrase) {
        String first = phrase.isEmpty() ? "" : phrase.getFirst();
        boolean taken = words.contains(first) && find(List.of(first)).filter(
                name -> name.kind() != SlotKind.METRIC || !name.value().equals(metric)).findAny().isPresent();
        if (phrase.size() > 1 && !taken && first.length() >= DISTINCTIVE) {
            add(List.of(first), new Name(SlotKind.METRIC, metric));
        }
    }

    private void addNickname(FleetDevice device, Set<String> types) {
        Stream.concat(Stream.of(device.id().value(), device.name()), device.aliases().stream())
                .flatMap(name -> Tokens.words(name).stream()).distinct()
                .filter(word -> word.length() >= DISTINCTIVE && word.chars().allMatch(Character::isLetter))
                .filter(word -> !types.contains(word))
                .forEach(word -> nicknames.merge(word, device.id(), (one, other) -> DUPLICATE));
    }

    private void add(List<String> phrase, Name name) {
        if (!phrase.isEmpty()) {
            words.addAll(phrase);
            names.add(phrase, name);
        }
    }

    private Stream<Name> find(List<String> phrase) {
        WordTree<Name> node = names.find(phrase);
        return node == null ? Stream.empty() : node.values().stream();
    }

    WordTree<Name> names() {
        return names;
    }

    Set<String> words() {
        return words;
    }

    Spelling spelling() {
        return spelling;
    }

    Collection<FleetDevice> all() {
        return Collections.unmodifiableCollection(devices.values());
    }

    Set<String> types() {
        return named(device -> Stream.of(device.type()));
    }

    Set<String> sites() {
        return named(device -> Stream.ofNullable(device.site()));
    }

    Set<String> metrics() {
        return named(device -> device.metrics().stream());
    }

    private Set<String> named(Function<FleetDevice, Stream<String>> names) {
        return devices.values().stream().flatMap(names).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<FleetDevice> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// The device that alone has this word in its name.
    Optional<DeviceId> nicknamed(String word) {
        return Optional.ofNullable(nicknames.get(word));
    }

    /// The metric that a word of a template means, such as `temperature`.
    Optional<String> metric(String word) {
        return find(Tokens.words(word)).filter(name -> name.kind() == SlotKind.METRIC).map(Name::value).findFirst();
    }

    /// The devices of a type, at a site; of more than can be asked about, the first.
    List<DeviceId> devices(@Nullable String type, @Nullable String site) {
        return devices.values().stream().filter(device -> type == null || device.type().equals(type))
                .filter(device -> site == null || site.equals(device.site())).map(FleetDevice::id)
                .limit(MAX_CANDIDATES).toList();
    }

    /// Devices whose names resemble one that no device has: those that begin with the same words, nearest numbers first.
    List<DeviceId> near(String unknown, int most) {
        List<String> said = Tokens.words(unknown);
        Map<DeviceId, Integer> distances = new HashMap<>();
        for (FleetDevice device : devices.values()) {
            int distance = NameParts.distance(said, Tokens.words(device.id().value()));
            if (distance < Integer.MAX_VALUE) {
                distances.put(device.id(), distance);
            }
        }
        List<DeviceId> near = new ArrayList<>(distances.keySet());
        near.sort((one, other) -> {
            int byDistance = Integer.compare(distances.getOrDefault(one, 0), distances.getOrDefault(other, 0));
            return byDistance != 0 ? byDistance : one.value().compareTo(other.value());
        });
        return near.stream().limit(most).toList();
    }
}
