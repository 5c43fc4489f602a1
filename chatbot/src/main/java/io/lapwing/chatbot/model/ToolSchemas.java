package io.lapwing.chatbot.model;

import io.lapwing.chatbot.domain.language.ModelTool;
import io.lapwing.chatbot.domain.language.ModelTool.Slot;

import java.util.Arrays;
import java.util.List;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;

/// The intents as tools that a model can call: our own words only.
final class ToolSchemas {
    private ToolSchemas() {}

    static ToolSpecification of(ModelTool tool) {
        JsonObjectSchema.Builder slots = JsonObjectSchema.builder().additionalProperties(false);
        Arrays.stream(Slot.values()).filter(tool.slots()::contains)
                .forEach(slot -> slots.addProperty(slot.contractName(), schema(tool, slot)));
        return ToolSpecification.builder().name(tool.toolName()).description(description(tool))
                .parameters(slots.required(required(tool)).build()).build();
    }

    private static List<String> required(ModelTool tool) {
        return switch (tool) {
            case COMMAND -> List.of("devices", "method");
            case SILENCE -> List.of("until");
            case STATUS, LIST, LATEST, CHART, ALERT_LIST, ALERT_ACK, UNSILENCE, SUBSCRIBE, UNSUBSCRIBE, HANDOFF ->
                List.of();
        };
    }

    private static JsonSchemaElement schema(ModelTool tool, Slot slot) {
        List<String> values = tool.values(slot);
        if (!values.isEmpty()) {
            return JsonEnumSchema.builder().enumValues(values).build();
        }
        return switch (slot) {
            case DEVICES -> texts("ids of devices");
            case ALERTS -> texts("ids of alerts, as A-102");
            case PARAMS -> JsonObjectSchema.builder().description("parameters of the method, plain values only")
                    .additionalProperties(true).build();
            case TYPE, SITE, METRIC, FROM, TO, UNTIL, METHOD, STATE, SEVERITY, AGG ->
                JsonStringSchema.builder().description(description(slot)).build();
        };
    }

    private static JsonSchemaElement texts(String description) {
        return JsonArraySchema.builder().description(description).items(JsonStringSchema.builder().build()).build();
    }

    private static String description(ModelTool tool) {
        return switch (tool) {
            case STATUS -> "how devices, a type, a site or the whole fleet are doing";
            case LIST -> "which devices there are, or how many (agg=count)";
            case LATEST -> "what devices measure now, or summed up over a time with agg";
            case CHART -> "a chart of what devices measured";
            case ALERT_LIST -> "which alerts there are, or were";
            case ALERT_ACK -> "acknowledge alerts";
            case SILENCE -> "tell nobody about alerts until a time";
            case UNSILENCE -> "end a silence of alerts";
            case COMMAND ->
                "have one device do something: reboot, identify, ping, setTarget (params: temperature), or a "
                        + "method that the sentence names";
            case SUBSCRIBE -> "tell of alerts in this chat from now on";
            case UNSUBSCRIBE -> "tell of alerts in this chat no more";
            case HANDOFF -> "let the person talk to a human";
        };
    }

    private static String description(Slot slot) {
        return switch (slot) {
            case FROM -> "beginning of the time range, local; only together with to";
            case TO -> "end of the time range, local; only together with from";
            case UNTIL -> "end of the silence, local";
            case METHOD -> "what the device is to do";
            case TYPE, SITE, METRIC, DEVICES, ALERTS, PARAMS, STATE, SEVERITY, AGG ->
                "one of the document's " + slot.contractName() + "s";
        };
    }
}
