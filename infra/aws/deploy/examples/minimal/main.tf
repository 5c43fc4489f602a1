# The least that has to be said: where the zips are, who issues tokens, and whom to tell.

terraform {
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = var.region
}

module "lapwing" {
  source = "../.."

  ingest_telemetry_zip = "${path.module}/../../../device-ingest/target/aws-device-ingest.zip"
  api_zip              = "${path.module}/../../../rest-api/target/aws-rest-api.zip"
  file_processor_zip   = "${path.module}/../../../file-processor/target/aws-file-processor.zip"

  token_issuer   = var.token_issuer
  token_audience = "lapwing"
  jwks_url       = var.jwks_url

  alarm_emails = [var.alarm_email]
}
