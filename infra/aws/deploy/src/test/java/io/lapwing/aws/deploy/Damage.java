package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One change to the real configuration that must break exactly one policy.
///
/// @param policy what it breaks
/// @param file   where the change is made
/// @param from   what stands there, once
/// @param to     what is put in its place
record Damage(String policy, String file, String from, String to) {

    static final List<Damage> ALL = List.of(
            new Damage("no-wildcards", "functions.tf",
                    "\"sqs:GetQueueAttributes\"]\n    resources = [module.message_queue.arn]",
                    "\"sqs:*\"]\n    resources = [module.message_queue.arn]"),
            new Damage("no-wildcards", "functions.tf", "\"dynamodb:ListStreams\"",
                    "\"dynamodb:ListStreams\", \"dynamodb:PutItem\""),
            new Damage("no-wildcards", "functions.tf", "[aws_secretsmanager_secret.cursor_key.arn]", "[\"*\"]"),
            new Damage("no-wildcards", "iot.tf", "/rule-failures/*", "/*"),
            new Damage("no-wildcards", "modules/chat/main.tf",
                    "resources = [module.inputs.arn]\n  }\n\n  statement {\n    sid       = \"Read",
                    "resources = [\"*\"]\n  }\n\n  statement {\n    sid       = \"Read"),
            new Damage("no-wildcards", "queues.tf",
                    "resources = [aws_sqs_queue.rule_failures.arn]\n\n    principals {\n      type        = \"Service\"\n"
                            + "      identifiers = [\"s3.amazonaws.com\"]",
                    "resources = [aws_sqs_queue.rule_failures.arn]\n\n    principals {\n      type        = \"Service\"\n"
                            + "      identifiers = [\"*\"]"),
            new Damage("no-wildcards", "functions.tf",
                    "\"dynamodb:UpdateItem\",\n    ]\n    resources = [aws_dynamodb_table"
                            + ".registry.arn, aws_dynamodb_table.readings.arn]\n  }\n\n  statement {\n    sid       = \"Read",
                    "\"dynamodb:UpdateItem\",\n    ]\n    not_resources = [\"arn:x\"]\n  }\n\n  statement {\n    sid = \"Read"),
            new Damage("policies-are-documents", "iot.tf", "data.aws_iam_policy_document.uplink_rule.json",
                    "jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"*\", Resource = \"*\" }] })"),
            new Damage("policies-are-documents", "modules/function/role.tf", "  tags               = var.tags",
                    "  managed_policy_arns = [\"arn:aws:iam::aws:policy/AdministratorAccess\"]"),
            new Damage("one-role-per-function", "modules/function/main.tf", "aws_iam_role.this.arn",
                    "\"arn:aws:iam::123456789012:role/everybody\""),
            new Damage("one-role-per-function", "iot.tf", "role_arn   = aws_iam_role.uplink_rule.arn",
                    "role_arn = module.api.role_arn"),
            new Damage("one-role-per-function", "iot.tf", "aws_iam_role.rule_failures.arn", "module.api.role_arn"),
            new Damage("callers-are-named", "http_api.tf",
                    "  source_arn    = \"${aws_apigatewayv2_api.this.execution_arn}"
                            + "/*/*/chat/{proxy+}\"\n",
                    ""),
            new Damage("callers-are-named", "http_api.tf",
                    "  source_arn    = \"${aws_apigatewayv2_api.this.execution_arn}"
                            + "/*/$default\"\n",
                    ""),
            new Damage("devices-stay-below-their-prefix", "iot.tf", "variable = \"iot:Connection.Thing.IsAttached\"",
                    "variable = \"iot:ClientId\""),
            new Damage("devices-stay-below-their-prefix", "iot.tf",
                    ":topic/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}"
                            + "/&{iot:Connection.Thing.Attributes[device]}/*",
                    ":topic/iot/v1/acme/pump-1/telemetry"),

            new Damage("devices-stay-below-their-prefix", "iot.tf",
                    ":topicfilter/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}"
                            + "/&{iot:Connection.Thing.Attributes[device]}/*",
                    ":topicfilter/app/v1/acme/readings/pump-1"),
            new Damage("apps-only-listen", "stream.tf", "[\"iot:Receive\"]", "[\"iot:Receive\", \"iot:Publish\"]"),
            new Damage("apps-only-listen", "stream.tf", ":topic/app/v1/*", ":topic/iot/v1/*/*/error"),

            new Damage("every-queue-has-dead-letters", "queues.tf",
                    "data \"aws_iam_policy_document\" \"rule_failures_queue\"",
                    """
                            resource "aws_sqs_queue" "more" {
                              sqs_managed_sse_enabled = true
                            }

                            resource "aws_sqs_queue_policy" "more" {
                              queue_url = aws_sqs_queue.more.id
                              policy    = data.aws_iam_policy_document.rule_failures_queue.json
                            }

                            resource "aws_cloudwatch_metric_alarm" "more" {
                              metric_name   = "ApproximateAgeOfOldestMessage"
                              dimensions    = { QueueName = aws_sqs_queue.more.name }
                              alarm_actions = [aws_sns_topic.alarms.arn]
                            }

                            data "aws_iam_policy_document" "rule_failures_queue\""""),
            new Damage("every-queue-is-watched", "modules/queue/alarms.tf", "\"ApproximateAgeOfOldestMessage\"",
                    "\"NumberOfMessagesSent\""),
            new Damage("every-queue-is-watched", "modules/queue/alarms.tf", "aws_sqs_queue.dead_letters.name",
                    "aws_sqs_queue.this.name"),
            new Damage("every-queue-is-watched", "queues.tf", "  alarm_actions       = [aws_sns_topic.alarms.arn]\n",
                    ""),
            new Damage("messages-are-hidden-for-six-timeouts", "modules/queue/main.tf", "6 * var", "5 * var"),
            new Damage("messages-are-hidden-for-six-timeouts", "queues.tf", "= var.ingest_timeout_seconds", "= 20"),
            new Damage("batches-fail-item-by-item", "functions.tf",
                    "  function_response_types            = [\"ReportBatchItemFailures\"]\n", ""),
            new Damage("no-more-pollers-than-are-reserved", "functions.tf",
                    "maximum_concurrency = var.ingest_reserved_concurrency", "maximum_concurrency = 100"),
            new Damage("wake-ups-end", "functions.tf", "  maximum_record_age_in_seconds = 60\n", ""),
            new Damage("rules-keep-what-fails", "iot.tf", "  error_action {", "  elsewhere {"),

            new Damage("concurrency-is-reserved", "modules/function/main.tf",
                    "  reserved_concurrent_executions = var.reserved_concurrency\n", ""),
            new Damage("functions-log-where-logs-end", "modules/function/main.tf",
                    "aws_cloudwatch_log_group.this.name", "\"/aws/lambda/other\""),
            new Damage("functions-are-watched", "modules/function/alarms.tf", "\"Throttles\"", "\"Invocations\""),
            new Damage("triggers-call-the-alias", "functions.tf", "module.ingest_telemetry.alias_arn",
                    "module.ingest_telemetry.function_name"),

            new Damage("encrypted-at-rest", "modules/queue/main.tf",
                    "sqs_managed_sse_enabled   = true\n  tags                      = var.tags\n\n  # AWS",
                    "tags = var.tags\n\n  # AWS"),
            new Damage("encrypted-at-rest", "tables.tf",
                    "  server_side_encryption {\n    enabled = true\n  }\n}\n\nresource",
                    "  server_side_encryption {\n    enabled = false\n  }\n}\n\nresource"),
            new Damage("encrypted-at-rest", "files.tf", "\"AES256\"", "\"\""),
            new Damage("encrypted-at-rest", "http_api.tf", "  kms_key_id        = var.log_kms_key_arn\n", ""),
            new Damage("tables-are-recoverable", "tables.tf",
                    "  point_in_time_recovery {\n    enabled = true\n  }\n\n  server_side_encryption {\n    enabled = true\n"
                            + "  }\n}\n\nresource",
                    "  server_side_encryption {\n    enabled = true\n  }\n}\n\nresource"),
            new Damage("tables-are-recoverable", "variables.tf",
                    "type        = bool\n  default     = true\n}\n\nvariable "
                            + "\"log_retention_days\"",
                    "type        = bool\n  default     = false\n}\n\nvariable "
                            + "\"log_retention_days\""),
            new Damage("tables-forget", "tables.tf",
                    "\"expiresAt\"\n    enabled        = true\n  }\n\n  point_in_time_recovery {\n"
                            + "    enabled = true\n  }\n\n  server_side_encryption {\n    enabled = true\n  }\n}\n\nresource",
                    "\"ttl\"\n    enabled = true\n  }\n\n  point_in_time_recovery {\n    enabled = true\n  }\n\n"
                            + "  server_side_encryption {\n    enabled = true\n  }\n}\n\nresource"),
            new Damage("buckets-are-private", "files.tf", "restrict_public_buckets = true",
                    "restrict_public_buckets = false"),
            new Damage("buckets-and-queues-want-tls", "files.tf", "aws:SecureTransport", "aws:PrincipalIsAWSService"),
            new Damage("buckets-and-queues-want-tls", "queues.tf", "aws:SecureTransport", "aws:PrincipalIsAWSService"),
            new Damage("access-logs-hold-no-tokens", "http_api.tf", "$context.status", "$context.path"),
            new Damage("buckets-forget", "files.tf", "\"aws_s3_bucket_lifecycle_configuration\"",
                    "\"aws_s3_bucket_metric\""),
            new Damage("logs-end", "http_api.tf", "  retention_in_days = var.log_retention_days\n", ""),

            new Damage("everything-is-described", "variables.tf",
                    "  description = \"The iss that bearer tokens must carry.\"\n", ""),
            new Damage("everything-is-described", "modules/queue/outputs.tf",
                    "  description = \"ARN of the queue.\"\n", ""),
            new Damage("there-is-a-budget", "budget.tf", "resource \"aws_budgets_budget\"",
                    "resource \"aws_budgets_budget_action\""),
            new Damage("the-api-is-bounded", "http_api.tf", "throttling_rate_limit  = var.api_requests_per_second",
                    ""),
            new Damage("the-api-is-watched", "http_api.tf", "\"5xx\"", "\"4xx\""),
            new Damage("functions-go-through-the-module", "functions.tf",
                    "module \"api\" {\n  source = \"./modules/function\"",
                    "module \"api\" {\n  source = \"./modules/function2\""));

    /// Copies the configuration into a folder, and does the damage there.
    void doTo(Path root, Path copy) throws IOException {
        copy(root, copy);
        copy(root.resolve("modules/chat"), copy.resolve("modules/chat"));
        copy(root.resolve("modules/queue"), copy.resolve("modules/queue"));
        copy(root.resolve("modules/function"), copy.resolve("modules/function"));
        copy(root.resolve("modules/function"), copy.resolve("modules/function2"));
        Path damaged = copy.resolve(file);
        String code = Files.readString(damaged);
        int at = code.indexOf(from);
        if (at < 0 || code.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException("not once in " + file + ": " + from);
        }
        Files.writeString(damaged, code.replace(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".tf")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    @Override
    public String toString() {
        return policy + ": " + to.strip().lines().findFirst().orElse("without " + from.strip());
    }
}
