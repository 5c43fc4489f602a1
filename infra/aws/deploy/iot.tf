# The broker: IoT Core. A device is a thing with the attributes tenant and device, and proves itself with a certificate.

resource "aws_iot_thing_type" "device" {
  name = "${var.name}-device"
  tags = local.tags

  properties {
    description           = "A device of Lapwing. Its attributes tenant and device are what it is called in topics."
    searchable_attributes = ["tenant", "device"]
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# What a certificate may do. &{…} is written as ${…} into the policy, where IoT Core puts in the thing that the client
# id names, provided that the certificate belongs to that thing. A thing's name can hold neither a slash nor a dot, so
# topics are made of its attributes.
# ---------------------------------------------------------------------------------------------------------------------

data "aws_iam_policy_document" "device" {
  statement {
    sid       = "ConnectAsItself"
    actions   = ["iot:Connect"]
    resources = ["${local.iot_arn}:client/&{iot:Connection.Thing.ThingName}"]

    condition {
      test     = "Bool"
      variable = "iot:Connection.Thing.IsAttached"
      values   = ["true"]
    }
  }

  statement {
    sid       = "PublishAndReceiveBelowItsPrefix"
    actions   = ["iot:Publish", "iot:Receive"]
    resources = ["${local.iot_arn}:topic/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}/&{iot:Connection.Thing.Attributes[device]}/*"]
  }

  statement {
    sid       = "SubscribeBelowItsPrefix"
    actions   = ["iot:Subscribe"]
    resources = ["${local.iot_arn}:topicfilter/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}/&{iot:Connection.Thing.Attributes[device]}/*"]
  }
}

resource "aws_iot_policy" "device" {
  name   = "${var.name}-device"
  policy = data.aws_iam_policy_document.device.json
  tags   = local.tags
}

# ---------------------------------------------------------------------------------------------------------------------
# The rules: each message becomes one envelope (docs/aws-envelope.md) in the queue. A rule has one topic filter;
# several cost nothing more, since a message matches one of them.
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_iot_topic_rule" "uplink" {
  for_each = {
    telemetry         = "iot/v1/+/+/telemetry"
    gateway_telemetry = "iot/v1/+/+/gateway/telemetry"
    shadow_get        = "iot/v1/+/+/shadow/+/get"
    shadow_update     = "iot/v1/+/+/shadow/+/update"
    command_reply     = "iot/v1/+/+/cmd/+/res"
    status            = "iot/v1/+/+/status"
  }

  name        = "${replace(var.name, "-", "_")}_${each.key}"
  description = "Puts each message on ${each.value} into the queue of its function."
  enabled     = true
  sql_version = "2016-03-23"
  tags        = local.tags

  sql = <<-SQL
    SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS clientId, principal() AS principal,
      timestamp() AS receivedAt, get_mqtt_property('content_type') AS contentType,
      get_user_properties() AS userProperties
    FROM '${each.value}'
  SQL

  sqs {
    queue_url  = endswith(each.value, "/telemetry") ? module.telemetry_queue.url : module.message_queue.url
    role_arn   = aws_iam_role.uplink_rule.arn
    use_base64 = false
  }

  # Not another queue: when this is needed, it may be SQS that fails.
  error_action {
    s3 {
      bucket_name = aws_s3_bucket.files.id
      key         = "rule-failures/$${parse_time(\"yyyy-MM-dd\", timestamp())}/$${newuuid()}.json"
      role_arn    = aws_iam_role.rule_failures.arn
    }
  }
}

data "aws_iam_policy_document" "rule_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["iot.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "uplink_rule" {
  name               = "${var.name}-uplink-rule"
  description        = "Lets the rules put envelopes into their queues."
  assume_role_policy = data.aws_iam_policy_document.rule_trust.json
  tags               = local.tags
}

data "aws_iam_policy_document" "uplink_rule" {
  statement {
    sid       = "SendEnvelopes"
    actions   = ["sqs:SendMessage"]
    resources = [module.telemetry_queue.arn, module.message_queue.arn]
  }
}

resource "aws_iam_role_policy" "uplink_rule" {
  name   = "send-envelopes"
  role   = aws_iam_role.uplink_rule.id
  policy = data.aws_iam_policy_document.uplink_rule.json
}

resource "aws_iam_role" "rule_failures" {
  name               = "${var.name}-rule-failures"
  description        = "Lets the rules keep what they could not put into the queue."
  assume_role_policy = data.aws_iam_policy_document.rule_trust.json
  tags               = local.tags
}

data "aws_iam_policy_document" "rule_failures" {
  statement {
    sid       = "KeepFailures"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.files.arn}/rule-failures/*"]
  }
}

resource "aws_iam_role_policy" "rule_failures" {
  name   = "keep-failures"
  role   = aws_iam_role.rule_failures.id
  policy = data.aws_iam_policy_document.rule_failures.json
}
