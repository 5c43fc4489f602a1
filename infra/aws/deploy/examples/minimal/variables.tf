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
