/// Asks a language model what a sentence means. The only package that knows langchain4j: whoever deploys without a model
/// deploys without that as well.
@NullMarked
package io.lapwing.chatbot.model;

import org.jspecify.annotations.NullMarked;
