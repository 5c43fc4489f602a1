package io.lapwing.aws.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;

/// A root module and the modules that it calls, each read once for each call with the arguments of that call: a plan as
/// far as it can be made without the tool. Variables have their defaults. What the tool itself makes of the code is
/// tested by [OpenTofuIT].
record Configuration(List<Block> blocks) {

    private static final Set<String> TYPED = Set.of("resource", "data");
    private static final Set<String> UNTYPED = Set.of("module", "variable", "output");

    /// What the parser makes of `["key"]` and `[0]`.
    private static final String INDEX = "value";

    static Configuration read(Path folder) {
        return read(folder, Map.of());
    }

    /// @param variables values to use instead of the defaults
    static Configuration read(Path folder, Map<String, Object> variables) {
        List<Block> blocks = new ArrayList<>();
        collect("", folder.normalize(), variables, blocks);
        return new Configuration(List.copyOf(blocks));
    }

    private static void collect(String module, Path folder, Map<String, Object> variables, List<Block> into) {
        Attributes file = parse(folder, variables);
        for (String kind : TYPED) {
            Attributes types = file.block(kind);
            for (String type : types.names()) {
                add(module, folder, kind, type, types.block(type), into);
            }
        }
        for (String kind : UNTYPED) {
            add(module, folder, kind, kind, file.block(kind), into);
        }
    }

    private static void add(String module, Path folder, String kind, String type, Attributes named, List<Block> into) {
        for (String name : named.names()) {
            Block block = new Block(module, folder, kind, type, name, named.block(name));
            into.add(block);
            if (kind.equals("module")) {
                collect(block.fullAddress(), folder.resolve(block.body().text("source")).normalize(),
                        known(block.body().values()), into);
            }
        }
    }

    private static Map<String, Object> known(Map<String, Object> arguments) {
        return arguments.entrySet().stream().filter(argument -> !argument.getValue().equals(Attributes.UNKNOWN))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Attributes parse(Path folder, Map<String, Object> variables) {
        HCLParser parser = new HCLParser();
        variables.forEach(parser::setVariable);
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder code = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".tf")).sorted().toList()) {
                code.append(Files.readString(file)).append('\n');
            }
            return Attributes.of(parser.parse(code.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the module in " + folder, e);
        } catch (HCLParserException e) {
            throw new IllegalStateException("cannot parse the module in " + folder, e);
        }
    }

    Stream<Block> resources(String type) {
        return blocks.stream().filter(block -> block.kind().equals("resource") && block.type().equals(type));
    }

    Stream<Block> data(String type) {
        return blocks.stream().filter(block -> block.kind().equals("data") && block.type().equals(type));
    }

    Stream<Block> of(String kind) {
        return blocks.stream().filter(block -> block.kind().equals(kind));
    }

    /// What a reference within a module means: through outputs of modules, and through arguments that are references
    /// themselves, down to the block.
    Optional<Block> resolve(String module, String reference) {
        List<String> parts = Stream.of(reference.split("\\.", -1)).filter(part -> !part.equals(INDEX)).toList();
        if (parts.size() == 3 && parts.getFirst().equals("module")) {
            String called = (module.isEmpty() ? "" : module + ".") + "module." + parts.get(1);
            return find(called, "output." + parts.get(2))
                    .flatMap(output -> resolve(called, output.body().text("value")));
        }
        Optional<Block> here = find(module, String.join(".", parts.subList(0, Math.max(0, parts.size() - 1))));
        return here.isPresent() || module.isEmpty() ? here : resolve(parent(module), reference);
    }

    private Optional<Block> find(String module, String address) {
        return blocks.stream().filter(block -> block.module().equals(module) && block.address().equals(address))
                .findFirst();
    }

    private static String parent(String module) {
        int call = module.lastIndexOf("module.");
        return call == 0 ? "" : module.substring(0, call - 1);
    }
}
