package io.lapwing.local.app.process;

import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.chatbot.model.ModelSettings;
import io.lapwing.local.adapters.DatabaseSettings;
import io.lapwing.local.app.datadir.LocalIssuer;
import io.lapwing.local.app.http.SignInReach;
import io.lapwing.restapi.domain.RateLimits;
import io.lapwing.restapi.functions.TrustedIssuer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// How a process is to run.
///
/// @param issuer whose tokens the REST interface takes
/// @param bindAddress where HTTP and the embedded broker listen
/// @param outsideDatabase used in place of the embedded one
/// @param outsideBroker used in place of the embedded one
/// @param filesDir where the bytes of files lie; processes that share a database share it, too
/// @param silence after which a device is taken to be gone that neither a connection nor a session tells of
/// @param demoFleet whether the demo fleet runs; it needs the embedded broker
/// @param rest who may use the REST interface
/// @param chat where the chatbot is to be found
public record ProcessSettings(Path dataDir, Path filesDir, LocalIssuer issuer, String bindAddress, Ports ports,
        Optional<DatabaseSettings> outsideDatabase, Optional<OutsideBroker> outsideBroker, Duration silence,
        boolean demoFleet, RestAccess rest, ChatAccess chat) {

    /// Where the chatbot is to be found.
    ///
    /// @param zone in which its people live
    /// @param model who is asked what a sentence means where the grammar does not know
    public record ChatAccess(ChannelSettings channels, ZoneId zone, Optional<ModelSettings> model) {}

    /// Who may use the REST interface, and how often.
    ///
    /// @param outsideIssuer whose tokens are believed besides the local ones
    /// @param signIn who can have a token over HTTP
    /// @param publicUrl as what clients know this server, where that is not its own address
    public record RestAccess(RateLimits rates, Optional<TrustedIssuer> outsideIssuer, SignInReach signIn,
            Optional<URI> publicUrl) {}

    /// Where to listen; 0 takes a free port, null does not listen.
    public record Ports(int http, int mqtt, @Nullable Integer webSocket, @Nullable Tls tls) {}

    /// @param keyStore a PKCS#12 or JKS file
    public record Tls(int port, Path keyStore, String password) {

        /// Without the password.
        @Override
        public String toString() {
            return "Tls[port=" + port + ", keyStore=" + keyStore + "]";
        }
    }

    /// A broker that somebody else runs.
    public record OutsideBroker(URI url, @Nullable String user, @Nullable String password) {

        /// Without the password.
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /// An address at which this machine reaches what listens on [#bindAddress].
    String reachableHost() {
        return switch (bindAddress) {
            case "0.0.0.0" -> "127.0.0.1";
            case "0:0:0:0:0:0:0:0" -> "[::1]";
            default -> bindAddress.contains(":") ? "[" + bindAddress + "]" : bindAddress;
        };
    }
}
