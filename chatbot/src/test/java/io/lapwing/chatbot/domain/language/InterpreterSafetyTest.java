package io.lapwing.chatbot.domain.language;

import io.lapwing.sharedmodel.device.DeviceId;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InterpreterSafetyTest {
    private static final long SEED = 17;
    private static final List<String> VERBS = List.of("restart %s", "reboot %s please", "ack the alerts of %s",
            "mute %s for 2 hours", "starte %s neu", "%s neu starten", "set the target of %s to 3",
            "how is %s?", "temperature of %s", "plot the pressure of %s");

    @Test
    void never_takes_one_number_for_another() {
        Context context = TestFleet.context();
        Random random = new Random(SEED);
        Context large = new Context(TestFleet.large(1_000), context.now(), context.zone(), null);
        List<String> types = List.of("pump", "press", "oven", "mixer", "chiller", "valve", "tank", "meter", "heater",
                "compressor");
        for (int i = 0; i < 1_500; i++) {
            int number = random.nextInt(1, 1_400);
            String type = types.get(number % types.size());
            String separator = List.of(" ", "-", "", " number ", " #", "_").get(random.nextInt(6));
            String said = VERBS.get(random.nextInt(VERBS.size())).formatted(type + separator + number);

            Understanding understood = TestFleet.INTERPRETER.understand(said, large);

            List<DeviceId> expected = number <= 1_000 ? List.of(new DeviceId(type + "-" + number)) : List.of();
            assertThat(understood.slots().devices()).as(said).isEqualTo(expected);
            assertThat(understood.intent() == Intent.CLARIFY).as(said).isEqualTo(number > 1_000);
        }
    }

    @Test
    void never_takes_a_misspelt_name_for_another_number() {
        Context context = TestFleet.context();
        Random random = new Random(SEED);
        for (int i = 0; i < 1_500; i++) {
            int number = List.of(1, 2, 3, 4, 17, 71).get(random.nextInt(6));
            String name = misspelt("pump " + number, random);
            String said = VERBS.get(random.nextInt(VERBS.size())).formatted(name);

            Understanding understood = TestFleet.INTERPRETER.understand(said, context);

            for (DeviceId device : understood.slots().devices()) {
                assertThat(device.value()).as(said).isEqualTo("pump-" + name.replaceAll("\\D", ""));
            }
        }
    }

    /// A name with two letters swapped, or a digit more.
    private static String misspelt(String name, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "pmup" + name.substring(4);
            case 1 -> name + random.nextInt(1, 10);
            default -> name.replace("pump", "pupm");
        };
    }

    @Test
    void does_nothing_on_noise() {
        List<String> words = List.of("restart", "pump", "17", "the", "not", "should", "?", "\"", "ack", "A-102", "if",
                "said", "reboot", "mute", "cold", "store", "1", "please", "nicht", "neu", "starte", "warum",
                "quittiere",
                "zeit", "banana", "says", "he", "when", "why", "لا", "never", "without", "maybe", "what");
        Random random = new Random(SEED);
        int written = 0;
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(3, 9);
            boolean denied = false;
            for (int j = 0; j < length; j++) {
                String word = words.get(random.nextInt(words.size()));
                denied |= List
                        .of("not", "should", "if", "said", "nicht", "warum", "banana", "says", "he", "when", "why",
                                "never", "maybe", "zeit", "لا", "what")
                        .contains(word);
                text.append(word).append(' ');
            }
            Understanding understood = TestFleet.understand(text.toString());
            if (denied) {
                assertThat(understood.intent().writes()).as(text.toString()).isFalse();
            }
            written += understood.intent().writes() ? 1 : 0;
        }
        assertThat(written).as("texts that happen to be sentences").isLessThan(60);
    }

    @Test
    void does_nothing_on_random_characters() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(1, 60), 0, 0x3000).filter(Character::isDefined)
                    .filter(c -> !Character.isSurrogate((char) c)).forEach(text::appendCodePoint);

            assertThat(TestFleet.understand(text.toString()).intent().writes()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart pump 17?", "restart pump 17 if it is hot", "restart pump 17 tomorrow",
            "Bob wants me to restart pump 17", "do not under any circumstances restart pump 17", "\"restart pump 17\"",
            "I never restart pump 17", "you must not restart pump 17", "restart pump 17 never", "restart pump 17. Not.",
            "what does restart pump 17 do", "restarted pump 17", "restart pump 17 was the command", "restart pump 1,7",
            "don’t restart pump 17", "restart pump 17 nicht", "never, please restart pump 17",
            "Bob said, please restart pump 17", "if it is hot, please restart pump 17",
            "starte pump 17 neu?", "starte pump 17 auf keinen Fall neu", "yes?", "restart 17", "restart pump",
            "restart pump 1 7", "restart pump-17-b", "restart pump-171", "restart xpump-17", "restart pump 17 18",
            "restart sub-pump-17", "restart pump 17.5", "restart pump 017",
            "set the target of cold store 1 to 1,500", "set the target of cold store 1 to 3 or 4"})
    void asks_or_does_nothing(String text) {
        Understanding understood = TestFleet.understand(text);

        assertThat(understood.intent().writes()).isFalse();
        assertThat(understood.intent()).isNotEqualTo(Intent.CONFIRM);
        assertThat(understood.confirm()).isFalse();
    }

    @Test
    void asks_before_it_acts_on_what_is_only_described() {
        assertThat(TestFleet.understand("restart the boiler on the roof").slots().devices())
                .containsExactly(new DeviceId("boiler-roof"));
        assertThat(TestFleet.understand("restart the boiler on the roof").intent()).isEqualTo(Intent.CLARIFY);
        assertThat(TestFleet.understand("restart the gateway in Hamburg").intent()).isEqualTo(Intent.CLARIFY);
        assertThat(TestFleet.talk("how is pump 17?", "restart it").intent()).isEqualTo(Intent.CLARIFY);
    }

    @Test
    void offers_near_names_for_an_unknown_one() {
        Understanding understood = TestFleet.understand("restart pump 18");

        assertThat(understood.unknown()).isEqualTo("pump 18");
        assertThat(understood.near()).hasSize(3).contains(new DeviceId("pump-17"), new DeviceId("pump-1"));
        assertThat(understood.slots().devices()).isEmpty();
    }

    @Test
    void suggests_sentences_to_those_who_need_help() {
        assertThat(TestFleet.understand("help").suggestions()).hasSize(3);
        assertThat(TestFleet.understand("the temprature thing is somewhere, hm?").suggestions())
                .anyMatch(sentence -> sentence.contains("Pump 1"));
        assertThat(TestFleet.understand("restart pump 17").suggestions()).isEmpty();
    }
}
