output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "alias_name" {
  description = "Name of the alias that triggers call."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "ARN of the alias, for event source mappings."
  value       = aws_lambda_alias.live.arn
}

output "alias_invoke_arn" {
  description = "ARN of the alias as API Gateway wants it."
  value       = aws_lambda_alias.live.invoke_arn
}

output "live_version" {
  description = "Version that is live."
  value       = aws_lambda_alias.live.function_version
}

output "role_arn" {
  description = "ARN of the function's role."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the function's role."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = aws_cloudwatch_log_group.this.name
}
