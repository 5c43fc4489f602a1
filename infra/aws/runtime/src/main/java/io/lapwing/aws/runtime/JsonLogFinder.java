package io.lapwing.aws.runtime;

/// Gives the JDK and whoever logs through it [JsonLog].
public final class JsonLogFinder extends System.LoggerFinder {

    private final System.Logger.Level least = JsonLog.leastLevel();

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new JsonLog(name, least, System.out);
    }
}
