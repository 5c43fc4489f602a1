package io.lapwing.local.app.datadir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.util.JSONObjectUtils;

/// Where a running process can be reached: `run.json`, there as long as it runs and readable by its owner only.
///
/// @param http where it answers HTTP
/// @param mqtt where devices connect
/// @param database its database
public record RunFile(URI http, URI mqtt, Database database, long pid) {

    private static final String NAME = "run.json";

    /// How a database is reached.
    public record Database(String url, String user, String password) {

        /// Never the password, so that it cannot reach a log.
        @Override
        public String toString() {
            return url;
        }
    }

    /// What a process on this directory wrote, if it still runs. A process that was killed leaves its file behind.
    public static Optional<RunFile> read(Path directory) {
        try {
            Map<String, Object> fields = JSONObjectUtils.parse(Files.readString(directory.resolve(NAME)));
            Map<String, Object> database = JSONObjectUtils.getJSONObject(fields, "database");
            RunFile file = new RunFile(JSONObjectUtils.getURI(fields, "http"), JSONObjectUtils.getURI(fields, "mqtt"),
                    new Database(text(database, "url"), text(database, "user"), text(database, "password")),
                    JSONObjectUtils.getLong(fields, "pid"));
            return Optional.of(file).filter(found -> ProcessHandle.of(found.pid()).isPresent());
        } catch (IOException | ParseException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Object> fields, String name) throws ParseException {
        return JSONObjectUtils.getString(fields, name);
    }

    public void write(Path directory) throws IOException {
        Map<String, Object> inside = new LinkedHashMap<>();
        inside.put("url", database.url());
        inside.put("user", database.user());
        inside.put("password", database.password());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("http", http.toString());
        fields.put("mqtt", mqtt.toString());
        fields.put("database", inside);
        fields.put("pid", pid);
        PrivateFile.write(directory.resolve(NAME), JSONObjectUtils.toJSONString(fields));
    }

    public static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }
}
