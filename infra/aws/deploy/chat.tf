# The chatbot, where a chat platform is connected: modules/chat, and what the other functions hand to it.

locals {
  chat_platforms = toset(var.chat_platforms)
  has_chat       = length(var.chat_platforms) > 0
  has_model      = local.has_chat && var.chat_model
}

module "chat" {
  source = "./modules/chat"
  count  = local.has_chat ? 1 : 0

  name                         = var.name
  receive_chat_zip             = var.receive_chat_zip
  receive_chat_image           = var.receive_chat_image
  chatbot_zip                  = var.chatbot_zip
  chatbot_image                = var.chatbot_image
  live_versions                = var.live_versions
  runtime                      = var.runtime
  architecture                 = var.architecture
  snap_start                   = var.snap_start
  memory_mb                    = var.chat_memory_mb
  timeout_seconds              = var.chat_timeout_seconds
  reserved_concurrency         = var.chat_reserved_concurrency
  registry_table_name          = aws_dynamodb_table.registry.name
  registry_table_arn           = aws_dynamodb_table.registry.arn
  readings_table_name          = aws_dynamodb_table.readings.name
  readings_table_arn           = aws_dynamodb_table.readings.arn
  files_bucket_name            = aws_s3_bucket.files.id
  files_bucket_arn             = aws_s3_bucket.files.arn
  zone                         = var.zone
  secret_arns                  = { for platform, secret in aws_secretsmanager_secret.chat : platform => secret.arn }
  model_secret_arn             = try(aws_secretsmanager_secret.chat_model[0].arn, "")
  otel_environment             = var.otel_environment
  log_retention_days           = var.log_retention_days
  log_kms_key_arn              = var.log_kms_key_arn
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  alarm_topic_arn              = aws_sns_topic.alarms.arn
  tags                         = local.tags
}

# deliverEvents hands over what chats may have to be told of.
data "aws_iam_policy_document" "news_for_chats" {
  count = local.has_chat ? 1 : 0

  statement {
    sid       = "HandOverNewsForChats"
    actions   = ["sqs:SendMessage"]
    resources = [module.chat[0].news_queue_arn]
  }
}

resource "aws_iam_role_policy" "news_for_chats" {
  count = local.has_chat ? 1 : 0

  name   = "news-for-chats"
  role   = module.deliver_events.role_name
  policy = data.aws_iam_policy_document.news_for_chats[0].json
}

# Who talks with the bot over the REST API can have it tell something on a platform; api has no secret of any.
data "aws_iam_policy_document" "posts_of_api" {
  count = local.has_chat ? 1 : 0

  statement {
    sid       = "HandOverPosts"
    actions   = ["sqs:SendMessage"]
    resources = [module.chat[0].posts_queue_arn]
  }
}

resource "aws_iam_role_policy" "posts_of_api" {
  count = local.has_chat ? 1 : 0

  name   = "posts-for-chats"
  role   = module.api.role_name
  policy = data.aws_iam_policy_document.posts_of_api[0].json
}

# Nobody else knows the model's key.
data "aws_iam_policy_document" "model_of_converse" {
  count = local.has_model ? 1 : 0

  statement {
    sid       = "ReadTheModelsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.chat_model[0].arn]
  }
}

resource "aws_iam_role_policy" "model_of_converse" {
  count = local.has_model ? 1 : 0

  name   = "model"
  role   = module.chat[0].converse_role_name
  policy = data.aws_iam_policy_document.model_of_converse[0].json
}
