package io.lapwing.aws.deploy;

import java.nio.file.Path;

/// A resource, data source, module call, variable or output.
///
/// @param module the call that its module is read for (`module.api`), empty at the root
/// @param folder where its module lies
/// @param kind   `resource`, `data`, `module`, `variable` or `output`
/// @param type   `aws_sqs_queue`; the kind again where there is no type
record Block(String module, Path folder, String kind, String type, String name, Attributes body) {

    /// Within its module, as references are written.
    String address() {
        return switch (kind) {
            case "resource" -> type + "." + name;
            case "data" -> "data." + type + "." + name;
            default -> kind + "." + name;
        };
    }

    /// Unique in the configuration.
    String fullAddress() {
        return module.isEmpty() ? address() : module + "." + address();
    }
}
