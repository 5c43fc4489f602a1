package io.lapwing.restapi.scenarios;

import io.lapwing.restapi.RestApiConfiguration;
import io.lapwing.restapi.scenarios.Client.Answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An operation of the OpenAPI document that needs a token, asked about things that are not there.
///
/// @param role the least that may do it
public record Operation(String method, String template, String name, String role) {
    private static final Pattern LINE = Pattern.compile("^( {2}| {4}| {6})(/[^:]*(?::[a-z]+)?|get|post|put|patch|delete"
            + "|operationId|summary|security): ?(.*)$");
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");

    /// Whether who has this role may do it.
    public boolean isAllowed(String given) {
        return ROLES.indexOf(given) >= ROLES.indexOf(role);
    }

    /// Has it done.
    public Answer by(Client client) {
        String path = template.replace("{name}", "main")
                .replaceAll("\\{\\w+}", template.contains("quarantine") ? "Q-" + "0".repeat(32) : "absent");
        return method.equals("GET") ? client.get(path) : client.with("If-Match", "*").send(method, path, null,
                new byte[0]);
    }

    @Override
    public String toString() {
        return name;
    }

    /// All of the document.
    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        String[] state = {"", "", "", ""};
        String yaml = new String(RestApiConfiguration.openApi(), StandardCharsets.UTF_8);
        for (String line : yaml.substring(yaml.indexOf("\npaths:"), yaml.indexOf("\ncomponents:")).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                read(matcher.group(2), matcher.group(3), state, all);
            }
        }
        // Its answer does not end.
        all.removeIf(operation -> operation.template().equals("/v1/stream"));
        return all;
    }

    private static void read(String key, String value, String[] state, List<Operation> all) {
        switch (key) {
            case "get", "post", "put", "patch", "delete" -> state[1] = key.toUpperCase(Locale.ROOT);
            case "operationId" -> state[2] = value;
            case "summary" -> all.add(new Operation(state[1], state[0], state[2], roleIn(value)));
            case "security" -> all.removeLast();
            default -> state[0] = key;
        }
    }

    /// A summary ends in the role, where it is more than a viewer's.
    private static String roleIn(String summary) {
        return summary.contains("(admin)") ? "admin" : summary.contains("(operator)") ? "operator" : "viewer";
    }
}
