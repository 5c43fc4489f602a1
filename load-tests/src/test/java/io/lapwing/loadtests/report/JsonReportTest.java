package io.lapwing.loadtests.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReportTest {

    @Test
    void writes_texts_numbers_and_truths() {
        assertThat(JsonReport.json(Map.of("a", "say \"hi\"\n"))).isEqualTo("{\"a\":\"say \\u0022hi\\u0022\\u000a\"}");
        assertThat(JsonReport.json(List.of(1, 2.5, true, Double.NaN))).isEqualTo("[1,\n 2.5,\n true,\n null]");
    }

    @Test
    void a_report_tells_the_machine_and_the_settings(@TempDir Path directory) throws IOException {
        Path file = JsonReport.write(directory.resolve("new"), "run", Map.of("seconds", 5), List.of(Map.of("n", 1)));
        assertThat(file).hasFileName("run.json");
        assertThat(Files.readString(file)).contains("\"processors\":" + Runtime.getRuntime().availableProcessors(),
                "\"seconds\":5", "\"rows\":[{\"n\":1}]");
    }
}
