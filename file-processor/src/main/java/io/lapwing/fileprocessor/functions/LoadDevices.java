package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.domain.DeviceRow;
import io.lapwing.fileprocessor.reading.DeviceList;
import io.lapwing.fileprocessor.reading.Limits;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.util.List;

/// The second pass through a list of devices: registers those that are not registered. A gateway has to be registered
/// before the devices behind it, or stand on an earlier row. Nobody is told the tokens: each device is to be given a new
/// one.
///
/// Each call goes through the whole list, since a device that stands in it twice is refused the second time.
///
/// @param rowsPerStep after how many rows it is saved how far the list has come
record LoadDevices(ReadingLoader loader, Uploads uploads, Devices devices, RejectParts rejects, Limits limits,
        int rowsPerStep) {

    Course load(HeldFile held) {
        long done = held.file().progress().rowsRead();
        DeviceIntake intake = new DeviceIntake(devices, held);
        try (ReadableRows<DeviceRow> rows = new ReadableRows<>(held.file(), uploads.open(held),
                bytes -> DeviceList.open(bytes, limits)::next)) {
            long index = 0;
            for (DeviceRow row = rows.next(); row != null; row = rows.next()) {
                if (index++ < done) {
                    intake.passOver(row);
                    continue;
                }
                intake.take(row);
                if (intake.taken() == rowsPerStep) {
                    store(held, intake);
                    if (held.isOutOfTime()) {
                        return new Course.OutOfTime();
                    }
                }
            }
            if (intake.taken() > 0) {
                store(held, intake);
            }
            return new Course.AtEnd(rows.finding());
        }
    }

    private void store(HeldFile held, DeviceIntake intake) {
        rejects.put(held.file(), intake.rejects());
        held.load(loader, List.of(), _ -> RejectParts.step(intake.taken(), intake.registered(),
                intake.known(), intake.rejects()));
        intake.begin();
    }
}
