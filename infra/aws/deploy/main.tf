# Lapwing on AWS. The way of a message: iot.tf (broker and rules) → queues.tf → functions.tf → tables.tf.
# The way of a request: http_api.tf → functions.tf → tables.tf.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iot_endpoint" "data" {
  endpoint_type = "iot:Data-ATS"
}

locals {
  tags = merge({ Project = var.name }, var.tags)

  # Topics and clients of IoT Core have an ARN, but no resource to take it from.
  iot_arn = "arn:${data.aws_partition.current.partition}:iot:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}"
}
