output "api_url" {
  description = "Where the REST API is."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "mqtt_endpoint" {
  description = "Host that devices connect to: port 8883 for MQTT with a certificate, 443 with ALPN x-amzn-mqtt-ca."
  value       = data.aws_iot_endpoint.data.endpoint_address
}

output "thing_type" {
  description = "Thing type that a device is registered with."
  value       = aws_iot_thing_type.device.name
}

output "device_policy" {
  description = "IoT policy that a device's certificate gets."
  value       = aws_iot_policy.device.name
}

output "app_role" {
  description = "Role whose sessions apps listen with: what a session of it does is in CloudTrail under the client id."
  value       = aws_iam_role.app.name
}

output "cursor_key_secret_arn" {
  description = "Secret whose value is to be set once: base64 of 32 random bytes."
  value       = aws_secretsmanager_secret.cursor_key.arn
}

output "registry_table" {
  description = "Name of the table of devices and all about them."
  value       = aws_dynamodb_table.registry.name
}

output "readings_table" {
  description = "Name of the table of readings."
  value       = aws_dynamodb_table.readings.name
}

output "files_bucket" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.files.id
}

output "telemetry_queue_url" {
  description = "URL of the queue of envelopes."
  value       = module.telemetry_queue.url
}

output "telemetry_dead_letters_url" {
  description = "URL of the queue of envelopes that were given up."
  value       = module.telemetry_queue.dead_letters_url
}

output "message_queue_url" {
  description = "URL of the queue of envelopes that are no readings."
  value       = module.message_queue.url
}

output "message_dead_letters_url" {
  description = "URL of the queue of those that were given up."
  value       = module.message_queue.dead_letters_url
}

output "ingest_telemetry_version" {
  description = "Version of ingestTelemetry that is live."
  value       = module.ingest_telemetry.live_version
}

output "file_queue_url" {
  description = "URL of the queue of files that are to be processed."
  value       = module.file_queue.url
}

output "file_dead_letters_urls" {
  description = "URLs of the queues of uploads and files that were given up."
  value = {
    uploads = module.upload_queue.dead_letters_url
    files   = module.file_queue.dead_letters_url
  }
}

output "file_versions" {
  description = "Versions of receiveUpload, processFile and expireUploads that are live."
  value = {
    receiveUpload = module.receive_upload.live_version
    processFile   = module.process_file.live_version
    expireUploads = module.expire_uploads.live_version
  }
}

output "api_version" {
  description = "Version of api that is live."
  value       = module.api.live_version
}

output "steering_versions" {
  description = "Versions of receiveMessages, deliverEvents, checkDevices and expireCommands that are live."
  value = {
    receiveMessages = module.receive_messages.live_version
    deliverEvents   = module.deliver_events.live_version
    checkDevices    = module.check_devices.live_version
    expireCommands  = module.expire_commands.live_version
  }
}

output "chat_url" {
  description = "What stands before the paths of docs/chat.md in the webhooks of the chat platforms; empty without any."
  value       = local.has_chat ? "${aws_apigatewayv2_api.this.api_endpoint}/chat" : ""
}

output "chat_secret_arns" {
  description = "Secrets whose values are to be set once, by chat platform: a JSON object of its variables."
  value       = { for platform, secret in aws_secretsmanager_secret.chat : platform => secret.arn }
}

output "chat_model_secret_arn" {
  description = "Secret of the language model, whose value is to be set once; empty without one."
  value       = try(aws_secretsmanager_secret.chat_model[0].arn, "")
}

output "chat_versions" {
  description = "Versions of the chatbot's functions that are live; empty without a chat platform."
  value       = local.has_chat ? module.chat[0].versions : {}
}

output "chat_dead_letters_urls" {
  description = "URLs of the queues of the chatbot's work that was given up; empty without a chat platform."
  value       = local.has_chat ? module.chat[0].dead_letters_urls : {}
}

output "alarm_topic_arn" {
  description = "Topic that alarms are sent to, for further subscribers (chat, pager)."
  value       = aws_sns_topic.alarms.arn
}
