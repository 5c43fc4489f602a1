# Between the broker and the function: it takes what comes in bursts, and keeps it while the function or the tables fail.
module "telemetry_queue" {
  source = "./modules/queue"

  name                         = "${var.name}-telemetry"
  consumer_timeout_seconds     = var.ingest_timeout_seconds
  maximum_receives             = var.ingest_maximum_receives
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  alarm_topic_arn              = aws_sns_topic.alarms.arn
  tags                         = local.tags
}

# The same for what is not readings: a command's answer does not wait behind a backlog of them.
module "message_queue" {
  source = "./modules/queue"

  name                         = "${var.name}-messages"
  consumer_timeout_seconds     = var.steering_timeout_seconds
  maximum_receives             = var.ingest_maximum_receives
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  alarm_topic_arn              = aws_sns_topic.alarms.arn
  tags                         = local.tags
}

# What the bucket says of uploads, for receiveUpload.
module "upload_queue" {
  source = "./modules/queue"

  name                         = "${var.name}-uploads"
  consumer_timeout_seconds     = var.steering_timeout_seconds
  maximum_receives             = local.files_maximum_receives
  oldest_message_alarm_seconds = var.oldest_message_alarm_seconds
  sender_policies              = [data.aws_iam_policy_document.upload_notes.json]
  alarm_topic_arn              = aws_sns_topic.alarms.arn
  tags                         = local.tags
}

data "aws_iam_policy_document" "upload_notes" {
  statement {
    sid       = "NotesFromTheBucket"
    actions   = ["sqs:SendMessage"]
    resources = [module.upload_queue.arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.files.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

# Files whose bytes are there, for processFile. Some may wait while others are read.
module "file_queue" {
  source = "./modules/queue"

  name                         = "${var.name}-files"
  consumer_timeout_seconds     = local.process_file_timeout_seconds
  maximum_receives             = local.files_maximum_receives
  oldest_message_alarm_seconds = 7200
  alarm_topic_arn              = aws_sns_topic.alarms.arn
  tags                         = local.tags
}

# One note for each message that a rule could not put into the queue; the message itself is in the bucket. Nobody takes
# from this queue: it is there to be alarmed on, and to be emptied by whoever has replayed the messages.
resource "aws_sqs_queue" "rule_failures" {
  name                      = "${var.name}-rule-failures"
  message_retention_seconds = 1209600 # 14 days
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

data "aws_iam_policy_document" "rule_failures_queue" {
  statement {
    sid       = "NotesFromTheBucket"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.rule_failures.arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.files.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  statement {
    sid       = "RefuseWithoutTls"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.rule_failures.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "rule_failures" {
  queue_url = aws_sqs_queue.rule_failures.id
  policy    = data.aws_iam_policy_document.rule_failures_queue.json
}

# A bucket has one list of all that it tells. Of what lies below files/, uploads alone concern anybody.
resource "aws_s3_bucket_notification" "rule_failures" {
  bucket = aws_s3_bucket.files.id

  queue {
    queue_arn     = module.upload_queue.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "files/"
    filter_suffix = "/upload"
  }

  queue {
    queue_arn     = aws_sqs_queue.rule_failures.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "rule-failures/"
  }

  depends_on = [aws_sqs_queue_policy.rule_failures, module.upload_queue]
}

resource "aws_cloudwatch_metric_alarm" "rule_failures" {
  alarm_name          = "${var.name}-rule-failures"
  alarm_description   = "IoT Core could not put messages into the queue. They are in the bucket below rule-failures/, each with the reason."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.rule_failures.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = local.tags
}
