package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TokenHash;

import java.time.Instant;
import java.util.Optional;

/// The tokens that devices prove themselves with. Only hashes are kept.
///
/// Thread-safe; a replaced token is refused everywhere within two seconds of its end. All methods throw
/// [StoreUnavailable] when the store cannot be reached in time.
public interface DeviceCredentials {

    /// Whose token this is, if it is one that is valid at `now`.
    Optional<DeviceKey> authenticate(TokenHash token, Instant now);

    /// Gives a device a new token. All its earlier ones end at `oldValidUntil`, or when they would have anyway.
    ///
    /// @return false if there is no such device
    boolean rotate(DeviceKey device, TokenHash token, Instant oldValidUntil);
}
