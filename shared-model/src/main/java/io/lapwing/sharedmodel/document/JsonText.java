package io.lapwing.sharedmodel.document;

/// A JSON value as compact text, well formed; [io.lapwing.sharedmodel.json] makes sure of that.
public record JsonText(String json) {

    public static final JsonText EMPTY_OBJECT = new JsonText("{}");

    /// Without anybody's data, so that none reaches a log.
    @Override
    public String toString() {
        return "JsonText[" + json.length() + " characters]";
    }
}
