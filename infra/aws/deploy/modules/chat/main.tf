# The chatbot: a door for the platforms, five queues, and a function behind each. All of it waits for messages: nothing
# runs while nothing is said.

locals {
  # What fails comes again after 2, 4, 8 … seconds, at the end after a quarter of an hour: given up after half an hour.
  maximum_receives = 10

  # A file is moved from one place to another while the function runs.
  fetch_file_timeout_seconds = 300

  # All are told the same; what each may do with it is in its role.
  environment = {
    LAPWING_REGISTRY_TABLE       = var.registry_table_name
    LAPWING_READINGS_TABLE       = var.readings_table_name
    LAPWING_ZONE                 = var.zone
    LAPWING_CHAT_INPUTS_QUEUE    = module.inputs.url
    LAPWING_CHAT_POSTS_QUEUE     = module.posts.url
    LAPWING_CHAT_NEWS_QUEUE      = module.news.url
    LAPWING_CHAT_BOARDS_QUEUE    = module.boards.url
    LAPWING_CHAT_FILES_QUEUE     = module.files.url
    LAPWING_FILES_BUCKET         = var.files_bucket_name
    LAPWING_CHAT_SLACK_SECRET    = lookup(var.secret_arns, "slack", "")
    LAPWING_CHAT_TELEGRAM_SECRET = lookup(var.secret_arns, "telegram", "")
    LAPWING_CHAT_WHATSAPP_SECRET = lookup(var.secret_arns, "whatsapp", "")
    LAPWING_CHAT_TEAMS_SECRET    = lookup(var.secret_arns, "teams", "")
    LAPWING_CHAT_DISCORD_SECRET  = lookup(var.secret_arns, "discord", "")
    LAPWING_CHAT_MODEL_SECRET    = var.model_secret_arn
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# The queues
# ---------------------------------------------------------------------------------------------------------------------

# What came by webhooks, for converse.
module "inputs" {
  source = "../queue"

  name                         = "${var.name}-chat-inputs"
  consumer_timeout_seconds     = var.timeout_seconds
  maximum_receives             = local.maximum_receives
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  alarm_topic_arn              = var.alarm_topic_arn
  tags                         = var.tags
}

# What a platform did not take at first, for postChat. It is tried for an hour.
module "posts" {
  source = "../queue"

  name                         = "${var.name}-chat-posts"
  consumer_timeout_seconds     = var.timeout_seconds
  maximum_receives             = local.maximum_receives
  oldest_message_alarm_seconds = 3600
  alarm_topic_arn              = var.alarm_topic_arn
  tags                         = var.tags
}

# What chats may have to be told of, for notifyChat.
module "news" {
  source = "../queue"

  name                         = "${var.name}-chat-news"
  consumer_timeout_seconds     = var.timeout_seconds
  maximum_receives             = local.maximum_receives
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  alarm_topic_arn              = var.alarm_topic_arn
  tags                         = var.tags
}

# Places whose boards are to be written, for writeBoards. They wait as long as their platform wants.
module "boards" {
  source = "../queue"

  name                         = "${var.name}-chat-boards"
  consumer_timeout_seconds     = var.timeout_seconds
  maximum_receives             = local.maximum_receives
  oldest_message_alarm_seconds = 3600
  alarm_topic_arn              = var.alarm_topic_arn
  tags                         = var.tags
}

# Files that people share, for fetchFile. One may be large, and its platform slow.
module "files" {
  source = "../queue"

  name                         = "${var.name}-chat-files"
  consumer_timeout_seconds     = local.fetch_file_timeout_seconds
  maximum_receives             = local.maximum_receives
  oldest_message_alarm_seconds = 3600
  alarm_topic_arn              = var.alarm_topic_arn
  tags                         = var.tags
}

# ---------------------------------------------------------------------------------------------------------------------
# receiveChat: the one that platforms wait for
# ---------------------------------------------------------------------------------------------------------------------

module "receive_chat" {
  source = "../function"

  name                 = "${var.name}-receiveChat"
  description          = "Takes what chat platforms tell."
  handler              = "io.lapwing.aws.chatbot.ReceiveChatHandler"
  zip_path             = var.receive_chat_zip
  image_uri            = var.receive_chat_image
  live_version         = lookup(var.live_versions, "receiveChat", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = 10
  reserved_concurrency = var.reserved_concurrency
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.receive_chat.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "receive_chat" {
  statement {
    sid       = "ClaimMessages"
    actions   = ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [var.registry_table_arn]
  }

  statement {
    sid       = "HandOver"
    actions   = ["sqs:SendMessage"]
    resources = [module.inputs.arn]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# converse: understands, does and answers
# ---------------------------------------------------------------------------------------------------------------------

module "converse" {
  source = "../function"

  name                 = "${var.name}-converse"
  description          = "Answers what people say in chats."
  handler              = "io.lapwing.aws.chatbot.ConverseHandler"
  zip_path             = var.chatbot_zip
  image_uri            = var.chatbot_image
  live_version         = lookup(var.live_versions, "converse", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = var.timeout_seconds
  reserved_concurrency = var.reserved_concurrency
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.converse.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "converse" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.inputs.arn]
  }

  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.inputs.arn, module.posts.arn, module.files.arn]
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
    resources = [var.registry_table_arn, var.readings_table_arn]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

resource "aws_lambda_event_source_mapping" "inputs" {
  event_source_arn        = module.inputs.arn
  function_name           = module.converse.alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = var.reserved_concurrency
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# postChat: what a platform did not take at first
# ---------------------------------------------------------------------------------------------------------------------

module "post_chat" {
  source = "../function"

  name                 = "${var.name}-postChat"
  description          = "Posts what a chat platform did not want at first."
  handler              = "io.lapwing.aws.chatbot.PostChatHandler"
  zip_path             = var.chatbot_zip
  image_uri            = var.chatbot_image
  live_version         = lookup(var.live_versions, "postChat", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = var.timeout_seconds
  reserved_concurrency = 2
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.post_chat.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "post_chat" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.posts.arn]
  }

  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.posts.arn]
  }

  statement {
    sid       = "ClaimMessages"
    actions   = ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [var.registry_table_arn]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

resource "aws_lambda_event_source_mapping" "posts" {
  event_source_arn        = module.posts.arn
  function_name           = module.post_chat.alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = 2
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# notifyChat: what has become of alerts and commands
# ---------------------------------------------------------------------------------------------------------------------

module "notify_chat" {
  source = "../function"

  name                 = "${var.name}-notifyChat"
  description          = "Puts alerts on the boards of chats that want to know."
  handler              = "io.lapwing.aws.chatbot.NotifyChatHandler"
  zip_path             = var.chatbot_zip
  image_uri            = var.chatbot_image
  live_version         = lookup(var.live_versions, "notifyChat", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = var.timeout_seconds
  reserved_concurrency = 2
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.notify_chat.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "notify_chat" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.news.arn]
  }

  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.news.arn, module.boards.arn, module.posts.arn]
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
    resources = [var.registry_table_arn]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

resource "aws_lambda_event_source_mapping" "news" {
  event_source_arn        = module.news.arn
  function_name           = module.notify_chat.alias_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = 2
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# writeBoards: what is on a board and was not told
# ---------------------------------------------------------------------------------------------------------------------

module "write_boards" {
  source = "../function"

  name                 = "${var.name}-writeBoards"
  description          = "Writes what is on boards and was not told."
  handler              = "io.lapwing.aws.chatbot.WriteBoardsHandler"
  zip_path             = var.chatbot_zip
  image_uri            = var.chatbot_image
  live_version         = lookup(var.live_versions, "writeBoards", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = var.timeout_seconds
  reserved_concurrency = 2
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.write_boards.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "write_boards" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.boards.arn]
  }

  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.boards.arn]
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
    resources = [var.registry_table_arn]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

resource "aws_lambda_event_source_mapping" "boards" {
  event_source_arn        = module.boards.arn
  function_name           = module.write_boards.alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = 2
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# fetchFile: what people share
# ---------------------------------------------------------------------------------------------------------------------

module "fetch_file" {
  source = "../function"

  name                 = "${var.name}-fetchFile"
  description          = "Fetches files that people share in chats."
  handler              = "io.lapwing.aws.chatbot.FetchFileHandler"
  zip_path             = var.chatbot_zip
  image_uri            = var.chatbot_image
  live_version         = lookup(var.live_versions, "fetchFile", null)
  runtime              = var.runtime
  architecture         = var.architecture
  snap_start           = var.snap_start
  memory_mb            = var.memory_mb
  timeout_seconds      = local.fetch_file_timeout_seconds
  reserved_concurrency = 2
  environment          = local.environment
  otel_environment     = var.otel_environment
  policy_json          = data.aws_iam_policy_document.fetch_file.json
  log_retention_days   = var.log_retention_days
  log_kms_key_arn      = var.log_kms_key_arn
  alarm_topic_arn      = var.alarm_topic_arn
  tags                 = var.tags
}

data "aws_iam_policy_document" "fetch_file" {
  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
    resources = [module.files.arn]
  }

  statement {
    sid       = "SendMessages"
    actions   = ["sqs:SendMessage"]
    resources = [module.files.arn, module.posts.arn]
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
    resources = [var.registry_table_arn]
  }

  statement {
    sid       = "PutFiles"
    actions   = ["s3:PutObject"]
    resources = ["${var.files_bucket_arn}/files/*"]
  }

  statement {
    sid       = "ReadThePlatformsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = values(var.secret_arns)
  }
}

resource "aws_lambda_event_source_mapping" "files" {
  event_source_arn        = module.files.arn
  function_name           = module.fetch_file.alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  scaling_config {
    maximum_concurrency = 2
  }
}
