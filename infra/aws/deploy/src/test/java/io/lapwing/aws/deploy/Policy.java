package io.lapwing.aws.deploy;

import java.util.function.Function;
import java.util.stream.Stream;

/// Something that must hold of every configuration. For each there is a [Damage] that breaks it and nothing else.
///
/// @param name       a short one, with hyphens
/// @param violations what breaks it, one sentence each, beginning with the address of the block
record Policy(String name, Function<Configuration, Stream<String>> violations) {

    @Override
    public String toString() {
        return name;
    }
}
