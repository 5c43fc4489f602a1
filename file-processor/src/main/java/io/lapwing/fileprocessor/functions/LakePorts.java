package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.LakeCatalog;
import io.lapwing.sharedmodel.port.LakeFiles;

/// What the export of readings needs from the world.
public record LakePorts(DayReadings days, LakeCatalog catalog, LakeFiles files) {}
