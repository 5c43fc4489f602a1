package io.lapwing.loadtests.kill;

import io.lapwing.loadtests.kill.ReadBack.Verdict;
import io.lapwing.loadtests.mqtt.Acknowledged;
import io.lapwing.loadtests.report.Table;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a kill run found: for each strike the messages from the strike before it to this one, and those after the last.
final class KillReport {

    private static final List<String> COLUMNS = List.of("strike", "what", "acknowledged", "lost", "doubled",
            "backSeconds", "recoveredSeconds");

    private final List<Round> rounds;
    private final Map<DeviceKey, Verdict> verdicts;
    private final Map<DeviceKey, Acknowledged> toldAtEnd;

    KillReport(List<Round> rounds, Map<DeviceKey, Verdict> verdicts, Map<DeviceKey, Acknowledged> toldAtEnd) {
        this.rounds = List.copyOf(rounds);
        this.verdicts = Map.copyOf(verdicts);
        this.toldAtEnd = Map.copyOf(toldAtEnd);
    }

    /// Whether every acknowledged message is in the store once, as it was sent, and none was refused.
    boolean isGood() {
        return verdicts.values().stream().allMatch(Verdict::isGood)
                && toldAtEnd.values().stream().allMatch(told -> told.refused().isEmpty());
    }

    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            Round before = i == 0 ? null : rounds.get(i - 1);
            Map<String, Object> row = row("" + round.number(), round.what(),
                    device -> before == null ? 0L : before.end(device), round::end);
            row.put("backSeconds", seconds(round.healed()));
            row.put("recoveredSeconds", seconds(round.recovered()));
            rows.add(row);
        }
        Round last = rounds.isEmpty() ? null : rounds.getLast();
        rows.add(row("end", "", device -> last == null ? 0L : last.end(device), this::sent));
        rows.add(row("all", rounds.size() + " strikes", _ -> 0L, this::sent));
        return rows;
    }

    String text() {
        Table table = new Table(COLUMNS.toArray(String[]::new));
        rows().forEach(row -> table.row(COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toArray()));
        return table.text() + "\nstored messages: %d, refused: %d, stored not as sent: %d%n".formatted(
                total(Verdict::stored), toldAtEnd.values().stream().mapToLong(told -> told.refused().size()).sum(),
                total(Verdict::wrong));
    }

    private Map<String, Object> row(String strike, String what, Function<DeviceKey, Long> from,
            Function<DeviceKey, Long> to) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("strike", strike);
        row.put("what", what);
        row.put("acknowledged", toldAtEnd.entrySet().stream().mapToLong(
                told -> acknowledged(told.getValue(), from.apply(told.getKey()), to.apply(told.getKey()))).sum());
        row.put("lost", between(Verdict::lost, from, to));
        row.put("doubled", between(Verdict::doubled, from, to));
        return row;
    }

    /// Of the messages in a range all that were sent were answered by the end, but for those still in flight.
    private static long acknowledged(Acknowledged told, long from, long to) {
        long beyond = told.beyond().stream().filter(number -> number >= from && number < to).count();
        long refused = told.refused().stream().filter(number -> number >= from && number < Math.min(to, told.below()))
                .count();
        return Math.max(0, Math.min(to, told.below()) - from) + beyond - refused;
    }

    private long between(Function<Verdict, BitSet> numbers, Function<DeviceKey, Long> from,
            Function<DeviceKey, Long> to) {
        return verdicts.entrySet().stream().mapToLong(verdict -> numbers.apply(verdict.getValue())
                .get(from.apply(verdict.getKey()).intValue(), to.apply(verdict.getKey()).intValue()).cardinality())
                .sum();
    }

    private long sent(DeviceKey device) {
        return Stream.ofNullable(toldAtEnd.get(device)).collect(Collectors.summingLong(Acknowledged::sent));
    }

    private long total(Function<Verdict, Long> number) {
        return verdicts.values().stream().mapToLong(number::apply).sum();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
