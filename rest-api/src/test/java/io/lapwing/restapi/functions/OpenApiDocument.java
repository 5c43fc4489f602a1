package io.lapwing.restapi.functions;

import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

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
final class OpenApiDocument {
    private final Map<?, ?> root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    OpenApiDocument(byte[] yaml) {
        root = new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, UTF_8));
    }

    Map<?, ?> object(String key) {
        return (Map<?, ?>) Objects.requireNonNull(root.get(key), key);
    }

    Map<?, ?> operation(Route route) {
        Map<?, ?> path = (Map<?, ?>) Objects.requireNonNull(object("paths").get(route.template().toString()));
        return (Map<?, ?>) Objects.requireNonNull(path.get(route.method().toLowerCase(Locale.ROOT)));
    }

    /// What is meant by an object that may be a reference; an empty one where there is none.
    Map<?, ?> resolve(@Nullable Object value) {
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

    /// Where an answer differs from what is promised of the route.
    List<String> violations(Route route, ApiResponse answer) {
        Map<?, ?> responses = (Map<?, ?>) Objects.requireNonNull(operation(route).get("responses"));
        if (!responses.containsKey(Integer.toString(answer.status()))) {
            return List.of("the status " + answer.status() + " is not described");
        }
        Object content = resolve(responses.get(Integer.toString(answer.status()))).get("content");
        String contentType = answer.headers().get("Content-Type");
        if (content == null || contentType == null) {
            return content == null && contentType == null ? List.of() : List.of("one has a body, the other has not");
        }
        if (!(((Map<?, ?>) content).get(contentType) instanceof Map<?, ?> media)) {
            return List.of("the content type " + contentType + " is not described");
        }
        return contentType.endsWith("json") ? violations(media.get("schema"), answer.bodyText()) : List.of();
    }

    /// Examples of JSON bodies that their own schemas refuse.
    List<String> wrongExamples(Route route) {
        List<String> wrong = new ArrayList<>();
        if (resolve(operation(route).get("requestBody")).get("content") instanceof Map<?, ?> content) {
            content.forEach((type, media) -> examples((Map<?, ?>) media).forEach(example -> {
                if (String.valueOf(type).equals(Route.JSON)) {
                    violations(((Map<?, ?>) media).get("schema"), new String(Json.write(example), UTF_8))
                            .forEach(violation -> wrong.add(route.operation() + ": " + violation));
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
