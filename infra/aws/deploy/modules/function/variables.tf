variable "name" {
  description = "Name of the function."
  type        = string
}

variable "description" {
  description = "What the function does, in one sentence."
  type        = string
}

variable "handler" {
  description = "Class that is called."
  type        = string
}

variable "zip_path" {
  description = "Path of the zip, for the managed runtime. Exactly one of this and image_uri is given."
  type        = string
  default     = null
}

variable "image_uri" {
  description = "URI of the image in ECR. Exactly one of this and zip_path is given."
  type        = string
  default     = null
}

variable "live_version" {
  description = "Version that the alias live is held at. Without it, the newest."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Managed runtime, for a zip."
  type        = string
}

variable "architecture" {
  description = "Processor: arm64 or x86_64."
  type        = string
}

variable "snap_start" {
  description = "Whether a zip starts from a snapshot of the initialised process."
  type        = bool
}

variable "memory_mb" {
  description = "Memory in MB; the processor grows with it."
  type        = number
}

variable "timeout_seconds" {
  description = "Longest that one execution may take."
  type        = number
}

variable "reserved_concurrency" {
  description = "Executions that may run at once, kept free for this function."
  type        = number
}

variable "environment" {
  description = "Environment variables. They can be read in the console: no secrets, only names of secrets."
  type        = map(string)
}

variable "otel_environment" {
  description = "Settings of OpenTelemetry, by their standard names."
  type        = map(string)
  default     = {}
}

variable "policy_json" {
  description = "What the function may do, besides writing its log."
  type        = string
}

variable "log_retention_days" {
  description = "Days that the log is kept."
  type        = number
}

variable "log_kms_key_arn" {
  description = "Key that encrypts the log. Without it, CloudWatch Logs uses a key of its own."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "Topic that alarms are sent to."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  default     = {}
}
