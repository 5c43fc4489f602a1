variable "name" {
  description = "Name of the installation; the functions and queues are called after it."
  type        = string
}

variable "receive_chat_zip" {
  description = "Path of aws-receive-chat.zip. Exactly one of this and receive_chat_image is given."
  type        = string
  default     = null
}

variable "receive_chat_image" {
  description = "URI of the image of receiveChat in ECR."
  type        = string
  default     = null
}

variable "chatbot_zip" {
  description = "Path of aws-chatbot.zip. Exactly one of this and chatbot_image is given."
  type        = string
  default     = null
}

variable "chatbot_image" {
  description = "URI of the image of the other five functions in ECR."
  type        = string
  default     = null
}

variable "live_versions" {
  description = "Versions that the alias live is held at, by function."
  type        = map(string)
  default     = {}
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
  description = "Memory of each function in MB."
  type        = number
}

variable "timeout_seconds" {
  description = "Longest that one execution of a function behind a queue may take."
  type        = number
}

variable "reserved_concurrency" {
  description = "Executions of receiveChat, and of converse, that may run at once, kept free for each of them; the others have two."
  type        = number
}

variable "registry_table_name" {
  description = "Name of the table of devices and all about them."
  type        = string
}

variable "registry_table_arn" {
  description = "ARN of that table."
  type        = string
}

variable "readings_table_name" {
  description = "Name of the table of readings."
  type        = string
}

variable "readings_table_arn" {
  description = "ARN of that table."
  type        = string
}

variable "files_bucket_name" {
  description = "Name of the bucket that files are put into."
  type        = string
}

variable "files_bucket_arn" {
  description = "ARN of that bucket."
  type        = string
}

variable "zone" {
  description = "Time zone in which people mean today; empty for UTC."
  type        = string
}

variable "secret_arns" {
  description = "ARNs of the secrets of the connected platforms, by platform."
  type        = map(string)
}

variable "model_secret_arn" {
  description = "ARN of the secret of the language model; empty for none."
  type        = string
  default     = ""
}

variable "otel_environment" {
  description = "Settings of OpenTelemetry, by their standard names."
  type        = map(string)
  default     = {}
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "log_kms_key_arn" {
  description = "Key that encrypts the logs. Without it, CloudWatch Logs uses a key of its own."
  type        = string
  default     = null
}

variable "oldest_message_alarm_seconds" {
  description = "Age of the oldest waiting message from which on an alarm is raised, in the queues in which none should wait."
  type        = number
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
