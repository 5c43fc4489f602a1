package io.lapwing.local.app.datadir;

import io.lapwing.sharedmodel.device.AccessToken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.nimbusds.jose.util.JSONObjectUtils;

/// What the devices of the demo fleet keep in themselves: `demo-fleet.json`, the token of each. There once the fleet
/// has been set up, and readable by its owner only.
public final class FleetFile {

    private final Path file;

    public FleetFile(Path directory) {
        this.file = directory.resolve("demo-fleet.json");
    }

    /// The tokens by device id; empty if the fleet was never set up here.
    public Map<String, AccessToken> read() throws IOException {
        try {
            Map<String, AccessToken> tokens = new LinkedHashMap<>();
            for (Map.Entry<String, Object> entry : JSONObjectUtils.parse(Files.readString(file)).entrySet()) {
                tokens.put(entry.getKey(), new AccessToken(String.valueOf(entry.getValue())));
            }
            return tokens;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("not the tokens of a fleet: " + file, e);
        }
    }

    public void write(Map<String, AccessToken> tokens) throws IOException {
        Map<String, Object> fields = new TreeMap<>();
        tokens.forEach((id, token) -> fields.put(id, token.value()));
        PrivateFile.write(file, JSONObjectUtils.toJSONString(fields));
    }
}
