# Where alarms go. They name resources and numbers, and hold nothing of a device or a person.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
  tags = local.tags
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = toset(var.alarm_emails)

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# A table on demand throttles when its traffic doubles within minutes, or when one key is too hot.
resource "aws_cloudwatch_metric_alarm" "table_write_throttles" {
  for_each = {
    registry = aws_dynamodb_table.registry.name
    readings = aws_dynamodb_table.readings.name
  }

  alarm_name          = "${each.value}-write-throttles"
  alarm_description   = "DynamoDB throttles writes to ${each.value}: a burst, or a hot key. Messages wait in the queue meanwhile."
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  dimensions          = { TableName = each.value }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = local.tags
}
