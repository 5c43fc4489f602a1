package io.lapwing.sharedmodel.chat;

import io.lapwing.sharedmodel.work.QueueName;

/// The queues that the functions of the chatbot work on.
public final class ChatQueues {
    /// What came by webhooks, for `converse`.
    public static final QueueName INPUTS = new QueueName("chat-inputs");
    /// What a platform did not take at first, for `postChat`.
    public static final QueueName POSTS = new QueueName("chat-posts");
    /// What happened, for `notifyChat`.
    public static final QueueName NEWS = new QueueName("chat-news");
    /// Files that people shared and that are to be loaded, for `fetchFile`.
    public static final QueueName FILES = new QueueName("chat-files");
    /// Places whose boards are to be written, for `writeBoards`.
    public static final QueueName BOARDS = new QueueName("chat-boards");

    private ChatQueues() {}
}
