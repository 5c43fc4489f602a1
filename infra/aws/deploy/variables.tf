# ---------------------------------------------------------------------------------------------------------------------
# Names
# ---------------------------------------------------------------------------------------------------------------------

variable "name" {
  description = "Prefix of every resource's name. Two installations in one account and region differ by it."
  type        = string
  default     = "lapwing"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 20 characters: small letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "tags" {
  description = "Tags of every resource that can carry any."
  type        = map(string)
  default     = {}
}

# ---------------------------------------------------------------------------------------------------------------------
# Packages: a zip for the managed runtime, or a container image
# ---------------------------------------------------------------------------------------------------------------------

variable "ingest_telemetry_zip" {
  description = "Path of the zip of ingestTelemetry and of the functions beside it. Exactly one of this and ingest_telemetry_image is given."
  type        = string
  default     = null
}

variable "ingest_telemetry_image" {
  description = "URI of the image of ingestTelemetry and of the functions beside it in ECR, best with its digest. Exactly one of this and ingest_telemetry_zip is given."
  type        = string
  default     = null
}

variable "api_zip" {
  description = "Path of the zip of api. Exactly one of this and api_image is given."
  type        = string
  default     = null
}

variable "api_image" {
  description = "URI of the image of api in ECR, best with its digest. Exactly one of this and api_zip is given."
  type        = string
  default     = null
}

variable "file_processor_zip" {
  description = "Path of the zip of receiveUpload, processFile and expireUploads. Exactly one of this and file_processor_image is given."
  type        = string
  default     = null
}

variable "file_processor_image" {
  description = "URI of the image of these functions in ECR, best with its digest. Exactly one of this and file_processor_zip is given."
  type        = string
  default     = null
}

variable "live_versions" {
  description = "Versions that the alias live is held at, by function (ingestTelemetry, receiveMessages, deliverEvents, checkDevices, expireCommands, receiveUpload, processFile, expireUploads, api, receiveChat, converse, postChat, notifyChat, writeBoards, fetchFile), for a rollback. A function that is not named here runs its newest version."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.live_versions) : contains(["ingestTelemetry", "receiveMessages", "deliverEvents", "checkDevices", "expireCommands", "receiveUpload", "processFile", "expireUploads", "api", "receiveChat", "converse", "postChat", "notifyChat", "writeBoards", "fetchFile"], name)])
    error_message = "The functions are ingestTelemetry, receiveMessages, deliverEvents, checkDevices, expireCommands, receiveUpload, processFile, expireUploads, api, receiveChat, converse, postChat, notifyChat, writeBoards and fetchFile."
  }
}

variable "runtime" {
  description = "Managed runtime of functions that are packaged as a zip. Their classes are of Java 25, so nothing older runs them."
  type        = string
  default     = "java25"
}

