package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.http.ApiResponse;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A response as one text, written as HTTP writes it: a line for each header, an empty line, the body.
public record KeptReply(String text) {
    private static final String END_OF_HEADERS = "\n\n";

    public static KeptReply of(ApiResponse response) {
        StringBuilder text = new StringBuilder();
        response.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return new KeptReply(text.append('\n').append(response.bodyText()).toString());
    }

    public ApiResponse toResponse(int status) {
        int end = text.startsWith("\n") ? 0 : text.indexOf(END_OF_HEADERS) + 1;
        Map<String, String> headers = new LinkedHashMap<>();
        text.substring(0, end).lines().forEach(line -> {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return new ApiResponse(status, headers, text.substring(end + 1).getBytes(StandardCharsets.UTF_8));
    }
}
