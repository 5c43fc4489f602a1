# Every function goes through modules/function, has a role of its own, and there what it does and nothing more.

locals {
  # What each function is told. The names are those that the Java code reads; a test compares them.
  ingest_environment = {
    LAPWING_REGISTRY_TABLE = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE = aws_dynamodb_table.readings.name
    LAPWING_IOT_ENDPOINT   = "https://${data.aws_iot_endpoint.data.endpoint_address}"
  }

  api_environment = {
    LAPWING_REGISTRY_TABLE    = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE    = aws_dynamodb_table.readings.name
    LAPWING_IOT_ENDPOINT      = "https://${data.aws_iot_endpoint.data.endpoint_address}"
    LAPWING_TOKEN_ISSUER      = var.token_issuer
    LAPWING_TOKEN_AUDIENCE    = var.token_audience
    LAPWING_JWKS_URL          = var.jwks_url
    LAPWING_CURSOR_KEY_SECRET = aws_secretsmanager_secret.cursor_key.arn
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# ingestTelemetry: from the queue into the tables
# ---------------------------------------------------------------------------------------------------------------------

module "ingest_telemetry" {
  source = "./modules/function"

  name                 = "${var.name}-ingestTelemetry"
  description          = "Stores what devices publish."
  handler              = "io.lapwing.aws.deviceingest.IngestTelemetryHandler"
  zip_path             = var.ingest_telemetry_zip
  image_uri            = var.ingest_telemetry_image
  live_version         = lookup(var.live_versions, "ingestTelemetry", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.ingest_memory_mb
  timeout_seconds      = var.ingest_timeout_seconds
  reserved_concurrency = var.ingest_reserved_concurrency
  environment          = local.ingest_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.ingest_telemetry.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "ingest_telemetry" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [module.telemetry_queue.arn]
  }

  # A transaction is allowed by what is in it; dynamodb:TransactWriteItems is no action of its own.
  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }

  statement {
    sid       = "TellDevicesWhatWasRefused"
    actions   = ["iot:Publish"]
    resources = ["${local.iot_arn}:topic/iot/v1/*/*/error"]
  }
}

resource "aws_lambda_event_source_mapping" "telemetry" {
  event_source_arn                   = module.telemetry_queue.arn
  function_name                      = module.ingest_telemetry.alias_arn
  batch_size                         = var.ingest_batch_size
  maximum_batching_window_in_seconds = var.ingest_batch_window_seconds
  function_response_types            = ["ReportBatchItemFailures"]
  tags                               = local.tags

  # Not more than is reserved: what is throttled counts as a try, and five of them make a dead letter.
  scaling_config {
    maximum_concurrency = var.ingest_reserved_concurrency
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# api: from API Gateway to the tables
# ---------------------------------------------------------------------------------------------------------------------

module "api" {
  source = "./modules/function"

  name                 = "${var.name}-api"
  description          = "Answers the REST API."
  handler              = "io.lapwing.aws.restapi.ApiHandler"
  zip_path             = var.api_zip
  image_uri            = var.api_image
  live_version         = lookup(var.live_versions, "api", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.api_memory_mb
  timeout_seconds      = var.api_timeout_seconds
  reserved_concurrency = var.api_reserved_concurrency
  environment          = local.api_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.api.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "api" {
  # BatchWriteItem removes what is left of a deleted device.
  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }

  statement {
    sid       = "ReadTheCursorKey"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.cursor_key.arn]
  }

  statement {
    sid       = "TellDevicesWhatWasRefused"
    actions   = ["iot:Publish"]
    resources = ["${local.iot_arn}:topic/iot/v1/*/*/error"]
  }
}
