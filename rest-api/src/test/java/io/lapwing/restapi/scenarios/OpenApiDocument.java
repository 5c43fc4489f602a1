package io.lapwing.restapi.scenarios;

import io.lapwing.restapi.domain.PathTemplate;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static java.nio.charset.StandardCharsets.UTF_8;

/// An OpenAPI document, as far as its promises can be checked.
public final class OpenApiDocument {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final String JSON = "application/json";

    private final Map<?, ?> root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    public OpenApiDocument(byte[] yaml) {
        root = new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, UTF_8));
    }

    /// One thing that can be asked.
    ///
    /// @param id its `operationId`
    /// @param fields all that is said of it
    public record Described(String method, PathTemplate template, String id, Map<?, ?> fields) {
        public Set<Integer> statuses() {
            Set<Integer> statuses = new TreeSet<>();
            responses().keySet().forEach(status -> statuses.add(Integer.valueOf(String.valueOf(status))));
            return statuses;
        }

        private Map<?, ?> responses() {
            return (Map<?, ?>) Objects.requireNonNull(fields.get("responses"), id);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    public List<Described> operations() {
        List<Described> all = new ArrayList<>();
        object("paths").forEach((path, item) -> METHODS.forEach(method -> {
            if (((Map<?, ?>) item).get(method) instanceof Map<?, ?> fields) {
                all.add(new Described(method.toUpperCase(Locale.ROOT), new PathTemplate(String.valueOf(path)),
                        String.valueOf(fields.get("operationId")), fields));
            }
        }));
        return all;
    }

    public Described operation(String id) {
        return operations().stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow();
    }

    /// What a request is for; empty where its path is not there, or does not know its method.
    ///
    /// @param path without its query
    public Optional<Described> operation(String method, String path) {
        return operations().stream().filter(operation -> operation.template().match(path).isPresent())
                .collect(Collectors.groupingBy(operation -> operation.template().literalLength()))
                .entrySet().stream().max(Comparator.comparingInt(Map.Entry::getKey)).stream()
                .flatMap(best -> best.getValue().stream()).filter(operation -> operation.method().equals(method))
                .findFirst();
    }

    private Map<?, ?> object(String key) {
        return (Map<?, ?>) Objects.requireNonNull(root.get(key), key);
    }

    /// What is meant by an object that may be a reference; an empty one where there is none.
    public Map<?, ?> resolve(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        if (!(map.get("$ref") instanceof String reference)) {
            return map;
        }
        Object target = root;
        for (String step : reference.substring(2).split("/", -1)) {
            target = Objects.requireNonNull(((Map<?, ?>) target).get(step), reference);
        }
        return resolve(target);
    }

    /// Every key of every object.
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        collectKeys(root, keys);
        return keys;
    }

    private static void collectKeys(@Nullable Object value, Set<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                keys.add(String.valueOf(key));
                collectKeys(member, keys);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collectKeys(item, keys));
        }
    }

    /// Where an answer differs from what is promised of the operation.
    public List<String> violations(Described operation, ApiResponse answer) {
        Map<?, ?> responses = operation.responses();
        if (!responses.containsKey(Integer.toString(answer.status()))) {
            return List.of("the status " + answer.status() + " is not described");
        }
        Object content = resolve(responses.get(Integer.toString(answer.status()))).get("content");
        String contentType = contentType(answer);
        if (content == null || contentType == null) {
            return content == null && contentType == null ? List.of() : List.of("one has a body, the other has not");
        }
        for (Map.Entry<?, ?> media : ((Map<?, ?>) content).entrySet()) {
            if (isSame(String.valueOf(media.getKey()), contentType)) {
                return contentType.endsWith("json")
                        ? violations(((Map<?, ?>) media.getValue()).get("schema"), answer.bodyText())
                        : List.of();
            }
        }
        return List.of("the content type " + contentType + " is not described");
    }

    /// Whether a server writes a blank before a parameter is its own affair.
    private static boolean isSame(String described, String given) {
        return described.replace(" ", "").equalsIgnoreCase(given.replace(" ", ""));
    }

    private static @Nullable String contentType(ApiResponse answer) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        return headers.get("Content-Type");
    }

    /// Examples of JSON bodies that their own schemas refuse.
    public List<String> wrongExamples(Described operation) {
        List<String> wrong = new ArrayList<>();
        if (resolve(operation.fields().get("requestBody")).get("content") instanceof Map<?, ?> content) {
            content.forEach((type, media) -> examples((Map<?, ?>) media).forEach(example -> {
                if (String.valueOf(type).equals(JSON)) {
                    violations(((Map<?, ?>) media).get("schema"), new String(Json.write(example), UTF_8))
                            .forEach(violation -> wrong.add(operation + ": " + violation));
                }
            }));
        }
        return wrong;
    }

    private static List<Object> examples(Map<?, ?> media) {
        List<Object> examples = new ArrayList<>();
        if (media.containsKey("example")) {
            examples.add(Objects.requireNonNull(media.get("example")));
        }
        if (media.get("examples") instanceof Map<?, ?> named) {
            named.values().forEach(example -> examples
                    .add(Objects.requireNonNull(((Map<?, ?>) example).get("value"), "an example without a value")));
        }
        return examples;
    }

    private List<String> violations(@Nullable Object schema, String json) {
        Map<Object, Object> standalone = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(schema));
        standalone.put("components", object("components"));
        Schema compiled = schemas.getSchema(new String(Json.write(standalone), UTF_8));
        return compiled.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }
}
