package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

/// All that the functions of the file processor need from the world.
public record FilePorts(FileStore files, ObjectStore objects, ReadingLoader loader, DeviceRegistry registry,
        Counters counters) {}
