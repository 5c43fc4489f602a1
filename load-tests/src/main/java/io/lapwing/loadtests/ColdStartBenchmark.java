package io.lapwing.loadtests;

import io.lapwing.loadtests.coldstart.ColdStartOptions;
import io.lapwing.loadtests.coldstart.ColdStartScript;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `cold-start`: how long a Lambda function takes from the start of its process to its first answer.
@Command(name = "cold-start", mixinStandardHelpOptions = true, description = "Measures the functions for AWS Lambda, as they are packaged, beside a bare handler and Spring Cloud Function, from the start of the process to the first answer.", footer = "%nFails when an answer is not that of a function that did its work.")
public final class ColdStartBenchmark implements Callable<Integer> {

    @Mixin
    private ColdStartOptions options = new ColdStartOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ColdStartBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        new ColdStartScript(options).play();
        return 0;
    }
}
