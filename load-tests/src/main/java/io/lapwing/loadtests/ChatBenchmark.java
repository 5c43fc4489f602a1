package io.lapwing.loadtests;

import io.lapwing.loadtests.chat.ChatOptions;
import io.lapwing.loadtests.chat.ChatScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `chat`: how soon the webhook of a chat platform is answered, and how soon the person who asked.
@Command(name = "chat", mixinStandardHelpOptions = true, description = "Asks the chatbot at a fixed rate, as Slack would, and measures how soon the webhook is answered and how "
        + "soon the reply is posted.", footer = "%nFails when a question has no reply or two, or the webhook's p99 is above --bound.")
public final class ChatBenchmark implements Callable<Integer> {

    @Mixin
    private ChatOptions options = new ChatOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ChatBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        new ChatScript(options).play();
        return 0;
    }
}
