# Live updates for apps: MQTT over WebSocket with a session of a role of their own. api hands such sessions out, each held
# by its own policy to one client id and the topics of one tenant; no session has more than the role has.

data "aws_iam_policy_document" "app_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [module.api.role_arn]
    }
  }
}

resource "aws_iam_role" "app" {
  name               = "${var.name}-app"
  description        = "What apps that listen may do, at most."
  assume_role_policy = data.aws_iam_policy_document.app_trust.json
  tags               = local.tags
}

data "aws_iam_policy_document" "app" {
  statement {
    sid       = "ConnectAsAnApp"
    actions   = ["iot:Connect"]
    resources = ["${local.iot_arn}:client/lapwing-app-*"]
  }

  statement {
    sid       = "SubscribeToUpdates"
    actions   = ["iot:Subscribe"]
    resources = ["${local.iot_arn}:topicfilter/app/v1/*"]
  }

  statement {
    sid       = "ReceiveUpdates"
    actions   = ["iot:Receive"]
    resources = ["${local.iot_arn}:topic/app/v1/*"]
  }
}

resource "aws_iam_role_policy" "app" {
  name   = "listen"
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.app.json
}
