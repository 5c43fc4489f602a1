package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/// What the functions are told and what they read are the same names; what they may do and what they call, the same
/// operations. The Java code is read as text: this module depends on nothing that it deploys.
class EnvironmentTest {

    private static final Pattern NAME = Pattern.compile("\"(LAPWING_[A-Z_]+)\"");
    private static final Pattern CALL = Pattern.compile("\\bdynamoDb(?:\\.|::)(\\w+)");

    /// A transaction is allowed by what is in it.
    private static final Map<String, Set<String>> IN_A_TRANSACTION = Map.of("transactGetItems",
            Set.of("dynamodb:GetItem"), "transactWriteItems",
            Set.of("dynamodb:ConditionCheckItem", "dynamodb:DeleteItem",
                    "dynamodb:PutItem", "dynamodb:UpdateItem"));

    /// What Lambda itself does for a function that a stream wakes.
    private static final Set<String> OF_A_STREAM = Set.of("dynamodb:DescribeStream", "dynamodb:GetRecords",
            "dynamodb:GetShardIterator", "dynamodb:ListStreams");

    private static final Path AWS = Path.of("..");
    private static final List<String> MODULES = List.of("adapters", "runtime", "device-ingest", "rest-api",
            "chatbot", "file-processor");

    /// Names that are read where another one is not set: for tests and emulators, not for AWS.
    private static final Map<String, String> INSTEAD_OF = Map.of("LAPWING_JWKS", "LAPWING_JWKS_URL",
            "LAPWING_CURSOR_KEY", "LAPWING_CURSOR_KEY_SECRET");

    /// Names that one function of a module reads, and the others do not.
    private static final Map<String, Set<String>> OF_ONE = Map.of("LAPWING_CHAT_NEWS_QUEUE", Set.of("deliver_events"),
            "LAPWING_FILES_QUEUE", Set.of("deliver_events", "process_file"));

    private static Set<String> told(String function) {
        return Configuration.read(Path.of("")).of("module").filter(call -> call.name().equals(function))
                .flatMap(call -> call.body().block("environment").names().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> read(String module) throws IOException {
        Set<String> names = found(module, NAME);
        names.removeIf(name -> names.contains(INSTEAD_OF.getOrDefault(name, "")));
        return names;
    }

    private static Set<String> found(String module, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(AWS.resolve(module).resolve("src/main/java"))) {
            Set<String> found = new TreeSet<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file)).results().map(match -> match.group(1)).forEach(found::add);
            }
            return found;
        }
    }

    @ParameterizedTest
    @CsvSource({"ingest_telemetry, device-ingest", "receive_messages, device-ingest", "deliver_events, device-ingest",
            "check_devices, device-ingest", "expire_commands, device-ingest", "api, rest-api",
            "receive_chat, chatbot", "converse, chatbot", "post_chat, chatbot", "notify_chat, chatbot",
            "write_boards, chatbot", "fetch_file, chatbot", "receive_upload, file-processor",
            "process_file, file-processor",
            "expire_uploads, file-processor"})
    void a_function_is_told_what_its_module_reads(String function, String module) throws IOException {
        Set<String> read = read(module);
        read.removeIf(
                name -> !OF_ONE.getOrDefault(name, Set.of(function)).contains(function) && !module.equals("chatbot"));
        assumeThat(read).as("names that %s reads itself", module).isNotEmpty();

        assertThat(told(function)).containsAll(read);
    }

    @Test
    void functions_are_told_all_that_is_read_and_nothing_else() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String module : MODULES) {
            read.addAll(read(module));
        }
        assumeThat(read).as("names that the Java code reads, which is still to come")
                .contains("LAPWING_REGISTRY_TABLE");
        Set<String> told = told("ingest_telemetry");
        told.addAll(told("deliver_events"));
        told.addAll(told("api"));
        told.addAll(told("receive_chat"));
        told.addAll(told("process_file"));

        assertThat(told).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"ingest_telemetry, device-ingest", "receive_messages, device-ingest", "deliver_events, device-ingest",
            "check_devices, device-ingest", "expire_commands, device-ingest", "api, rest-api",
            "receive_chat, chatbot", "converse, chatbot", "post_chat, chatbot", "notify_chat, chatbot",
            "write_boards, chatbot", "fetch_file, chatbot", "receive_upload, file-processor",
            "process_file, file-processor",
            "expire_uploads, file-processor"})
    void the_handler_is_a_class_of_the_module(String function, String module) {
        String handler = Configuration.read(Path.of("")).of("module").filter(call -> call.name().equals(function))
                .map(call -> call.body().text("handler")).findFirst().orElseThrow();
        Path source = AWS.resolve(module).resolve("src/main/java").resolve(handler.replace('.', '/') + ".java");
        String[] handlers = Optional.ofNullable(source.getParent()).map(Path::toFile)
                .map(folder -> folder.list((_, name) -> name.endsWith("Handler.java"))).orElse(new String[0]);
        assumeThat(handlers).as("handlers in %s, which are still to come", module).isNotEmpty();

        assertThat(source).exists();
    }

    @Test
    void api_may_do_with_tables_what_the_adapters_call_and_nothing_else() throws IOException {
        assertThat(allowed("api")).isEqualTo(needed());
    }

    /// Only what removes a deleted device writes outside of transactions, and only api does that.
    @ParameterizedTest
    @ValueSource(strings = {"ingest_telemetry", "receive_messages", "deliver_events", "check_devices",
            "expire_commands", "converse", "notify_chat", "write_boards", "fetch_file", "process_file",
            "expire_uploads"})
    void the_others_may_do_the_same_but_for_removing_devices(String function) throws IOException {
        Set<String> needed = needed();
        needed.remove("dynamodb:BatchWriteItem");

        assertThat(allowed(function)).isEqualTo(needed);
    }

    /// They claim messages, and neither read nor change anything else.
    @ParameterizedTest
    @ValueSource(strings = {"receive_chat", "post_chat"})
    void who_only_hands_messages_on_may_do_with_tables_what_claims_need(String function) {
        assertThat(allowed(function)).containsExactlyInAnyOrder("dynamodb:PutItem", "dynamodb:UpdateItem",
                "dynamodb:DeleteItem");
    }

    /// It finds a file, and saves it with an event.
    @Test
    void receive_upload_may_do_with_tables_what_files_need() {
        assertThat(allowed("receive_upload")).containsExactlyInAnyOrder("dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
    }

    private static Set<String> needed() throws IOException {
        Set<String> called = found("adapters", CALL);
        assumeThat(called).as("calls of the adapters, which are still to come").contains("query");
        Set<String> needed = new TreeSet<>();
        called.forEach(call -> needed.addAll(IN_A_TRANSACTION.getOrDefault(call,
                Set.of("dynamodb:" + call.substring(0, 1).toUpperCase(Locale.ROOT) + call.substring(1)))));
        return needed;
    }

    private static Set<String> allowed(String function) {
        return Configuration.read(Path.of("")).data("aws_iam_policy_document")
                .filter(document -> document.name().equals(function))
                .flatMap(document -> document.body().blocks("statement").stream())
                .flatMap(statement -> statement.texts("actions").stream())
                .filter(action -> action.startsWith("dynamodb:") && !OF_A_STREAM.contains(action))
                .collect(Collectors.toSet());
    }
}
