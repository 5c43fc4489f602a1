# The public door of api and, where a chat platform is connected, of receiveChat. Who may do what is decided by the
# function, by bearer token or by the platform's signature: no route has an authorizer.

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = "Lapwing's REST API."
  protocol_type = "HTTP"
  tags          = local.tags
}

resource "aws_apigatewayv2_integration" "api" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = module.api.alias_invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.this.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.api.id}"
}

resource "aws_apigatewayv2_integration" "chat" {
  count = local.has_chat ? 1 : 0

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = module.chat[0].receive_alias_invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 12000
}

# The more special a route is, the sooner it is taken: these before the default one, and /chat/web before these.
resource "aws_apigatewayv2_route" "chat" {
  for_each = toset(local.has_chat ? ["GET /chat/{proxy+}", "POST /chat/{proxy+}"] : [])

  api_id    = aws_apigatewayv2_api.this.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.chat[0].id}"
}

# The console's own chat is answered by api: who talks there is signed in.
resource "aws_apigatewayv2_route" "web_chat" {
  count = local.has_chat ? 1 : 0

  api_id    = aws_apigatewayv2_api.this.id
  route_key = "ANY /chat/web"
  target    = "integrations/${aws_apigatewayv2_integration.api.id}"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true
  tags        = local.tags

  default_route_settings {
    throttling_rate_limit  = var.api_requests_per_second
    throttling_burst_limit = var.api_burst
  }

  # Neither path nor query nor headers: access tokens of devices are in paths. The function's log has the request ids.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.http_api.arn
    format = jsonencode({
      requestId      = "$context.requestId"
      time           = "$context.requestTime"
      sourceIp       = "$context.identity.sourceIp"
      method         = "$context.httpMethod"
      status         = "$context.status"
      latency        = "$context.responseLatency"
      responseLength = "$context.responseLength"
      error          = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_cloudwatch_log_group" "http_api" {
  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_lambda_permission" "http_api" {
  statement_id  = "AllowOurApi"
  action        = "lambda:InvokeFunction"
  function_name = module.api.function_name
  qualifier     = module.api.alias_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/$default"
}

resource "aws_lambda_permission" "web_chat" {
  count = local.has_chat ? 1 : 0

  statement_id  = "AllowOurApiForTheWebChat"
  action        = "lambda:InvokeFunction"
  function_name = module.api.function_name
  qualifier     = module.api.alias_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*/chat/web"
}

resource "aws_lambda_permission" "chat" {
  count = local.has_chat ? 1 : 0

  statement_id  = "AllowOurApi"
  action        = "lambda:InvokeFunction"
  function_name = module.chat[0].receive_function_name
  qualifier     = module.chat[0].receive_alias_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*/chat/{proxy+}"
}

resource "aws_cloudwatch_metric_alarm" "http_api_server_errors" {
  alarm_name          = "${var.name}-http-api-5xx"
  alarm_description   = "Requests are answered with 5xx. See the logs of api and receiveChat."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  dimensions          = { ApiId = aws_apigatewayv2_api.this.id }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = local.tags
}
