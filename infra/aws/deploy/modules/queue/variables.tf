variable "name" {
  description = "Name of the queue. Its dead-letter queue is called the same with -dead-letters behind."
  type        = string
}

variable "consumer_timeout_seconds" {
  description = "Timeout of the function that takes messages from the queue."
  type        = number
}

variable "maximum_receives" {
  description = "How often a message is tried before it becomes a dead letter."
  type        = number
}

variable "oldest_message_alarm_seconds" {
  description = "Age of the oldest waiting message from which on an alarm is raised."
  type        = number
}

variable "alarm_topic_arn" {
  description = "Topic that alarms are sent to."
  type        = string
}

variable "sender_policies" {
  description = "Policy documents, in JSON, that let services of AWS send to the queue."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  default     = {}
}
