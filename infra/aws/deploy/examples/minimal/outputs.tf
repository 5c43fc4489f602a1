output "api_url" {
  description = "Where the REST API is."
  value       = module.lapwing.api_url
}

output "mqtt_endpoint" {
  description = "Host that devices connect to."
  value       = module.lapwing.mqtt_endpoint
}

output "cursor_key_secret_arn" {
  description = "Secret whose value is to be set once."
  value       = module.lapwing.cursor_key_secret_arn
}
