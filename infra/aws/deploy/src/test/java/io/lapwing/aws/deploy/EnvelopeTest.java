package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/// The rules make the envelope that docs/aws-envelope.md describes and the trigger reads.
class EnvelopeTest {

    private static final Path DOCUMENT = Path.of("../../../docs/aws-envelope.md");
    private static final Pattern QUERY = Pattern.compile("```sql\\s+(SELECT .*?)\\s+FROM", Pattern.DOTALL);

    private static List<Block> rules() {
        return Configuration.read(Path.of("")).resources("aws_iot_topic_rule").toList();
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    @Test
    void rules_select_what_the_document_says() throws IOException {
        assumeThat(DOCUMENT).as("the document, which is still to come").exists();
        var query = QUERY.matcher(Files.readString(DOCUMENT));

        assertThat(query.find()).as("a query in the document").isTrue();
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> assertThat(oneLine(rule.body().text("sql")))
                .isEqualTo(oneLine(query.group(1)) + " FROM '${each.value}'"));
    }

    @Test
    void rules_take_from_the_topics_that_devices_send_to_and_nowhere_else() {
        assertThat(rules().stream()
                .flatMap(rule -> rule.body().block("for_each").values().values().stream()).map(String::valueOf)
                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("iot/v1/+/+/telemetry", "iot/v1/+/+/gateway/telemetry",
                        "iot/v1/+/+/shadow/+/get", "iot/v1/+/+/shadow/+/update", "iot/v1/+/+/cmd/+/res",
                        "iot/v1/+/+/status");
    }
}
