package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.DeviceCredentials;
import io.lapwing.sharedmodel.telemetry.DeviceTopic;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableConnectPacket;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableWillPublish;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out which device connects.
///
/// That happens while the CONNECT comes in, because only there can the client id still be changed: client ids are
/// global in MQTT, and whoever uses another's throws it out. Here each becomes `{tenant}/{device}/{client id}`, so that
/// a device can only ever meet itself. The authenticator then states what was found out.
final class DeviceAuthentication implements ConnectInboundInterceptor, SimpleAuthenticator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceAuthentication.class);

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 10_000;

    private final DeviceCredentials credentials;
    private final InstantSource clock;
    private final Refusals refusals;
    private final Duration patience;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING), Thread.ofPlatform().name("lapwing-auth-", 0).daemon().factory());

    DeviceAuthentication(DeviceCredentials credentials, InstantSource clock, Refusals refusals, Duration patience) {
        this.credentials = credentials;
        this.clock = clock;
        this.refusals = refusals;
        this.patience = patience;
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void onConnect(ConnectInboundInput input, ConnectInboundOutput output) {
        String username = input.getConnectPacket().getUserName().orElse("");
        Optional<ConnectClaim> claim = ConnectClaim.of(username, input.getConnectPacket().getPassword());
        if (claim.isEmpty()) {
            refuse(input.getConnectionInformation(), username);
            return;
        }
        // Whoever is not known when the time is up goes on to the authenticator, which refuses him.
        Async<ConnectInboundOutput> async = output.async(patience, TimeoutFallback.SUCCESS);
        try {
            executor.execute(() -> {
                try {
                    identify(claim.get(), username, input.getConnectionInformation(), output.getConnectPacket());
                } catch (RuntimeException e) {
                    LOG.warn("a device could not be authenticated: {}", e.getMessage());
                } finally {
                    async.resume();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("more than {} devices wait to be authenticated", MAX_WAITING);
            async.resume();
        }
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectionInformation connection = input.getConnectionInformation();
        Optional<DeviceKey> device = Identity.of(connection);
        if (device.isPresent() && ownsClientId(device.get(), input.getClientInformation().getClientId())) {
            permitOwnPrefix(device.get(), output);
            output.authenticateSuccessfully();
        } else if (Identity.isKnown(connection) && device.isEmpty()) {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "not authorized");
        } else {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "try again later");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void identify(ConnectClaim claim, String username, ConnectionInformation connection,
            ModifiableConnectPacket connect) {
        Optional<DeviceKey> owner = credentials.authenticate(claim.token().hash(), clock.instant())
                .filter(claim::fits);
        if (owner.isEmpty()) {
            refuse(connection, username);
            return;
        }
        if (!ownsClientId(owner.get(), connect.getClientId())) {
            connect.setClientId(clientIdPrefix(owner.get()) + connect.getClientId());
        }
        connect.getModifiableWillPublish().ifPresent(will -> restrict(will, owner.get()));
        Identity.put(connection, owner.get());
    }

    /// Only a status is retained, so that no device can fill the broker's memory.
    private static void restrict(ModifiableWillPublish will, DeviceKey owner) {
        if (will.getQos() == Qos.EXACTLY_ONCE) {
            will.setQos(Qos.AT_LEAST_ONCE);
        }
        will.setRetain(will.getRetain() && will.getTopic().equals(DeviceTopic.statusOf(owner)));
    }

    private void refuse(ConnectionInformation connection, String username) {
        Optional<DeviceKey> named = ConnectClaim.deviceOf(username);
        String shown = named.map(DeviceKey::toString).orElse("a token");
        refusals.connection(named, shown, connection.getInetAddress());
        Identity.putNobody(connection);
    }

    /// A second line behind the authorizer: without it nothing is allowed beyond the device's own prefix.
    private static void permitOwnPrefix(DeviceKey device, SimpleAuthOutput output) {
        output.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        output.getDefaultPermissions()
                .add(Builders.topicPermission().topicFilter(DeviceTopic.prefixOf(device) + "#").build());
    }

    /// A client id that the broker assigned comes back with its prefix when the device connects again.
    private static boolean ownsClientId(DeviceKey device, String clientId) {
        return clientId.startsWith(clientIdPrefix(device));
    }

    private static String clientIdPrefix(DeviceKey device) {
        return device + "/";
    }
}
