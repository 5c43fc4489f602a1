# An installation with a say in everything: images with their AOT cache, remote state, more room, traces.

terraform {
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }

  # Its settings (bucket, key, region, use_lockfile) are given at init: -backend-config=backend.hcl
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Environment = "production"
    }
  }
}

module "lapwing" {
  source = "../.."

  name = "lapwing-prod"
  tags = { CostCenter = "devices" }

  ingest_telemetry_image = var.ingest_telemetry_image
  api_image              = var.api_image
  file_processor_zip     = "${path.module}/../../../file-processor/target/aws-file-processor.zip"
  live_versions          = var.live_versions
  architecture           = "arm64"

  ingest_memory_mb            = 1769
  ingest_timeout_seconds      = 60
  ingest_reserved_concurrency = 50
  ingest_batch_size           = 500
  ingest_batch_window_seconds = 2
  ingest_maximum_receives     = 8

  api_memory_mb            = 1769
  api_timeout_seconds      = 15
  api_reserved_concurrency = 100
  api_requests_per_second  = 500
  api_burst                = 1000

  token_issuer   = var.token_issuer
  token_audience = "lapwing"
  jwks_url       = var.jwks_url

  deletion_protection         = true
  log_retention_days          = 90
  rule_failure_retention_days = 90

  alarm_emails                 = [var.alarm_email]
  oldest_message_alarm_seconds = 120
  monthly_budget_usd           = 500

  otel_environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT = var.otlp_endpoint
  }
}
