package io.lapwing.aws.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Nothing gets lost on the way, and somebody hears of what is stuck.
final class QueuePolicies {

    /// Queues that are no target of a redrive policy and yet the end of the way, with the reason.
    static final Map<String, String> ENDS = Map.of("aws_sqs_queue.rule_failures",
            "notes of what is kept in the bucket, there to be alarmed on; nothing takes from it");

    static final List<Policy> ALL = List.of(new Policy("every-queue-has-dead-letters", QueuePolicies::lossyQueues),
            new Policy("every-queue-is-watched", QueuePolicies::unwatchedQueues),
            new Policy("messages-are-hidden-for-six-timeouts", QueuePolicies::impatientQueues),
            new Policy("batches-fail-item-by-item", QueuePolicies::wholeBatches),
            new Policy("no-more-pollers-than-are-reserved", QueuePolicies::throttledPollers),
            new Policy("wake-ups-end", QueuePolicies::endlessWakeUps),
            new Policy("rules-keep-what-fails", QueuePolicies::lossyRules));

    private static final Pattern DEAD_LETTER_TARGET = Pattern.compile("\"(aws_sqs_queue\\.\\w+)\\.arn\"");

    private QueuePolicies() {}

    private static Optional<Block> deadLetters(Configuration configuration, Block queue) {
        Matcher target = DEAD_LETTER_TARGET.matcher(queue.body().text("redrive_policy"));
        return target.find() ? configuration.resolve(queue.module(), target.group(1) + ".arn") : Optional.empty();
    }

    private static Set<Block> ends(Configuration configuration) {
        Stream<Block> targets = configuration.resources("aws_sqs_queue")
                .flatMap(queue -> deadLetters(configuration, queue).stream());
        Stream<Block> others = configuration.resources("aws_sqs_queue")
                .filter(queue -> ENDS.containsKey(queue.address()));
        return Stream.concat(targets, others).collect(Collectors.toSet());
    }

    private static Stream<String> lossyQueues(Configuration configuration) {
        Set<Block> ends = ends(configuration);
        return configuration.resources("aws_sqs_queue").filter(queue -> !ends.contains(queue))
                .filter(queue -> deadLetters(configuration, queue).isEmpty())
                .map(queue -> queue.fullAddress() + ": has no dead-letter queue");
    }

    private static Stream<String> unwatchedQueues(Configuration configuration) {
        Set<Block> ends = ends(configuration);
        return configuration.resources("aws_sqs_queue").flatMap(queue -> {
            String metric = ends.contains(queue) ? "ApproximateNumberOfMessagesVisible"
                    : "ApproximateAgeOfOldestMessage";
            return Alarms.on(configuration, metric, "QueueName", queue) ? Stream.empty()
                    : Stream.of(queue.fullAddress() + ": nobody is told of its " + metric);
        });
    }

    /// Those of queues.
    private static Stream<Block> mappings(Configuration configuration) {
        return configuration.resources("aws_lambda_event_source_mapping")
                .filter(mapping -> !isOfATable(configuration, mapping));
    }

    private static boolean isOfATable(Configuration configuration, Block mapping) {
        return queue(configuration, mapping).filter(source -> source.type().equals("aws_dynamodb_table")).isPresent();
    }

    /// A table's stream wakes a function up; a record that fails must not be tried for a day, with all behind it.
    private static Stream<String> endlessWakeUps(Configuration configuration) {
        return configuration.resources("aws_lambda_event_source_mapping")
                .filter(mapping -> isOfATable(configuration, mapping))
                .filter(mapping -> !(mapping.body().number("maximum_record_age_in_seconds") > 0)
                        || !(mapping.body().number("maximum_retry_attempts") >= 0)
                        || mapping.body().blocks("filter_criteria").isEmpty())
                .map(mapping -> mapping.fullAddress() + ": wakes for everything, or tries for ever");
    }

    private static Optional<Block> queue(Configuration configuration, Block mapping) {
        return configuration.resolve(mapping.module(), mapping.body().text("event_source_arn"));
    }

    /// Mappings call an alias, and that a function.
    private static Optional<Block> function(Configuration configuration, Block mapping) {
        Optional<Block> called = configuration.resolve(mapping.module(), mapping.body().text("function_name"));
        return called.filter(block -> block.type().equals("aws_lambda_alias"))
                .flatMap(alias -> configuration.resolve(alias.module(), alias.body().text("function_name")))
                .or(() -> called);
    }

    private static Stream<String> impatientQueues(Configuration configuration) {
        return mappings(configuration).filter(mapping -> {
            double hidden = queue(configuration, mapping)
                    .map(queue -> queue.body().number("visibility_timeout_seconds"))
                    .orElse(Double.NaN);
            double timeout = function(configuration, mapping).map(function -> function.body().number("timeout"))
                    .orElse(Double.NaN);
            return !(hidden >= 6 * timeout);
        }).map(mapping -> mapping.fullAddress() + ": its queue hides messages for less than six timeouts");
    }

    private static Stream<String> wholeBatches(Configuration configuration) {
        return mappings(configuration)
                .filter(mapping -> !mapping.body().texts("function_response_types").contains("ReportBatchItemFailures"))
                .map(mapping -> mapping.fullAddress() + ": one message fails its whole batch");
    }

    private static Stream<String> throttledPollers(Configuration configuration) {
        return mappings(configuration).filter(mapping -> {
            double most = mapping.body().block("scaling_config").number("maximum_concurrency");
            double reserved = function(configuration, mapping)
                    .map(function -> function.body().number("reserved_concurrent_executions")).orElse(Double.NaN);
            return !(most >= 2) || most > reserved;
        }).map(mapping -> mapping.fullAddress() + ": polls for more executions than are reserved");
    }

    private static Stream<String> lossyRules(Configuration configuration) {
        return configuration.resources("aws_iot_topic_rule")
                .filter(rule -> rule.body().blocks("error_action").isEmpty()
                        || !rule.body().text("sql_version").equals("2016-03-23"))
                .map(rule -> rule.fullAddress() + ": what it cannot deliver is lost");
    }
}
