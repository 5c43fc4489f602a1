# Every function goes through modules/function, has a role of its own, and there what it does and nothing more.

locals {
  # What each function is told. The names are those that the Java code reads; a test compares them.
  ingest_environment = {
    LAPWING_REGISTRY_TABLE = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE = aws_dynamodb_table.readings.name
    LAPWING_IOT_ENDPOINT   = "https://${data.aws_iot_endpoint.data.endpoint_address}"
  }

  # What is not about readings alone: the same stores and the same broker.
  steering_environment = local.ingest_environment

  # Without a chat platform there is nobody to be told, and the variable is empty.
  deliver_events_environment = {
    LAPWING_REGISTRY_TABLE  = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE  = aws_dynamodb_table.readings.name
    LAPWING_IOT_ENDPOINT    = "https://${data.aws_iot_endpoint.data.endpoint_address}"
    LAPWING_CHAT_NEWS_QUEUE = try(module.chat[0].news_queue_url, "")
    LAPWING_FILES_QUEUE     = module.file_queue.url
  }

  upload_environment = {
    LAPWING_REGISTRY_TABLE = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE = aws_dynamodb_table.readings.name
    LAPWING_FILES_BUCKET   = aws_s3_bucket.files.id
  }

  files_environment = {
    LAPWING_REGISTRY_TABLE = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE = aws_dynamodb_table.readings.name
    LAPWING_FILES_BUCKET   = aws_s3_bucket.files.id
    LAPWING_FILES_QUEUE    = module.file_queue.url
  }

  # The longest that Lambda gives. A call that is at a file for ten minutes leaves the rest to the next.
  process_file_timeout_seconds = 900

  # What fails comes again after 2, 4, 8 … seconds, at the end after a quarter of an hour: given up after half an hour.
  files_maximum_receives = 10

  api_environment = {
    LAPWING_REGISTRY_TABLE    = aws_dynamodb_table.registry.name
    LAPWING_READINGS_TABLE    = aws_dynamodb_table.readings.name
    LAPWING_IOT_ENDPOINT      = "https://${data.aws_iot_endpoint.data.endpoint_address}"
    LAPWING_TOKEN_ISSUER      = var.token_issuer
    LAPWING_TOKEN_AUDIENCE    = var.token_audience
    LAPWING_JWKS_URL          = var.jwks_url
    LAPWING_STREAM_ROLE       = aws_iam_role.app.arn
    LAPWING_CURSOR_KEY_SECRET = aws_secretsmanager_secret.cursor_key.arn
    LAPWING_USER_RATE_LIMIT   = var.api_user_rate_limit
    LAPWING_TENANT_RATE_LIMIT = var.api_tenant_rate_limit
    LAPWING_CHAT_POSTS_QUEUE  = try(module.chat[0].posts_queue_url, "")
    LAPWING_ZONE              = var.zone
    LAPWING_FILES_BUCKET      = aws_s3_bucket.files.id
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
      "dynamodb:GetItem",
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

  statement {
    sid       = "TellApps"
    actions   = ["iot:Publish"]
    resources = ["${local.iot_arn}:topic/app/v1/*/readings/*"]
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
# receiveMessages: shadows, answers to commands and presence, from a queue of their own, so that no backlog of readings is
# in their way
# ---------------------------------------------------------------------------------------------------------------------

module "receive_messages" {
  source = "./modules/function"

  name                 = "${var.name}-receiveMessages"
  description          = "Takes what devices say besides readings: shadows, answers, presence."
  handler              = "io.lapwing.aws.deviceingest.ReceiveMessagesHandler"
  zip_path             = var.ingest_telemetry_zip
  image_uri            = var.ingest_telemetry_image
  live_version         = lookup(var.live_versions, "receiveMessages", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = var.steering_reserved_concurrency
  environment          = local.steering_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.receive_messages.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "receive_messages" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [module.message_queue.arn]
  }

  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }

  statement {
    sid     = "AnswerDevices"
    actions = ["iot:Publish"]
    resources = [
      "${local.iot_arn}:topic/iot/v1/*/*/error",
      "${local.iot_arn}:topic/iot/v1/*/*/shadow/*",
    ]
  }

  statement {
    sid       = "TellApps"
    actions   = ["iot:Publish"]
    resources = ["${local.iot_arn}:topic/app/v1/*/readings/*"]
  }
}

resource "aws_lambda_event_source_mapping" "messages" {
  event_source_arn        = module.message_queue.arn
  function_name           = module.receive_messages.alias_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = local.tags

  scaling_config {
    maximum_concurrency = var.steering_reserved_concurrency
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# deliverEvents: what the outbox holds, woken by the stream of the table
# ---------------------------------------------------------------------------------------------------------------------

module "deliver_events" {
  source = "./modules/function"

  name                 = "${var.name}-deliverEvents"
  description          = "Gives events out of the outbox to whom they concern."
  handler              = "io.lapwing.aws.deviceingest.DeliverEventsHandler"
  zip_path             = var.ingest_telemetry_zip
  image_uri            = var.ingest_telemetry_image
  live_version         = lookup(var.live_versions, "deliverEvents", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = var.steering_reserved_concurrency
  environment          = local.deliver_events_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.deliver_events.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "deliver_events" {
  statement {
    sid       = "ReadTheStream"
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
    resources = [aws_dynamodb_table.registry.stream_arn]
  }

  # Takes no resource.
  statement {
    sid       = "FindTheStream"
    actions   = ["dynamodb:ListStreams"]
    resources = ["*"]
  }

  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }

  statement {
    sid       = "HandOverFiles"
    actions   = ["sqs:SendMessage"]
    resources = [module.file_queue.arn]
  }

  statement {
    sid     = "SendCommandsAndDifferences"
    actions = ["iot:Publish"]
    resources = [
      "${local.iot_arn}:topic/iot/v1/*/*/cmd/*",
      "${local.iot_arn}:topic/iot/v1/*/*/shadow/*",
    ]
  }

  statement {
    sid     = "TellApps"
    actions = ["iot:Publish"]
    resources = [
      "${local.iot_arn}:topic/app/v1/*/readings/*",
      "${local.iot_arn}:topic/app/v1/*/presence/*",
      "${local.iot_arn}:topic/app/v1/*/alerts/*",
      "${local.iot_arn}:topic/app/v1/*/commands/*",
    ]
  }
}

# A record only wakes the function up: what is to be delivered, and in which order, it reads from the table. So nothing
# is lost with a record, and one that cannot be delivered holds up no other.
resource "aws_lambda_event_source_mapping" "outbox" {
  event_source_arn              = aws_dynamodb_table.registry.stream_arn
  function_name                 = module.deliver_events.alias_arn
  starting_position             = "LATEST"
  batch_size                    = 100
  maximum_record_age_in_seconds = 60
  maximum_retry_attempts        = 1
  tags                          = local.tags

  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT"], dynamodb = { Keys = { pk = { S = [{ prefix = "O#" }] } } } })
    }
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# checkDevices and expireCommands: what is due though nothing comes in, once a minute
# ---------------------------------------------------------------------------------------------------------------------

module "check_devices" {
  source = "./modules/function"

  name                 = "${var.name}-checkDevices"
  description          = "Finds devices that fell silent, and alerts that are due."
  handler              = "io.lapwing.aws.deviceingest.CheckDevicesHandler"
  zip_path             = var.ingest_telemetry_zip
  image_uri            = var.ingest_telemetry_image
  live_version         = lookup(var.live_versions, "checkDevices", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = 1
  environment          = local.steering_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.check_devices.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "check_devices" {
  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }
}

module "expire_commands" {
  source = "./modules/function"

  name                 = "${var.name}-expireCommands"
  description          = "Ends commands whose time ran out."
  handler              = "io.lapwing.aws.deviceingest.ExpireCommandsHandler"
  zip_path             = var.ingest_telemetry_zip
  image_uri            = var.ingest_telemetry_image
  live_version         = lookup(var.live_versions, "expireCommands", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = 1
  environment          = local.steering_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.expire_commands.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "expire_commands" {
  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# receiveUpload, processFile and expireUploads: from the bucket into the tables
# ---------------------------------------------------------------------------------------------------------------------

module "receive_upload" {
  source = "./modules/function"

  name                 = "${var.name}-receiveUpload"
  description          = "Takes note of files that were uploaded."
  handler              = "io.lapwing.aws.fileprocessor.ReceiveUploadHandler"
  zip_path             = var.file_processor_zip
  image_uri            = var.file_processor_image
  live_version         = lookup(var.live_versions, "receiveUpload", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = 2
  environment          = local.upload_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.receive_upload.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "receive_upload" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [module.upload_queue.arn]
  }

  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn]
  }

  statement {
    sid       = "SeeUploads"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.files.arn}/files/*"]
  }

  # Without this right, S3 says of an object that is not there that it may not be seen.
  statement {
    sid       = "SeeWhatIsMissing"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn]
  }
}

resource "aws_lambda_event_source_mapping" "uploads" {
  event_source_arn        = module.upload_queue.arn
  function_name           = module.receive_upload.alias_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = local.tags

  scaling_config {
    maximum_concurrency = 2
  }
}

module "process_file" {
  source = "./modules/function"

  name                 = "${var.name}-processFile"
  description          = "Makes readings and devices of files."
  handler              = "io.lapwing.aws.fileprocessor.ProcessFileHandler"
  zip_path             = var.file_processor_zip
  image_uri            = var.file_processor_image
  live_version         = lookup(var.live_versions, "processFile", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.files_memory_mb
  timeout_seconds      = local.process_file_timeout_seconds
  reserved_concurrency = var.files_reserved_concurrency
  environment          = local.files_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.process_file.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "process_file" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.file_queue.arn]
  }

  # Of a file that takes longer than one call may, the rest is work for another.
  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.file_queue.arn]
  }

  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn, aws_dynamodb_table.readings.arn]
  }

  statement {
    sid       = "UseFiles"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.files.arn}/files/*"]
  }

  # Without this right, S3 says of an object that is not there that it may not be seen.
  statement {
    sid       = "SeeWhatIsMissing"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn]
  }
}

# One file a call: each may take as long as a call can.
resource "aws_lambda_event_source_mapping" "files" {
  event_source_arn        = module.file_queue.arn
  function_name           = module.process_file.alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = local.tags

  scaling_config {
    maximum_concurrency = var.files_reserved_concurrency
  }
}

module "expire_uploads" {
  source = "./modules/function"

  name                 = "${var.name}-expireUploads"
  description          = "Ends uploads that did not come, and finds those that nobody told of."
  handler              = "io.lapwing.aws.fileprocessor.ExpireUploadsHandler"
  zip_path             = var.file_processor_zip
  image_uri            = var.file_processor_image
  live_version         = lookup(var.live_versions, "expireUploads", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.steering_memory_mb
  timeout_seconds      = var.steering_timeout_seconds
  reserved_concurrency = 1
  environment          = local.upload_environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.expire_uploads.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = aws_sns_topic.alarms.arn
  tags                 = local.tags
}

data "aws_iam_policy_document" "expire_uploads" {
  statement {
    sid = "ReadAndWriteItems"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.registry.arn]
  }

  statement {
    sid       = "SeeUploads"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.files.arn}/files/*"]
  }

  # Without this right, S3 says of an object that is not there that it may not be seen.
  statement {
    sid       = "SeeWhatIsMissing"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn]
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# The schedule. A run that fails is not repeated: the next one does its work.
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_scheduler_schedule" "minute" {
  for_each = {
    deliverEvents  = module.deliver_events.alias_arn
    checkDevices   = module.check_devices.alias_arn
    expireCommands = module.expire_commands.alias_arn
    expireUploads  = module.expire_uploads.alias_arn
  }

  name                = "${var.name}-${each.key}"
  description         = "Runs ${each.key} once a minute."
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = each.value
    role_arn = aws_iam_role.schedule.arn
    input    = jsonencode({ schedule = each.key })

    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 0
    }
  }
}

data "aws_iam_policy_document" "schedule_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "schedule" {
  name               = "${var.name}-schedule"
  description        = "Lets the schedule run the functions that are due by the clock."
  assume_role_policy = data.aws_iam_policy_document.schedule_trust.json
  tags               = local.tags
}

data "aws_iam_policy_document" "schedule" {
  statement {
    sid     = "RunFunctions"
    actions = ["lambda:InvokeFunction"]
    resources = [
      module.deliver_events.alias_arn,
      module.check_devices.alias_arn,
      module.expire_commands.alias_arn,
      module.expire_uploads.alias_arn,
    ]
  }
}

resource "aws_iam_role_policy" "schedule" {
  name   = "run-functions"
  role   = aws_iam_role.schedule.id
  policy = data.aws_iam_policy_document.schedule.json
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
      "dynamodb:GetItem",
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

  # It moves no bytes itself: its signature lets others do so.
  statement {
    sid       = "SignUploadsAndDownloads"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.files.arn}/files/*"]
  }

  statement {
    sid       = "LetAppsListen"
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.app.arn]
  }

  statement {
    sid       = "TellApps"
    actions   = ["iot:Publish"]
    resources = ["${local.iot_arn}:topic/app/v1/*/readings/*"]
  }
}
