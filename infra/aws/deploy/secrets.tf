# The key that the API signs its cursors with. Only its place is made here: a value that this code made would stand in
# its state, for everybody who can read that. See README.md for the one command that sets it.
resource "aws_secretsmanager_secret" "cursor_key" {
  name_prefix             = "${var.name}-cursor-key-"
  description             = "Signs the API's cursors, so that a tampered one is refused. Base64 of 32 random bytes."
  recovery_window_in_days = 7
  tags                    = local.tags
}

# What each connected chat platform is known by and talked to with: a JSON object of its variables, as docs/chat.md names
# them. A value is set by hand as well, and a new one is taken within a quarter of an hour.
resource "aws_secretsmanager_secret" "chat" {
  for_each = local.chat_platforms

  name_prefix             = "${var.name}-chat-${each.key}-"
  description             = "The variables of ${each.key}, for the chatbot. A JSON object of texts."
  recovery_window_in_days = 7
  tags                    = local.tags
}

# Which language model is asked, and the key to it: as above.
resource "aws_secretsmanager_secret" "chat_model" {
  count = local.has_model ? 1 : 0

  name_prefix             = "${var.name}-chat-model-"
  description             = "The variables of the language model, for the chatbot. A JSON object of texts."
  recovery_window_in_days = 7
  tags                    = local.tags
}
