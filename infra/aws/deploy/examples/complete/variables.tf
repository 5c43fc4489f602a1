variable "region" {
  description = "Region to deploy to."
  type        = string
  default     = "eu-central-1"
}

variable "token_issuer" {
  description = "The iss of bearer tokens."
  type        = string
}

variable "jwks_url" {
  description = "Where the issuer publishes its keys."
  type        = string
}

variable "alarm_email" {
  description = "Who is told of alarms and of the budget."
  type        = string
}

variable "ingest_telemetry_image" {
  description = "URI of the image of ingestTelemetry, with its digest."
  type        = string
}

variable "api_image" {
  description = "URI of the image of api, with its digest."
  type        = string
}

variable "live_versions" {
  description = "Versions to hold the alias live at, by function, for a rollback."
  type        = map(string)
  default     = {}
}

variable "otlp_endpoint" {
  description = "Where traces and metrics are sent."
  type        = string
}