variable "architecture" {
  description = "Processor of the functions. The zips run on both; an image must have been built for this one."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "snap_start" {
  description = "Whether functions packaged as a zip start from a snapshot of their initialised process. Images have their AOT cache instead."
  type        = bool
  default     = true
}

# ---------------------------------------------------------------------------------------------------------------------
# Sizes and limits
# ---------------------------------------------------------------------------------------------------------------------

variable "ingest_memory_mb" {
  description = "Memory of ingestTelemetry in MB. The processor grows with it: one whole vCPU at 1769."
  type        = number
  default     = 1024

  validation {
    condition     = var.ingest_memory_mb >= 256 && var.ingest_memory_mb <= 10240
    error_message = "The memory is from 256 to 10240 MB."
  }
}

variable "ingest_timeout_seconds" {
  description = "Longest that one batch of messages may take. The queue hides a message for six times as long."
  type        = number
  default     = 30

  validation {
    condition     = var.ingest_timeout_seconds >= 5 && var.ingest_timeout_seconds <= 900
    error_message = "The timeout is from 5 to 900 seconds."
  }
}

variable "ingest_reserved_concurrency" {
  description = "Executions of ingestTelemetry that may run at once, kept free for it, and an upper bound on what it can cost."
  type        = number
  default     = 20

  validation {
    condition     = var.ingest_reserved_concurrency >= 2
    error_message = "A queue needs two executions at least."
  }
}

variable "ingest_batch_size" {
  description = "Messages that one execution of ingestTelemetry takes from the queue at most."
  type        = number
  default     = 100

  validation {
    condition     = var.ingest_batch_size >= 1 && var.ingest_batch_size <= 1000
    error_message = "A batch has 1 to 1000 messages."
  }
}

variable "ingest_batch_window_seconds" {
  description = "How long the queue's poller waits for a batch to fill. Longer is cheaper and later. A batch of more than 10 needs 1 second."
  type        = number
  default     = 1

  validation {
    condition     = var.ingest_batch_window_seconds >= 0 && var.ingest_batch_window_seconds <= 300
    error_message = "The window is from 0 to 300 seconds."
  }
}

variable "ingest_maximum_receives" {
  description = "How often a message is tried before it goes to the dead-letter queue."
  type        = number
  default     = 5

  validation {
    condition     = var.ingest_maximum_receives >= 3 && var.ingest_maximum_receives <= 100
    error_message = "A message is tried 3 to 100 times: one throttled execution must not send it to the dead letters."
  }
}

variable "steering_memory_mb" {
  description = "Memory of receiveMessages, deliverEvents, checkDevices, expireCommands, receiveUpload and expireUploads in MB."
  type        = number
  default     = 1024

  validation {
    condition     = var.steering_memory_mb >= 256 && var.steering_memory_mb <= 10240
    error_message = "The memory is from 256 to 10240 MB."
  }
}

variable "steering_timeout_seconds" {
  description = "Longest that one execution of these may take. The queue hides a message for six times as long."
  type        = number
  default     = 30

  validation {
    condition     = var.steering_timeout_seconds >= 5 && var.steering_timeout_seconds <= 900
    error_message = "The timeout is from 5 to 900 seconds."
  }
}

variable "steering_reserved_concurrency" {
  description = "Executions of receiveMessages, and of deliverEvents, that may run at once, kept free for each of them."
  type        = number
  default     = 5

  validation {
    condition     = var.steering_reserved_concurrency >= 2
    error_message = "A queue needs two executions at least."
  }
}

variable "files_memory_mb" {
  description = "Memory of processFile in MB. It needs no more for a large file, but the processor grows with it: one whole vCPU at 1769."
  type        = number
  default     = 1769

  validation {
    condition     = var.files_memory_mb >= 512 && var.files_memory_mb <= 10240
    error_message = "The memory is from 512 to 10240 MB."
  }
}

variable "files_reserved_concurrency" {
  description = "Files that processFile may read at once, kept free for it, and an upper bound on what it can cost."
  type        = number
  default     = 4

  validation {
    condition     = var.files_reserved_concurrency >= 2
    error_message = "A queue needs two executions at least."
  }
}

variable "console_origins" {
  description = "Origins, beside the API's own, that browsers may upload files from: https://lapwing.example."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.console_origins : can(regex("^https?://[^/*]+$", origin))])
    error_message = "An origin is a scheme and a host, without a path."
  }
}

variable "api_memory_mb" {
  description = "Memory of api in MB. The processor grows with it: one whole vCPU at 1769."
  type        = number
  default     = 1024

  validation {
    condition     = var.api_memory_mb >= 256 && var.api_memory_mb <= 10240
    error_message = "The memory is from 256 to 10240 MB."
  }
}

variable "api_timeout_seconds" {
  description = "Longest that one request may take. API Gateway gives up after 30 seconds whatever the function does."
  type        = number
  default     = 20

  validation {
    condition     = var.api_timeout_seconds >= 3 && var.api_timeout_seconds <= 29
    error_message = "The timeout is from 3 to 29 seconds."
  }
}

variable "api_reserved_concurrency" {
  description = "Executions of api that may run at once, kept free for it, and an upper bound on what it can cost."
  type        = number
  default     = 20

  validation {
    condition     = var.api_reserved_concurrency >= 1
    error_message = "With no execution at all there is no API."
  }
}

variable "api_requests_per_second" {
  description = "Requests per second that API Gateway lets through, over all callers. More are answered 429."
  type        = number
  default     = 100

  validation {
    condition     = var.api_requests_per_second >= 1
    error_message = "The rate is 1 request per second at least."
  }
}

variable "api_burst" {
  description = "Requests that API Gateway lets through at once above the rate."
  type        = number
  default     = 200

  validation {
    condition     = var.api_burst >= 1
    error_message = "The burst is 1 request at least."
  }
}

variable "api_user_rate_limit" {
  description = "How many requests of a user are answered in how many seconds: 6000/60, or none. Each window is counted in the registry table, a write for 20 requests of a busy user."
  type        = string
  default     = "6000/60"

  validation {
    condition     = can(regex("^(none|[1-9][0-9]{0,8}/[1-9][0-9]{0,4})$", var.api_user_rate_limit))
    error_message = "The limit is requests and seconds such as 6000/60, or none."
  }
}

