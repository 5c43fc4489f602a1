# The whole installation against a provider that answers by itself: every expression is evaluated, and no account is
# asked. What AWS itself would refuse shows only in a real plan and apply.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_iot_endpoint" {
    defaults = { endpoint_address = "data.iot.example" }
  }

  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a" }
  }

  mock_resource "aws_lambda_function" {
    defaults = {
      arn     = "arn:aws:lambda:eu-central-1:123456789012:function:f"
      version = "7"
    }
  }

  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:f:live" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/r" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:q" }
  }

  mock_resource "aws_dynamodb_table" {
    defaults = {
      arn        = "arn:aws:dynamodb:eu-central-1:123456789012:table/t"
      stream_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/1"
    }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:t" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::b" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:g" }
  }
}

variables {
  ingest_telemetry_zip = "tests/stands-for-a-zip.txt"
  api_zip              = "tests/stands-for-a-zip.txt"
  file_processor_zip   = "tests/stands-for-a-zip.txt"
  runtime              = "java21" # the oldest provider allowed has not heard of java25
  token_issuer         = "https://issuer.example"
  token_audience       = "lapwing"
  jwks_url             = "https://issuer.example/jwks.json"
  alarm_emails         = ["ops@example.org"]
}

run "from_zips" {
  assert {
    condition     = output.ingest_telemetry_version == "7" && output.api_version == "7"
    error_message = "Without live_versions the alias is at the newest version."
  }

  assert {
    condition     = aws_dynamodb_table.registry.deletion_protection_enabled && !aws_s3_bucket.files.force_destroy
    error_message = "Data is protected unless that is switched off."
  }

  assert {
    condition     = endswith(trimspace(aws_iot_topic_rule.uplink["gateway_telemetry"].sql), "FROM 'iot/v1/+/+/gateway/telemetry'")
    error_message = "Each rule has its topic."
  }

  assert {
    condition     = one(aws_iot_topic_rule.uplink["gateway_telemetry"].sqs).queue_url == output.telemetry_queue_url && one(aws_iot_topic_rule.uplink["status"].sqs).queue_url == output.message_queue_url
    error_message = "Readings have a queue of their own."
  }

  assert {
    condition     = toset(keys(aws_scheduler_schedule.minute)) == toset(["checkDevices", "deliverEvents", "expireCommands", "expireUploads"])
    error_message = "What is due by the clock is run by the clock."
  }

  assert {
    condition     = aws_iam_role.app.name == "${var.name}-app" && output.app_role == aws_iam_role.app.name
    error_message = "Apps listen with a role of their own."
  }

  assert {
    condition     = alltrue(flatten([for s in data.aws_iam_policy_document.device.statement : [for r in s.resources : can(regex(":client/|:topic(filter)?/iot/v1/", r)) && !strcontains(r, "app/v1/")]]))
    error_message = "No device publishes, subscribes or receives where apps listen."
  }

  assert {
    condition     = one(aws_iot_topic_rule.uplink["telemetry"].error_action).s3[0].key == "rule-failures/$${parse_time(\"yyyy-MM-dd\", timestamp())}/$${newuuid()}.json"
    error_message = "IoT Core's own templates reach it unevaluated."
  }
}

run "files" {
  variables {
    console_origins = ["https://lapwing.example"]
  }

  assert {
    condition     = contains([for q in aws_s3_bucket_notification.rule_failures.queue : "${q.filter_prefix}…${coalesce(q.filter_suffix, "-")}"], "files/…/upload")
    error_message = "The bucket tells of uploads, and of nothing else below files/."
  }

  assert {
    condition     = contains(one(aws_s3_bucket_cors_configuration.files.cors_rule).allowed_origins, "https://lapwing.example") && one(aws_s3_bucket_cors_configuration.files.cors_rule).allowed_methods == toset(["PUT"])
    error_message = "A browser may upload from the console, and do nothing else."
  }

  assert {
    condition     = output.file_versions == { receiveUpload = "7", processFile = "7", expireUploads = "7" }
    error_message = "All of its functions are live."
  }
}

run "from_images" {
  variables {
    ingest_telemetry_zip   = null
    ingest_telemetry_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ingest@sha256:0"
    api_zip                = null
    api_image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api@sha256:0"
    file_processor_zip     = null
    file_processor_image   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/files@sha256:0"
  }

  assert {
    condition     = output.ingest_telemetry_version == "7" && output.steering_versions.deliverEvents == "7"
    error_message = "An image is published and live like a zip."
  }
}

run "without_a_chat_platform_nothing_of_the_chatbot_is_made" {
  assert {
    condition     = length(module.chat) == 0 && length(aws_apigatewayv2_route.chat) == 0 && length(aws_secretsmanager_secret.chat) == 0
    error_message = "Who connects no chat platform pays for none."
  }

  assert {
    condition     = output.chat_url == "" && output.chat_secret_arns == {}
    error_message = "There is nothing to be set up at a platform."
  }
}

run "with_a_language_model" {
  variables {
    chat_platforms   = ["slack"]
    receive_chat_zip = "tests/stands-for-a-zip.txt"
    chatbot_zip      = "tests/stands-for-a-zip.txt"
    chat_model       = true
  }

  assert {
    condition     = output.chat_model_secret_arn != "" && length(aws_iam_role_policy.model_of_converse) == 1
    error_message = "The model's key is in a secret of its own, which converse may read."
  }
}

