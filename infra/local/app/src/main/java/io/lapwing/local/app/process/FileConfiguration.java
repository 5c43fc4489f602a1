package io.lapwing.local.app.process;

import io.lapwing.fileprocessor.FileProcessorConfiguration;
import io.lapwing.fileprocessor.functions.ProcessFile;
import io.lapwing.fileprocessor.functions.ReceiveUpload;
import io.lapwing.local.adapters.DownloadSender;
import io.lapwing.local.adapters.FileObjectStore;
import io.lapwing.local.adapters.PostgresDatabase;
import io.lapwing.local.adapters.PostgresFileStore;
import io.lapwing.local.adapters.PostgresReadingLoader;
import io.lapwing.local.adapters.QueueWorker;
import io.lapwing.local.adapters.SignedAddresses;
import io.lapwing.local.adapters.UploadReceiver;
import io.lapwing.local.app.http.ObjectServlet;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/// Files: where they lie, how they come and go, and what is made of them.
@Configuration(proxyBeanMethods = false)
@Import(FileProcessorConfiguration.class)
class FileConfiguration {

    /// How many files a process reads at once: each takes a processor, and some memory.
    private static final int READERS = 2;

    @Bean
    FileStore fileStore(PostgresDatabase database) {
        return new PostgresFileStore(database);
    }

    @Bean
    ReadingLoader readingLoader(PostgresDatabase database) {
        return new PostgresReadingLoader(database);
    }

    @Bean
    SignedAddresses signedAddresses(ProcessSettings settings, ObjectProvider<HttpAddress> address,
            InstantSource clock) {
        SingletonSupplier<HttpAddress> http = SingletonSupplier.of(address::getObject);
        return new SignedAddresses(
                () -> settings.rest().publicUrl().orElseGet(() -> http.obtain().get()).resolve(ObjectServlet.PATH),
                secret(settings.issuer().cursorKey()), clock);
    }

    /// A key of its own, derived from the one that all processes share.
    private static byte[] secret(SecretKey shared) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(shared);
            return mac.doFinal("addresses of objects".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Bean
    FileObjectStore objectStore(ProcessSettings settings, SignedAddresses addresses) {
        return FileObjectStore.open(settings.filesDir(), addresses);
    }

    /// As with the function `api`: all is asked for by the first request only.
    @Bean
    ServletRegistrationBean<ObjectServlet> objectServlet(ObjectProvider<FileObjectStore> store,
            ObjectProvider<SignedAddresses> addresses, ObjectProvider<ReceiveUpload> receiveUpload) {
        SingletonSupplier<ReceiveUpload> function = SingletonSupplier.of(receiveUpload::getObject);
        return new ServletRegistrationBean<>(new ObjectServlet(
                SingletonSupplier.of(() -> new UploadReceiver(store.getObject(), addresses.getObject())),
                SingletonSupplier.of(() -> new DownloadSender(store.getObject(), addresses.getObject())),
                key -> function.obtain().apply(key)), ObjectServlet.PATH + "/*");
    }

    @Bean(destroyMethod = "close")
    QueueWorker fileProcessing(PostgresDatabase database, ProcessFile processFile) {
        return QueueWorker.start(database, FileQueues.RECEIVED, processFile, READERS);
    }
}
