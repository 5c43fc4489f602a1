package io.lapwing.local.app.cli;

import io.lapwing.chatbot.domain.language.Context;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.chatbot.domain.language.LanguageError;
import io.lapwing.chatbot.domain.language.UtteranceFile;
import io.lapwing.chatbot.domain.language.UtteranceReport;
import io.lapwing.chatbot.functions.InterpretUtterances;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lapwing interpret`: what the chatbot understands, without a chat.
@Command(name = "interpret", mixinStandardHelpOptions = true, description = "Reads utterances, one a line, and prints what the chatbot understands: one JSON object a line. "
        + "Lines are one conversation, which an empty line ends.", footer = {
                "%nExample:%n  echo 'how is pump 17' | ./lapwing interpret --fleet fleet.json",
                "%nfleet.json: {\"tenant\",\"now\",\"zone\",\"devices\":[{\"id\",\"name\",\"type\",\"site\",\"metrics\":[]}]}"})
final class InterpretCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--fleet", required = true, paramLabel = "FILE", description = "The devices that are talked about, and when and where it is.")
    private Path fleet = Path.of("");

    @Option(names = "--test", arity = "1..*", paramLabel = "FILE", description = "Files of utterances with what they have to mean (docs/language.md): each that is understood "
            + "otherwise is printed, and is a failure.")
    private List<Path> tests = List.of();

    @Override
    public Integer call() throws IOException {
        Interpreter interpreter = Interpreter.ofOwnLanguages();
        InterpretUtterances utterances;
        try {
            utterances = new InterpretUtterances(interpreter, read(fleet));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(fleet + ": " + e.getMessage(), e);
        }
        return tests.isEmpty() ? interpret(utterances) : test(interpreter, utterances.fleet());
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailed(file + ": there is no such file", e);
        }
    }

    private int interpret(InterpretUtterances utterances) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            utterances.apply(line).forEach(out::println);
            // Whoever types wants to see the answer before he types on.
            out.flush();
        }
        return 0;
    }

    private int test(Interpreter interpreter, Context context) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean allRight = true;
        for (Path file : tests) {
            UtteranceReport report;
            try {
                report = UtteranceReport.of(
                        UtteranceFile.parse(file.toString(), new String(read(file), StandardCharsets.UTF_8)),
                        interpreter, context);
            } catch (LanguageError e) {
                throw new CommandFailed(String.valueOf(e.getMessage()), e);
            }
            report.misses().forEach(miss -> out.println(file + " " + miss.describe()));
            out.println(file + ": " + report.exact() + " of " + report.total() + " understood exactly");
            allRight &= report.misses().isEmpty();
        }
        out.flush();
        return allRight ? 0 : 1;
    }
}
