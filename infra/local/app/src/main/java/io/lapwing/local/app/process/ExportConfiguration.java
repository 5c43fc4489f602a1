package io.lapwing.local.app.process;

import io.lapwing.fileprocessor.LakeConfiguration;
import io.lapwing.local.adapters.LakeFolder;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresDayReadings;
import io.lapwing.local.adapters.PostgresLakeCatalog;
import io.lapwing.sharedmodel.port.DayReadings;
import io.lapwing.sharedmodel.port.LakeCatalog;

import java.nio.file.Path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The lake: where readings lie as files that tools of others read.
@Configuration(proxyBeanMethods = false)
@Import(LakeConfiguration.class)
class ExportConfiguration {

    @Bean
    DayReadings dayReadings(PostgresDatabase database) {
        return new PostgresDayReadings(database);
    }

    @Bean
    LakeCatalog lakeCatalog(PostgresDatabase database) {
        return new PostgresLakeCatalog(database);
    }

    @Bean
    LakeFolder lakeFolder(ProcessSettings settings) {
        return LakeFolder.open(settings.filesDir());
    }

    @Bean
    Path lakeScratch(LakeFolder lake) {
        return lake.scratch();
    }
}
