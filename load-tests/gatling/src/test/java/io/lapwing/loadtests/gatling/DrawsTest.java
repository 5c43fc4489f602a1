package io.lapwing.loadtests.gatling;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DrawsTest {

    private static final int MANY = 20_000;

    private static List<Draws.Draw> draws(long seed) {
        return Stream.generate(new Draws(PlanTest.aPlan(seed))::next).limit(MANY).toList();
    }

    @Test
    void draws_the_same_for_the_same_seed() {
        assertThat(draws(1)).isEqualTo(draws(1)).isNotEqualTo(draws(2));
    }

    @Test
    void draws_each_act_as_often_as_it_is_to_be() {
        Map<Act, Long> counts = draws(1).stream().collect(groupingBy(Draws.Draw::act, counting()));

        assertThat(counts.get(Act.LATEST)).isCloseTo(MANY / 4, within(300L));
        assertThat(counts.get(Act.COMMAND)).isCloseTo(MANY / 20, within(150L));
        assertThat(counts).containsOnlyKeys(Act.values());
    }

    @Test
    void commands_only_devices_that_are_connected() {
        List<Draws.Draw> draws = draws(1);

        assertThat(draws.stream().filter(draw -> draw.act() == Act.COMMAND).map(Draws.Draw::device).distinct())
                .hasSize(10).allMatch(device -> device.compareTo("device-000010") < 0);
        assertThat(draws.stream().filter(draw -> draw.act() != Act.COMMAND).map(Draws.Draw::device).distinct())
                .hasSize(100);
    }

    @Test
    void gives_each_draw_a_number_of_its_own_from_where_the_plan_says() {
        assertThat(draws(1).stream().map(Draws.Draw::number)).startsWith(7L, 8L, 9L).doesNotHaveDuplicates();
    }

    @Test
    void takes_as_many_requests_on_average_as_it_draws() {
        double requests = draws(1).stream().mapToInt(draw -> draw.act().requests().size()).average().orElseThrow();

        assertThat(requests).isCloseTo(Act.meanRequests(), within(0.05));
    }
}
