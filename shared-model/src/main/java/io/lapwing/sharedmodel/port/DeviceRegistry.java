package io.lapwing.sharedmodel.port;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

/// The devices of every tenant, and what they are.
///
/// Thread-safe. Reads see every write that has returned. A device is one item under its key; edits are
/// compare-and-set on its version. All methods throw [StoreUnavailable] when the store cannot be reached in time.
public interface DeviceRegistry extends DeviceLookup {

    /// Devices in ascending order of their id, as Unicode code points. A device that is registered while somebody
    /// pages shows up if its id lies ahead; none is shown twice or left out.
    Page<Device> list(TenantId tenant, DeviceFilter filter, PageRequest page);

    /// Registers a device together with the token that it can prove itself with, or neither.
    ///
    /// @return false if the id is taken: then nothing has changed
    boolean create(Device device, TokenHash token);

    /// Replaces a device's profile and `updatedAt`, if its version still is `device.version() - 1`.
    ///
    /// @return false if it is not, or the device is gone: then nothing has changed
    boolean update(Device device);

    /// Removes a device with its credentials, its readings and all that hangs on it, if its version still is
    /// `version`. A device of the same id that is registered later starts empty.
    ///
    /// @return false if the version is another, or the device is gone: then nothing has changed
    boolean delete(DeviceKey key, long version);
}
