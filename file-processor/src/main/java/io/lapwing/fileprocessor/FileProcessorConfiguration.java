package io.lapwing.fileprocessor;

import io.lapwing.fileprocessor.functions.ExpireUploads;
import io.lapwing.fileprocessor.functions.FilePorts;
import io.lapwing.fileprocessor.functions.ProcessFile;
import io.lapwing.fileprocessor.functions.ReceiveUpload;
import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the functions of the file processor together. The platform brings the ports, the clock and the randomness.
@Configuration(proxyBeanMethods = false)
public class FileProcessorConfiguration {

    @Bean
    FilePorts filePorts(FileStore files, ObjectStore objects, ReadingLoader loader, DeviceRegistry registry,
            Counters counters) {
        return new FilePorts(files, objects, loader, registry, counters);
    }

    @Bean
    ReceiveUpload receiveUpload(FilePorts ports, InstantSource clock) {
        return new ReceiveUpload(ports, clock);
    }

    @Bean
    ProcessFile processFile(FilePorts ports, ReceiveUpload receive, InstantSource clock, RandomGenerator random) {
        return new ProcessFile(ports, new ProcessFile.Means(clock, random), receive);
    }

    @Bean
    ExpireUploads expireUploads(FilePorts ports, ReceiveUpload receive) {
        return new ExpireUploads(ports, receive);
    }
}