run "with_two_chat_platforms" {
  variables {
    chat_platforms   = ["slack", "telegram"]
    receive_chat_zip = "tests/stands-for-a-zip.txt"
    chatbot_zip      = "tests/stands-for-a-zip.txt"
    zone             = "Europe/Berlin"
  }

  assert {
    condition     = output.chat_model_secret_arn == "" && length(aws_secretsmanager_secret.chat_model) == 0
    error_message = "Who wants no model pays for none."
  }

  assert {
    condition     = toset(keys(output.chat_secret_arns)) == toset(["slack", "telegram"])
    error_message = "Each connected platform has a secret, and no other one has."
  }

  assert {
    condition     = toset([for route in aws_apigatewayv2_route.chat : route.route_key]) == toset(["GET /chat/{proxy+}", "POST /chat/{proxy+}"])
    error_message = "Webhooks are posted, and a challenge is asked for by GET."
  }

  assert {
    condition     = aws_apigatewayv2_route.web_chat[0].target == aws_apigatewayv2_route.default.target && aws_apigatewayv2_route.web_chat[0].target != aws_apigatewayv2_route.chat["POST /chat/{proxy+}"].target
    error_message = "The web chat is api's, and no webhook."
  }

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.chat : coalesce(route.authorization_type, "NONE") == "NONE"])
    error_message = "A platform has no bearer token: its signature is checked by the function."
  }

  assert {
    condition     = endswith(aws_lambda_permission.chat[0].source_arn, "/*/*/chat/{proxy+}")
    error_message = "Only our own API calls receiveChat, and only for its paths."
  }

  assert {
    condition     = output.chat_versions == tomap({ receiveChat = "7", converse = "7", postChat = "7", notifyChat = "7", writeBoards = "7", fetchFile = "7" })
    error_message = "All of its functions are live."
  }
}

run "rolled_back" {
  variables {
    live_versions = { api = "5" }
  }

  assert {
    condition     = output.api_version == "5" && output.ingest_telemetry_version == "7"
    error_message = "live_versions holds one function's alias and leaves the other."
  }
}

run "the_queue_hides_a_message_for_six_timeouts" {
  module {
    source = "./modules/queue"
  }

  variables {
    name                         = "q"
    consumer_timeout_seconds     = 45
    maximum_receives             = 5
    oldest_message_alarm_seconds = 300
    alarm_topic_arn              = "arn:aws:sns:eu-central-1:123456789012:t"
  }

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 270
    error_message = "Six times 45 seconds."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy).maxReceiveCount == 5
    error_message = "The queue gives up after maximum_receives."
  }
}

run "a_zip_starts_from_a_snapshot" {
  module {
    source = "./modules/function"
  }

  variables {
    name                 = "f"
    description          = "d"
    handler              = "h"
    zip_path             = "tests/stands-for-a-zip.txt"
    architecture         = "arm64"
    snap_start           = true
    memory_mb            = 1024
    timeout_seconds      = 10
    reserved_concurrency = 2
    environment          = {}
    policy_json          = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    log_retention_days   = 30
    alarm_topic_arn      = "arn:aws:sns:eu-central-1:123456789012:t"
  }

  assert {
    condition     = aws_lambda_function.this.snap_start[0].apply_on == "PublishedVersions" && aws_lambda_function.this.package_type == "Zip"
    error_message = "A zip has SnapStart."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.duration.threshold == 8000
    error_message = "The alarm is at 80 % of 10 seconds, in milliseconds."
  }
}

run "an_image_has_no_snapshot_and_no_runtime" {
  module {
    source = "./modules/function"
  }

  variables {
    name                 = "f"
    description          = "d"
    handler              = "h"
    image_uri            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/f@sha256:0"
    architecture         = "arm64"
    snap_start           = true
    memory_mb            = 1024
    timeout_seconds      = 10
    reserved_concurrency = 2
    environment          = {}
    policy_json          = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    log_retention_days   = 30
    alarm_topic_arn      = "arn:aws:sns:eu-central-1:123456789012:t"
  }

  assert {
    condition     = aws_lambda_function.this.snap_start[0].apply_on == "None" && aws_lambda_function.this.runtime == null && one(aws_lambda_function.this.image_config).command == tolist(["h"])
    error_message = "SnapStart and runtime are for zips; an image is told its handler."
  }
}

run "both_zip_and_image" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    name                 = "f"
    description          = "d"
    handler              = "h"
    zip_path             = "tests/stands-for-a-zip.txt"
    image_uri            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/f@sha256:0"
    architecture         = "arm64"
    snap_start           = true
    memory_mb            = 1024
    timeout_seconds      = 10
    reserved_concurrency = 2
    environment          = {}
    policy_json          = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    log_retention_days   = 30
    alarm_topic_arn      = "arn:aws:sns:eu-central-1:123456789012:t"
  }

  expect_failures = [aws_lambda_function.this]
}

run "refused" {
  command = plan

  variables {
    name                        = "Lapwing"
    alarm_emails                = []
    jwks_url                    = "http://issuer.example/jwks.json"
    ingest_reserved_concurrency = 1
    live_versions               = { chatbot = "1" }
    chat_platforms              = ["icq"]
    chat_timeout_seconds        = 60
    otel_environment            = { LAPWING_JWKS_URL = "https://evil.example" }
  }

  expect_failures = [
    var.name,
    var.alarm_emails,
    var.jwks_url,
    var.ingest_reserved_concurrency,
    var.live_versions,
    var.chat_platforms,
    var.chat_timeout_seconds,
    var.otel_environment,
  ]
}