variable "api_tenant_rate_limit" {
  description = "The same, of all users of a tenant together."
  type        = string
  default     = "60000/60"

  validation {
    condition     = can(regex("^(none|[1-9][0-9]{0,8}/[1-9][0-9]{0,4})$", var.api_tenant_rate_limit))
    error_message = "The limit is requests and seconds such as 60000/60, or none."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Who may call the API
# ---------------------------------------------------------------------------------------------------------------------

variable "token_issuer" {
  description = "The iss that bearer tokens must carry."
  type        = string
}

variable "token_audience" {
  description = "The aud that bearer tokens must carry."
  type        = string
}

variable "jwks_url" {
  description = "Where the issuer publishes its keys (JWKS), over HTTPS."
  type        = string

  validation {
    condition     = startswith(var.jwks_url, "https://")
    error_message = "Keys are only fetched over HTTPS: the address starts with https://."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Keeping
# ---------------------------------------------------------------------------------------------------------------------

variable "deletion_protection" {
  description = "Whether tables and the bucket refuse to be destroyed. Set it to false, apply, and only then destroy."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653 days."
  }
}

variable "log_kms_key_arn" {
  description = "Key of your own that encrypts the logs; its policy must let CloudWatch Logs use it. Without it CloudWatch Logs encrypts with a key of its own."
  type        = string
  default     = null
}

variable "rule_failure_retention_days" {
  description = "Days that messages are kept which the rule could not put into the queue."
  type        = number
  default     = 30

  validation {
    condition     = var.rule_failure_retention_days >= 1
    error_message = "They are kept for 1 day at least."
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Observing
# ---------------------------------------------------------------------------------------------------------------------

variable "alarm_emails" {
  description = "Who is told of alarms and of the budget. Each address has to confirm one mail from AWS."
  type        = list(string)

  validation {
    condition     = length(var.alarm_emails) > 0
    error_message = "An alarm that nobody is told of is none: give one address at least."
  }
}

variable "oldest_message_alarm_seconds" {
  description = "Age of the oldest waiting message from which on an alarm is raised."
  type        = number
  default     = 300

  validation {
    condition     = var.oldest_message_alarm_seconds >= 60
    error_message = "The age is 60 seconds at least, which is how often it is measured."
  }
}

variable "monthly_budget_usd" {
  description = "Monthly cost of the whole account, in US dollars, that mails are sent about: at 80 % spent, and when 100 % is forecast."
  type        = number
  default     = 50

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "The budget is above zero."
  }
}

variable "otel_environment" {
  description = "Settings of OpenTelemetry for both functions, by their standard names (OTEL_EXPORTER_OTLP_ENDPOINT and so on)."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.otel_environment) : startswith(key, "OTEL_")])
    error_message = "Settings of OpenTelemetry begin with OTEL_."
  }
}

variable "chat_platforms" {
  description = "Chat platforms that are connected: slack, telegram, whatsapp, teams, discord. Each gets a secret, whose value is to be set once. Without any, nothing of the chatbot is made but its answers over the REST API."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for platform in var.chat_platforms : contains(["slack", "telegram", "whatsapp", "teams", "discord"], platform)])
    error_message = "The platforms are slack, telegram, whatsapp, teams and discord."
  }
}

variable "receive_chat_zip" {
  description = "Path of aws-receive-chat.zip, where a chat platform is connected. Exactly one of this and receive_chat_image is given then."
  type        = string
  default     = null
}

variable "receive_chat_image" {
  description = "URI of the image of receiveChat in ECR, instead of the zip."
  type        = string
  default     = null
}

variable "chatbot_zip" {
  description = "Path of aws-chatbot.zip, where a chat platform is connected. Exactly one of this and chatbot_image is given then."
  type        = string
  default     = null
}

variable "chatbot_image" {
  description = "URI of the image of converse, postChat, notifyChat, writeBoards and fetchFile in ECR, instead of the zip."
  type        = string
  default     = null
}

variable "chat_memory_mb" {
  description = "Memory of each function of the chatbot in MB."
  type        = number
  default     = 1024

  validation {
    condition     = var.chat_memory_mb >= 512 && var.chat_memory_mb <= 10240
    error_message = "The memory is from 512 to 10240 MB."
  }
}

variable "chat_timeout_seconds" {
  description = "Longest that one execution of converse, postChat, notifyChat or writeBoards may take. Who takes a message over waits longer than that."
  type        = number
  default     = 30

  validation {
    condition     = var.chat_timeout_seconds >= 15 && var.chat_timeout_seconds <= 40
    error_message = "The timeout is from 15 to 40 seconds: a call of a platform takes up to 10, and a claim on a message is good for 45."
  }
}

variable "chat_reserved_concurrency" {
  description = "Executions of receiveChat, and of converse, that may run at once, kept free for each of them; postChat, notifyChat, writeBoards and fetchFile have two each."
  type        = number
  default     = 5

  validation {
    condition     = var.chat_reserved_concurrency >= 2
    error_message = "A queue needs two executions at least."
  }
}

variable "chat_model" {
  description = "Whether converse asks a language model where the grammar understands nothing. It gets a secret then, whose value is to be set once. Needs a chat platform."
  type        = bool
  default     = false
}

variable "zone" {
  description = "Time zone in which people who talk with the chatbot mean today, as Europe/Berlin. Without it, UTC."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([A-Za-z]+(/[A-Za-z0-9_+-]+)*)?$", var.zone))
    error_message = "A time zone is named as Europe/Berlin."
  }
}
