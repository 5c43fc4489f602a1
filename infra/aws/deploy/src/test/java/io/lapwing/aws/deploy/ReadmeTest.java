package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {

    private static Stream<Block> ofModule(Path folder, String kind) {
        return Configuration.read(folder).of(kind).filter(block -> block.module().isEmpty());
    }

    private static String row(Block block) {
        return "| `" + block.name() + "` |";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "modules/function", "modules/queue", "modules/chat"})
    void every_input_and_output_is_listed_with_its_description(String folder) throws IOException {
        String readme = Files.readString(Path.of(folder, "README.md"));
        List<Block> blocks = Stream.of("variable", "output").flatMap(kind -> ofModule(Path.of(folder), kind)).toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(readme.lines())
                .anyMatch(line -> line.startsWith(row(block)) && line.contains(block.body().text("description"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "modules/function", "modules/queue", "modules/chat"})
    void no_input_or_output_is_listed_that_is_gone(String folder) throws IOException {
        List<String> rows = Stream.of("variable", "output").flatMap(kind -> ofModule(Path.of(folder), kind))
                .map(ReadmeTest::row).toList();

        assertThat(Files.readString(Path.of(folder, "README.md")).lines()
                .filter(line -> line.matches("\\| `\\w+` \\|.*"))
                .map(line -> line.substring(0, line.indexOf('|', 1) + 1))).containsExactlyInAnyOrderElementsOf(rows);
    }
}
