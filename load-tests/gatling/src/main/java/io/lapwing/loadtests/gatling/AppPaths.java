package io.lapwing.loadtests.gatling;

/// Where an app asks.
///
/// @param day the 24 hours that a chart shows
public record AppPaths(Plan.Day day) {

    private static final String DEVICES = "/v1/devices";

    /// @param device whom the request is about, where it is about one
    public String of(RequestKind kind, String device) {
        String there = DEVICES + "/" + device;
        return switch (kind) {
            case LIST -> DEVICES + "?limit=50";
            case DEVICE -> there;
            case ALERTS -> "/v1/alerts?state=open&deviceId=" + device;
            case SHADOW -> there + "/shadows/main";
            case COMMANDS -> there + "/commands?limit=20";
            case LATEST -> there + "/telemetry/latest";
            case DAY -> there + "/telemetry?metrics=temperature&bucket=PT15M&agg=avg,min,max&limit=200&from="
                    + day.from() + "&to=" + day.to();
            case INGEST -> there + "/telemetry";
            case COMMAND -> there + "/commands";
        };
    }
}
