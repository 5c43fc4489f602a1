package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A cost that is known before the bill: COSTS.md says what the model says. After a change of a price, an assumption or
/// the number of alarms, `mvn test -pl infra/aws/deploy -Dtest=CostModelTest -Dlapwing.costs.write=true` writes it anew.
class CostModelTest {

    private static final Path ROOT = Path.of("");
    private static final Path DOCUMENT = Path.of("COSTS.md");

    @Test
    void the_document_says_what_the_model_says() throws IOException {
        String document = Files.readString(DOCUMENT);

        String fresh = written(document, CostModel.read(ROOT));
        if (Boolean.getBoolean("lapwing.costs.write")) {
            Files.writeString(DOCUMENT, fresh);
        } else {
            assertThat(document).isEqualTo(fresh);
        }
    }

    private static String written(String document, CostModel model) throws IOException {
        String fresh = document;
        for (Map.Entry<String, String> part : Map.of("idle", CostModel.table(model.idleMonth()), "busy",
                CostModel.table(model.busyMonth()), "readings", CostModel.table(model.millionReadings()), "requests",
                CostModel.table(model.millionRequests()), "listening", CostModel.table(model.listeningApps()),
                "idle-chat", CostModel.table(model.idleChat()), "chatting", CostModel.table(model.chatting()),
                "assumptions", assumptions()).entrySet()) {
            Pattern place = Pattern.compile("(<!-- %s -->\n).*?(<!-- end -->)".formatted(part.getKey()),
                    Pattern.DOTALL);
            assertThat(fresh).as("the place of %s", part.getKey()).containsPattern(place);
            fresh = place.matcher(fresh).replaceFirst("$1" + Matcher.quoteReplacement(part.getValue()) + "$2");
        }
        return fresh;
    }

    private static String assumptions() throws IOException {
        return CostModel.rows(Path.of("costs/assumptions.csv"), 3).stream()
                .map(row -> "| `%s` | %s | %s |".formatted(row[0], row[1], row[2]))
                .collect(Collectors.joining("\n", "| assumption | value | what |\n|---|--:|---|\n", "\n"));
    }

    /// By hand: 100,000 messages; 6.1 write units each at $0.625 a million.
    @Test
    void writing_a_million_readings_costs_what_a_hand_calculation_says() throws IOException {
        double writing = CostModel.read(ROOT).millionReadings().stream().filter(line -> line.what().equals("writing"))
                .mapToDouble(CostModel.Line::usd).sum();

        assertThat(writing).isCloseTo(100_000 * 6.1 * 0.625 / 1_000_000, within(1e-9));
    }

    /// By hand: 100,000 updates, to the broker once and to each of five apps, at $1 a million.
    @Test
    void each_app_that_listens_is_sent_each_update() throws IOException {
        double messages = CostModel.read(ROOT).listeningApps().stream()
                .filter(line -> line.what().startsWith("updates"))
                .mapToDouble(CostModel.Line::usd).sum();

        assertThat(messages).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void fewer_readings_in_a_message_cost_more() throws IOException {
        CostModel model = CostModel.read(ROOT);
        Map<String, Double> single = new HashMap<>(model.assumptions());
        single.put("readings-per-message", 1.0);
        CostModel singly = new CostModel(model.prices(), Map.copyOf(single), model.configuration());

        assertThat(CostModel.total(singly.millionReadings()))
                .isCloseTo(10 * CostModel.total(model.millionReadings()), within(1e-9));
    }

    @Test
    void a_message_of_more_than_5_KB_counts_as_several() throws IOException {
        CostModel model = CostModel.read(ROOT);
        Map<String, Double> large = new HashMap<>(model.assumptions());
        large.put("message-kb", 5.1);
        CostModel largely = new CostModel(model.prices(), Map.copyOf(large), model.configuration());

        assertThat(largely.millionReadings().getFirst().quantity())
                .isEqualTo(2 * model.millionReadings().getFirst().quantity());
    }

    @Test
    void every_alarm_of_the_code_is_paid_for() throws IOException {
        assertThat(CostModel.read(ROOT).alarms()).isEqualTo(39);
        assertThat(CostModel.read(ROOT).alarms(_ -> true)).isEqualTo(39 + 28);
    }

    /// By hand: five pollers at each of five queues, three questions a minute each.
    @Test
    void idle_chat_pays_for_its_pollers_alarms_and_secret() throws IOException {
        double polls = 5 * 5 * 3 * 43_800 * 0.4 / 1_000_000;

        assertThat(CostModel.total(CostModel.read(ROOT).idleChat())).isCloseTo(2.8 + 0.4 + polls, within(1e-9));
    }

    @Test
    void twice_the_messages_cost_twice_as_much() throws IOException {
        CostModel model = CostModel.read(ROOT);
        Map<String, Double> talkative = new HashMap<>(model.assumptions());
        talkative.computeIfPresent("chat-messages-a-day", (_, messages) -> 2 * messages);
        CostModel twice = new CostModel(model.prices(), Map.copyOf(talkative), model.configuration());

        assertThat(CostModel.total(twice.chatting())).isCloseTo(2 * CostModel.total(model.chatting()), within(1e-9));
    }

    @Test
    void no_price_and_no_assumption_is_there_for_nothing() throws IOException {
        String code = Files.readString(Path.of("src/test/java/io/lapwing/aws/deploy/CostModel.java"));
        CostModel model = CostModel.read(ROOT);

        assertThat(model.prices().keySet()).allSatisfy(name -> assertThat(code).contains("\"" + name + "\""));
        assertThat(model.assumptions().keySet()).allSatisfy(name -> assertThat(code).contains("\"" + name + "\""));
    }
}
