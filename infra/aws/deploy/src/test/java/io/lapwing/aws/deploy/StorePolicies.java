package io.lapwing.aws.deploy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is kept is encrypted, recoverable, private, and ends some day.
final class StorePolicies {

    static final List<Policy> ALL = List.of(new Policy("encrypted-at-rest", StorePolicies::unencrypted),
            new Policy("tables-are-recoverable", StorePolicies::unrecoverable),
            new Policy("tables-forget", StorePolicies::withoutTimeToLive),
            new Policy("buckets-are-private", StorePolicies::publicBuckets),
            new Policy("buckets-and-queues-want-tls", StorePolicies::withoutTls),
            new Policy("buckets-forget", StorePolicies::bucketsWithoutLifecycle),
            new Policy("logs-end", StorePolicies::endlessLogs));

    private StorePolicies() {}

    private static Stream<String> unencrypted(Configuration configuration) {
        Stream<Block> queues = configuration.resources("aws_sqs_queue")
                .filter(queue -> !queue.body().isTrue("sqs_managed_sse_enabled")
                        && queue.body().text("kms_master_key_id").isEmpty());
        Stream<Block> tables = configuration.resources("aws_dynamodb_table")
                .filter(table -> !table.body().block("server_side_encryption").isTrue("enabled"));
        Stream<Block> buckets = configuration.resources("aws_s3_bucket").filter(bucket -> beside(configuration, bucket,
                "aws_s3_bucket_server_side_encryption_configuration").map(
                        encryption -> encryption.body().block("rule")
                                .block("apply_server_side_encryption_by_default").text("sse_algorithm"))
                .orElse("").isEmpty());
        // A log group is always encrypted; that the key was thought of shows in the attribute being there.
        Stream<Block> logs = configuration.resources("aws_cloudwatch_log_group")
                .filter(group -> !group.body().has("kms_key_id"));
        return Stream.of(queues, tables, buckets, logs).flatMap(Function.identity())
                .map(block -> block.fullAddress() + ": does not say how it is encrypted");
    }

    private static Stream<String> unrecoverable(Configuration configuration) {
        return configuration.resources("aws_dynamodb_table")
                .filter(table -> !table.body().block("point_in_time_recovery").isTrue("enabled")
                        || !table.body().isTrue("deletion_protection_enabled"))
                .map(table -> table.fullAddress() + ": has no point-in-time recovery, or no protection from deletion");
    }

    private static Stream<String> withoutTimeToLive(Configuration configuration) {
        return configuration.resources("aws_dynamodb_table")
                .filter(table -> !table.body().block("ttl").isTrue("enabled")
                        || !table.body().block("ttl").text("attribute_name").equals("expiresAt"))
                .map(table -> table.fullAddress() + ": items do not expire by expiresAt");
    }

    private static Stream<String> publicBuckets(Configuration configuration) {
        return configuration.resources("aws_s3_bucket")
                .filter(bucket -> beside(configuration, bucket, "aws_s3_bucket_public_access_block")
                        .filter(block -> Stream.of("block_public_acls", "block_public_policy", "ignore_public_acls",
                                "restrict_public_buckets").allMatch(block.body()::isTrue))
                        .isEmpty())
                .map(bucket -> bucket.fullAddress() + ": can be made public");
    }

    private static Stream<String> withoutTls(Configuration configuration) {
        Stream<Block> buckets = configuration.resources("aws_s3_bucket").filter(
                bucket -> !refusesWithoutTls(configuration, bucket, "aws_s3_bucket_policy", "bucket", "s3:*"));
        Stream<Block> queues = configuration.resources("aws_sqs_queue").filter(
                queue -> !refusesWithoutTls(configuration, queue, "aws_sqs_queue_policy", "queue_url", "sqs:*"));
        return Stream.concat(buckets, queues).map(block -> block.fullAddress() + ": can be read without TLS");
    }

    private static boolean refusesWithoutTls(Configuration configuration, Block block, String type, String attribute,
            String actions) {
        return beside(configuration, block, type, attribute)
                .flatMap(policy -> configuration.resolve(policy.module(), policy.body().text("policy")))
                .filter(document -> document.body().blocks("statement").stream()
                        .anyMatch(statement -> refusesWithoutTls(statement, actions)))
                .isPresent();
    }

    private static boolean refusesWithoutTls(Attributes statement, String actions) {
        return statement.text("effect").equals("Deny") && statement.texts("actions").contains(actions)
                && statement.blocks("condition").stream()
                        .anyMatch(condition -> condition.text("variable").equals("aws:SecureTransport")
                                && condition.texts("values").equals(List.of("false")));
    }

    private static Stream<String> bucketsWithoutLifecycle(Configuration configuration) {
        return configuration.resources("aws_s3_bucket").filter(
                bucket -> beside(configuration, bucket, "aws_s3_bucket_lifecycle_configuration").isEmpty()
                        || beside(configuration, bucket, "aws_s3_bucket_versioning").isEmpty())
                .map(bucket -> bucket.fullAddress() + ": has no versions, or keeps them for ever");
    }

    private static Optional<Block> beside(Configuration configuration, Block bucket, String type) {
        return beside(configuration, bucket, type, "bucket");
    }

    private static Optional<Block> beside(Configuration configuration, Block block, String type, String attribute) {
        return configuration.resources(type).filter(other -> configuration
                .resolve(other.module(), other.body().text(attribute)).filter(block::equals).isPresent()).findFirst();
    }

    private static Stream<String> endlessLogs(Configuration configuration) {
        return configuration.resources("aws_cloudwatch_log_group")
                .filter(group -> !(group.body().number("retention_in_days") >= 1))
                .map(group -> group.fullAddress() + ": is kept for ever");
    }
}
