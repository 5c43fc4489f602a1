package io.lapwing.fileprocessor;

import io.lapwing.fileprocessor.functions.ExportReadings;
import io.lapwing.fileprocessor.functions.LakePorts;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.LakeCatalog;
import io.lapwing.sharedmodel.port.LakeFiles;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the export of readings together, apart from the functions that load files, which are not to carry what it needs.
/// The platform brings the ports, and a folder `lakeScratch` to make files in.
@Configuration(proxyBeanMethods = false)
public class LakeConfiguration {

    @Bean
    ExportReadings exportReadings(DayReadings days, LakeCatalog catalog, LakeFiles files,
            @Qualifier("lakeScratch") Path scratch) {
        return new ExportReadings(new LakePorts(days, catalog, files), scratch);
    }
}
