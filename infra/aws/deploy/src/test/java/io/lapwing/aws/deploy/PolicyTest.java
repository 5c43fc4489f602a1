package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyTest {

    private static final Path ROOT = Path.of("");
    private static final List<Path> EXAMPLES = List.of(Path.of("examples/minimal"), Path.of("examples/complete"));

    static List<Policy> policies() {
        return Stream.of(AccessPolicies.ALL, QueuePolicies.ALL, FunctionPolicies.ALL, StorePolicies.ALL,
                HousePolicies.ALL).flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void the_root_module_keeps_to(Policy policy) {
        assertThat(policy.violations().apply(Configuration.read(ROOT))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void the_examples_keep_to(Policy policy) {
        assertThat(EXAMPLES).allSatisfy(
                example -> assertThat(policy.violations().apply(Configuration.read(example))).isEmpty());
    }

    static List<Damage> damages() {
        return Damage.ALL;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void one_change_breaks_one_policy(Damage damage, @TempDir Path copy) throws IOException {
        damage.doTo(ROOT, copy);
        Configuration broken = Configuration.read(copy);

        List<String> brokenPolicies = policies().stream()
                .filter(policy -> policy.violations().apply(broken).findAny().isPresent()).map(Policy::name).toList();

        assertThat(brokenPolicies).containsExactly(damage.policy());
    }

    @Test
    void every_policy_has_been_seen_to_bite() {
        assertThat(Damage.ALL.stream().map(Damage::policy).distinct())
                .containsExactlyInAnyOrderElementsOf(policies().stream().map(Policy::name).toList());
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 30, 90, 900})
    void the_queue_follows_the_timeout_of_its_function(double timeout) {
        Configuration configuration = Configuration.read(ROOT, Map.of("ingest_timeout_seconds", timeout));

        assertThat(configuration.resources("aws_sqs_queue")
                .filter(queue -> queue.fullAddress().equals("module.telemetry_queue.aws_sqs_queue.this"))
                .map(queue -> queue.body().number("visibility_timeout_seconds"))).containsExactly(6 * timeout);
    }

    @Test
    void no_wildcard_is_allowed_that_nobody_uses() {
        Configuration configuration = Configuration.read(ROOT);
        String used = Stream.concat(
                configuration.data("aws_iam_policy_document")
                        .flatMap(document -> document.body().blocks("statement").stream())
                        .flatMap(statement -> statement.texts("resources").stream()),
                configuration.resources("aws_lambda_permission").map(each -> each.body().text("source_arn")))
                .collect(Collectors.joining("\n"));

        assertThat(AccessPolicies.WILDCARDS.keySet()).allSatisfy(allowed -> assertThat(used).contains(allowed));
        assertThat(AccessPolicies.WILDCARDS.values()).doesNotContain("");
    }

    @Test
    void no_queue_counts_as_the_end_of_the_way_that_does_not_exist() {
        assertThat(Configuration.read(ROOT).resources("aws_sqs_queue").map(Block::fullAddress))
                .containsAll(QueuePolicies.ENDS.keySet());
    }

    /// What the policies would find nothing wrong with, if the parser lost it.
    @Test
    void nothing_is_overlooked() {
        Configuration configuration = Configuration.read(ROOT);

        assertThat(configuration.resources("aws_lambda_function").map(Block::fullAddress)).containsExactlyInAnyOrder(
                "module.ingest_telemetry.aws_lambda_function.this", "module.receive_messages.aws_lambda_function.this",
                "module.deliver_events.aws_lambda_function.this", "module.check_devices.aws_lambda_function.this",
                "module.expire_commands.aws_lambda_function.this", "module.receive_upload.aws_lambda_function.this",
                "module.process_file.aws_lambda_function.this", "module.expire_uploads.aws_lambda_function.this",
                "module.api.aws_lambda_function.this",
                "module.chat.module.receive_chat.aws_lambda_function.this",
                "module.chat.module.converse.aws_lambda_function.this",
                "module.chat.module.post_chat.aws_lambda_function.this",
                "module.chat.module.notify_chat.aws_lambda_function.this",
                "module.chat.module.write_boards.aws_lambda_function.this",
                "module.chat.module.fetch_file.aws_lambda_function.this");
        assertThat(configuration.resources("aws_sqs_queue")).hasSize(19);
        assertThat(configuration.resources("aws_dynamodb_table")).hasSize(2);
        assertThat(configuration.resources("aws_s3_bucket")).hasSize(1);
        assertThat(configuration.resources("aws_cloudwatch_log_group")).hasSize(16);
        assertThat(configuration.resources("aws_iam_role")).hasSize(19);
        assertThat(configuration.data("aws_iam_policy_document")).hasSize(68);
    }
}
