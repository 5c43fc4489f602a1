package io.lapwing.sharedmodel.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerProblemTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @EnumSource
    void bears_all_that_a_problem_of_the_rest_interface_does(ServerProblem problem) {
        ApiResponse answer = problem.answer(null);

        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.bodyText()).matches("\\{\"type\":\"urn:lapwing:problem:[a-z-]+\",\"title\":\"[^\"]+\","
                + "\"status\":" + answer.status() + ",\"code\":\"" + problem + "\",\"traceId\":\"[0-9a-f]{32}\"}");
    }

    @Test
    void continues_the_trace_of_the_request_and_begins_one_where_there_is_none() {
        assertThat(ServerProblem.INTERNAL.answer("00-" + TRACE + "-00f067aa0ba902b7-01").bodyText()).contains(TRACE);
        assertThat(ServerProblem.INTERNAL.answer("nonsense").bodyText())
                .isNotEqualTo(ServerProblem.INTERNAL.answer("nonsense").bodyText());
    }

    @Test
    void keeps_the_status_that_only_the_server_has_an_idea_of() {
        ApiResponse refused = ServerProblem.ofStatus(414, null);

        assertThat(refused.status()).isEqualTo(414);
        assertThat(refused.bodyText()).contains("\"status\":414", "\"code\":\"MALFORMED_REQUEST\"");
        assertThat(ServerProblem.ofStatus(505, null).bodyText()).contains("\"code\":\"INTERNAL\"");
    }
}
