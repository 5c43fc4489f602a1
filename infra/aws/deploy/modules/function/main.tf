locals {
  is_image = var.image_uri != null
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  package_type                   = local.is_image ? "Image" : "Zip"
  image_uri                      = var.image_uri
  filename                       = var.zip_path
  source_code_hash               = local.is_image ? null : filebase64sha256(var.zip_path)
  handler                        = local.is_image ? null : var.handler
  runtime                        = local.is_image ? null : var.runtime
  architectures                  = [var.architecture]
  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.reserved_concurrency
  publish                        = true
  tags                           = var.tags

  # One image serves all handlers of its zip.
  dynamic "image_config" {
    for_each = local.is_image ? [var.handler] : []

    content {
      command = [image_config.value]
    }
  }

  environment {
    variables = merge({ OTEL_SERVICE_NAME = var.name }, var.otel_environment, var.environment)
  }

  # JSON, so that the platform's own lines (start, duration, memory, initialisation) can be queried by field.
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  snap_start {
    apply_on = var.snap_start && !local.is_image ? "PublishedVersions" : "None"
  }

  lifecycle {
    precondition {
      condition     = (var.zip_path == null) != (var.image_uri == null)
      error_message = "${var.name}: give exactly one of zip and image."
    }
  }

  # A function that runs before it may log would make a log group of its own, which is kept for ever.
  depends_on = [aws_iam_role_policy.this, aws_iam_role_policy.log]
}

# What triggers call. It moves to a new version at once when that is published, and back by live_version.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that triggers call."
  function_name    = aws_lambda_function.this.function_name
  function_version = coalesce(var.live_version, aws_lambda_function.this.version)
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
  tags              = var.tags
}
