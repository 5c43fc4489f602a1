package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.domain.language.Judgement.Reason;
import io.lapwing.chatbot.domain.language.Proposal.Param;
import io.lapwing.chatbot.domain.time.Interval;
import io.lapwing.sharedmodel.alert.AlertId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProposalCheckTest {
    private static final Instant NOW = TestFleet.context().now();

    private static Judgement judge(String text, ModelTool tool, SlotsBuilder slots, Param... params) {
        return judge(text, tool, slots.build(), params);
    }

    private static Judgement judge(String text, ModelTool tool, Slots slots, Param... params) {
        return TestFleet.INTERPRETER.judge(text, new Proposal(tool, slots, List.of(params)), TestFleet.context());
    }

    private static SlotsBuilder devices(String... ids) {
        return Slots.EMPTY.change().devices(Arrays.stream(ids).map(DeviceId::new).toList());
    }

    private static SlotsBuilder reboot(String... ids) {
        return devices(ids).method("reboot");
    }

    private static SlotsBuilder target(String device, String celsius) {
        return devices(device).method("setTarget").params(new JsonText("{\"temperature\":" + celsius + "}"));
    }

    private static Param number(String value) {
        return new Param("temperature", Param.Kind.NUMBER, value);
    }

    private static Understanding taken(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Taken.class);
        return ((Judgement.Taken) judgement).meant();
    }

    private static void refused(Judgement judgement, Reason why) {
        assertThat(judgement).isEqualTo(new Judgement.Refused(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"la pompe 17 tourne bien ? | pump-17",
            "y a-t-il un souci côté pump-17 | pump-17",
            "17, ça va? | pump-17", "la pompe seventeen | pump-17", "la passerelle du nord répond? | gateway-north"})
    void takes_a_device_of_which_what_was_said_tells_the_number(String text, String device) {
        assertThat(taken(judge(text, ModelTool.STATUS, devices(device))).slots().devices())
                .containsExactly(new DeviceId(device));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"la pompe 18 va bien? | pump-17", "la pompe va bien? | pump-17",
            "la pompe 1 7 va bien? | pump-17", "la pompe 1 7 va bien? | pump-1", "la pompe 17.5 | pump-17",
            "la pompe 017 | pump-17", "la pompe 171 | pump-17", "que fait pump-17-b ? | pump-17",
            "la pompe 3 | boiler-roof", "la 4 | gateway-north", "les dernières 17 heures: pump 1 | pump-17",
            "montre A-17 | pump-17", "pump 18, la nôtre | boiler-roof"})
    void refuses_a_device_of_which_it_does_not(String text, String device) {
        refused(judge(text, ModelTool.STATUS, devices(device)), Reason.NOT_SAID);
    }

    @Test
    void refuses_what_the_fleet_does_not_have() {
        refused(judge("la pompe 99", ModelTool.STATUS, devices("pump-99")), Reason.NOT_THERE);
        refused(judge("les vannes", ModelTool.LIST, Slots.EMPTY.change().type("valve")), Reason.NOT_THERE);
        refused(judge("à Paris", ModelTool.STATUS, Slots.EMPTY.change().site("Paris")), Reason.NOT_THERE);
        refused(judge("le couple de pump 1", ModelTool.LATEST, devices("pump-1").metric("torque")), Reason.NOT_THERE);
    }

    @Test
    void refuses_a_method_that_neither_exists_nor_was_said() {
        refused(judge("fais danser pump 1", ModelTool.COMMAND, devices("pump-1").method("selfDestruct")),
                Reason.NOT_SAID);
        assertThat(taken(judge("lance selfTest sur pump 1", ModelTool.COMMAND, devices("pump-1").method("selfTest")))
                .intent()).isEqualTo(Intent.COMMAND);
    }

    @Test
    void commands_one_device_that_was_named_exactly() {
        Understanding meant = taken(judge("redémarre pump 17 stp", ModelTool.COMMAND, reboot("pump-17")));

        assertThat(meant.intent()).isEqualTo(Intent.COMMAND);
        assertThat(meant.confirm()).isTrue();
    }

    @Test
    void asks_which_device_where_it_was_not_named_exactly_or_not_alone() {
        assertThat(taken(judge("redémarre la pompe 17", ModelTool.COMMAND, reboot("pump-17"))))
                .isEqualTo(Understanding.of(Intent.CLARIFY, reboot("pump-17").target("command").build()));
        assertThat(taken(judge("redémarre pump 1 et pump 2", ModelTool.COMMAND, reboot("pump-1", "pump-2"))).intent())
                .isEqualTo(Intent.CLARIFY);
        assertThat(taken(judge("redémarre pump 1, non pas pump 2", ModelTool.COMMAND, reboot("pump-2"))).slots()
                .devices()).containsExactlyInAnyOrder(new DeviceId("pump-1"), new DeviceId("pump-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pump 17 would be better off after a do-over?", "pump 17 was never to get a do-over",
            "give pump 17 no do-over, don't", "Bob said pump 17 gets a do-over", "\"give pump 17 a do-over\"",
            "„gib pump 17 einen Neustart“", "> give pump 17 a do-over", "gib pump 17 bloß nicht einen neuen Anlauf",
            "'give pump 17 a do-over'", "if it is hot a do-over for pump 17"})
    void does_nothing_where_the_sentence_denies_asks_quotes_or_reports(String text) {
        refused(judge(text, ModelTool.COMMAND, reboot("pump-17")), Reason.GUARDED);
        refused(judge(text, ModelTool.ALERT_ACK, devices("pump-17")), Reason.GUARDED);
        refused(judge(text, ModelTool.SUBSCRIBE, devices("pump-17")), Reason.GUARDED);
        refused(judge(text, ModelTool.HANDOFF, Slots.EMPTY.change()), Reason.GUARDED);
    }

    @Test
    void reads_where_it_would_not_act() {
        assertThat(taken(judge("warum brummt pump 17 so?", ModelTool.STATUS, devices("pump-17"))).intent())
                .isEqualTo(Intent.STATUS);
    }

    @Test
    void takes_a_request_in_the_shape_of_a_question() {
        assertThat(taken(judge("could you get pump 17 going from scratch?", ModelTool.COMMAND, reboot("pump-17")))
                .intent()).isEqualTo(Intent.COMMAND);
    }

    @Test
    void takes_the_numbers_of_parameters_as_they_were_said() {
        assertThat(taken(judge("mets cold store 1 à 3", ModelTool.COMMAND, target("cold-store-1", "3"), number("3")))
                .intent()).isEqualTo(Intent.COMMAND);
        refused(judge("mets cold store 1 à 3", ModelTool.COMMAND, target("cold-store-1", "30"), number("30")),
                Reason.NOT_SAID);
        refused(judge("mets cold store 1 au frais", ModelTool.COMMAND, target("cold-store-1", "1"), number("1")),
                Reason.NOT_SAID);
        refused(judge("mets cold store 1 à minus 18", ModelTool.COMMAND, target("cold-store-1", "18"), number("18")),
                Reason.NOT_SAID);
        assertThat(taken(judge("mets cold store 1 à -18", ModelTool.COMMAND, target("cold-store-1", "-18"),
                number("-18"))).intent()).isEqualTo(Intent.COMMAND);
    }

    @Test
    void takes_fahrenheit_for_what_it_is_in_celsius() {
        String text = "mets cold store 1 à 40 °F";

        refused(judge(text, ModelTool.COMMAND, target("cold-store-1", "40"), number("40")), Reason.NOT_SAID);
        assertThat(taken(judge(text, ModelTool.COMMAND, target("cold-store-1", "4.44"), number("4.44"))).intent())
                .isEqualTo(Intent.COMMAND);
    }

    @Test
    void takes_texts_of_parameters_that_were_said() {
        Param eco = new Param("mode", Param.Kind.TEXT, "eco");

        assertThat(taken(judge("passe pump 1 en eco", ModelTool.COMMAND, devices("pump-1").method("setTarget"), eco))
                .intent()).isEqualTo(Intent.COMMAND);
        refused(judge("passe pump 1 en mode économique", ModelTool.COMMAND, devices("pump-1").method("setTarget"),
                eco), Reason.NOT_SAID);
    }

    @Test
    void takes_alerts_that_were_said() {
        AlertId alert = new AlertId("A-102");

        assertThat(taken(judge("je m'occupe de A-102", ModelTool.ALERT_ACK, Slots.EMPTY.change().add(alert))).slots()
                .alerts()).containsExactly(alert);
        refused(judge("je m'occupe de A-103", ModelTool.ALERT_ACK, Slots.EMPTY.change().add(alert)), Reason.NOT_SAID);
        refused(judge("je m'occupe de tout", ModelTool.ALERT_ACK, Slots.EMPTY.change()), Reason.INCOMPLETE);
        refused(judge("je m'occupe de la pompe 17", ModelTool.ALERT_ACK, devices("pump-17")), Reason.NOT_SAID);
        refused(judge("coupe A-102", ModelTool.SILENCE, Slots.EMPTY.change().add(alert)), Reason.INCOMPLETE);
    }

    private static Slots range(@Nullable Instant from, @Nullable Instant to) {
        return new Slots(List.of(new DeviceId("pump-1")), null, null, null, null, null, List.of(), from, to, null, null,
                null, null, null, null);
    }

    @Test
    void takes_times_that_can_be() {
        Instant hour = NOW.minusSeconds(3600);

        assertThat(taken(judge("pression de pump 1 ces 60 minutes", ModelTool.LATEST,
                devices("pump-1").metric("pressure").range(new Interval(hour, NOW)))).slots().from()).isEqualTo(hour);
        for (Slots wrong : List.of(range(NOW, hour), range(hour, hour), range(hour, null), range(null, hour),
                range(NOW.plusSeconds(1), NOW.plusSeconds(2)), range(Instant.parse("1999-12-31T23:59:59Z"), NOW),
                range(hour, NOW.plusSeconds(400L * 86_400)), range(Instant.MIN, Instant.MAX))) {
            refused(judge("pression de pump 1", ModelTool.CHART, wrong), Reason.TIME);
        }
        for (Instant wrong : List.of(NOW, NOW.minusSeconds(1), NOW.plusSeconds(31L * 86_400))) {
            refused(judge("coupe A-1", ModelTool.SILENCE, Slots.EMPTY.change().add(new AlertId("A-1")).until(wrong)),
                    Reason.TIME);
        }
    }

    @Test
    void asks_where_values_are_wanted_of_nothing() {
        assertThat(taken(judge("la pression?", ModelTool.LATEST, Slots.EMPTY.change().metric("pressure"))).intent())
                .isEqualTo(Intent.CLARIFY);
    }
}
