output "receive_alias_invoke_arn" {
  description = "ARN of the alias of receiveChat as API Gateway wants it."
  value       = module.receive_chat.alias_invoke_arn
}

output "receive_function_name" {
  description = "Name of receiveChat."
  value       = module.receive_chat.function_name
}

output "receive_alias_name" {
  description = "Name of the alias that API Gateway calls."
  value       = module.receive_chat.alias_name
}

output "converse_role_name" {
  description = "Name of the role of converse."
  value       = module.converse.role_name
}

output "news_queue_url" {
  description = "URL of the queue for what chats may have to be told of."
  value       = module.news.url
}

output "news_queue_arn" {
  description = "ARN of that queue."
  value       = module.news.arn
}

output "posts_queue_url" {
  description = "URL of the queue for what is to be posted."
  value       = module.posts.url
}

output "posts_queue_arn" {
  description = "ARN of that queue."
  value       = module.posts.arn
}

output "versions" {
  description = "Versions that are live."
  value = {
    receiveChat = module.receive_chat.live_version
    converse    = module.converse.live_version
    postChat    = module.post_chat.live_version
    notifyChat  = module.notify_chat.live_version
    writeBoards = module.write_boards.live_version
    fetchFile   = module.fetch_file.live_version
  }
}

output "dead_letters_urls" {
  description = "URLs of the dead-letter queues."
  value = {
    inputs = module.inputs.dead_letters_url
    posts  = module.posts.dead_letters_url
    news   = module.news.dead_letters_url
    boards = module.boards.dead_letters_url
    files  = module.files.dead_letters_url
  }
}
