package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.LambdaCommand;

import java.util.function.Predicate;
import java.util.function.Supplier;

/// A row of the table: a process, the event that it is called with, and how to tell that it did its work.
///
/// @param event a new one for each call
record Subject(String name, LambdaCommand command, Supplier<String> event, Predicate<String> isGood) {

    Subject withJvmOptions(String options) {
        return options.isBlank() ? this
                : new Subject(name, command.with("LAPWING_JVM_OPTIONS", options), event, isGood);
    }
}
