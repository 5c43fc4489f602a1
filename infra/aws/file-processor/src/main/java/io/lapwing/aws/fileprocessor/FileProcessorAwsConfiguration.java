package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.adapters.AwsClients;
import io.lapwing.aws.adapters.DynamoDatabase;
import io.lapwing.aws.adapters.DynamoDbDeviceRegistry;
import io.lapwing.aws.adapters.DynamoDbFileStore;
import io.lapwing.aws.adapters.DynamoDbReadingLoader;
import io.lapwing.aws.adapters.DynamoDbTables;
import io.lapwing.aws.runtime.EmbeddedMetrics;
import io.lapwing.aws.runtime.FunctionConfiguration;
import io.lapwing.aws.runtime.LambdaSettings;
import io.lapwing.aws.runtime.ScheduledTrigger;
import io.lapwing.aws.runtime.TracedFunction;
import io.lapwing.aws.runtime.Tracing;
import io.lapwing.aws.runtime.sqs.SqsWorkTrigger;
import io.lapwing.aws.transfer.S3ObjectStore;
import io.lapwing.fileprocessor.functions.ExpireUploads;
import io.lapwing.fileprocessor.functions.FilePorts;
import io.lapwing.fileprocessor.functions.ProcessFile;
import io.lapwing.fileprocessor.functions.ReceiveUpload;
import io.lapwing.fileprocessor.reading.Limits;
import io.lapwing.sharedmodel.file.FileQueues;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The functions `receiveUpload`, `processFile` and `expireUploads` on DynamoDB and S3, each in Lambda functions of its
/// own.
///
/// | variable | meaning |
/// |---|---|
/// | `LAPWING_REGISTRY_TABLE`, `LAPWING_READINGS_TABLE` | the names of the two tables |
/// | `LAPWING_FILES_BUCKET` | the bucket that files are put into |
/// | `LAPWING_FILES_QUEUE` | for `processFile` alone: the URL of the queue that it takes files from |
public final class FileProcessorAwsConfiguration extends FunctionConfiguration {

    static final String REGISTRY_TABLE = "LAPWING_REGISTRY_TABLE";
    static final String READINGS_TABLE = "LAPWING_READINGS_TABLE";
    static final String FILES_BUCKET = "LAPWING_FILES_BUCKET";
    static final String FILES_QUEUE = "LAPWING_FILES_QUEUE";

    /// Of the quarter of an hour that Lambda gives a call, what is left is for the step that it is at then.
    private static final Duration BUDGET = Duration.ofMinutes(10);

    /// The beans that Lambda's handlers call.
    enum Entry {
        RECEIVE_UPLOAD("receiveUpload", "receiveUploadFromSqs"),
        PROCESS_FILE("processFile", "processFileFromSqs"),
        EXPIRE_UPLOADS("expireUploads", "expireUploadsBySchedule");

        private final String function;
        private final String bean;

        Entry(String function, String bean) {
            this.function = function;
            this.bean = bean;
        }

        String bean() {
            return bean;
        }
    }

    private final Entry entry;

    FileProcessorAwsConfiguration(Entry entry) {
        this(entry, LambdaSettings::ofProcess);
    }

    FileProcessorAwsConfiguration(Entry entry, Supplier<LambdaSettings> settings) {
        super(settings);
        this.entry = entry;
    }

    @Override
    protected void register(GenericApplicationContext context, LambdaSettings settings) {
        settings.require(REGISTRY_TABLE, READINGS_TABLE, FILES_BUCKET);
        if (entry == Entry.PROCESS_FILE) {
            settings.require(FILES_QUEUE);
        }
        DynamoDbTables tables = new DynamoDbTables(settings.required(REGISTRY_TABLE),
                settings.required(READINGS_TABLE));
        context.registerBean(AwsClients.class, () -> new AwsClients(settings.variables()));
        context.registerBean(DynamoDbClient.class, () -> context.getBean(AwsClients.class).dynamoDb(),
                bean -> bean.setDestroyMethodName("close"));
        context.registerBean(DynamoDatabase.class,
                () -> new DynamoDatabase(context.getBean(DynamoDbClient.class), tables));
        context.registerBean(S3ObjectStore.class,
                () -> S3ObjectStore.of(settings.variables(), settings.required(FILES_BUCKET)));
        context.registerBean(FilePorts.class, () -> ports(context));
        context.registerBean(ReceiveUpload.class,
                () -> new ReceiveUpload(context.getBean(FilePorts.class), context.getBean(InstantSource.class)));
        context.registerBean(entry.bean(), TracedFunction.class, () -> traced(context));
    }

    private static FilePorts ports(GenericApplicationContext context) {
        DynamoDatabase database = context.getBean(DynamoDatabase.class);
        InstantSource clock = context.getBean(InstantSource.class);
        return new FilePorts(new DynamoDbFileStore(database), context.getBean(S3ObjectStore.class),
                new DynamoDbReadingLoader(database, clock), new DynamoDbDeviceRegistry(database, clock),
                context.getBean(EmbeddedMetrics.class));
    }

    private TracedFunction traced(GenericApplicationContext context) {
        return new TracedFunction(entry.function, trigger(context), context.getBean(Tracing.class),
                context.getBean(EmbeddedMetrics.class)::flush);
    }

    private Function<byte[], byte[]> trigger(GenericApplicationContext context) {
        EmbeddedMetrics metrics = context.getBean(EmbeddedMetrics.class);
        InstantSource clock = context.getBean(InstantSource.class);
        FilePorts ports = context.getBean(FilePorts.class);
        ReceiveUpload receive = context.getBean(ReceiveUpload.class);
        return switch (entry) {
            case RECEIVE_UPLOAD -> new ReceiveUploadTrigger(receive::apply, metrics);
            case PROCESS_FILE -> new SqsWorkTrigger(
                    new SqsWorkTrigger.Target(entry.function, FileQueues.RECEIVED,
                            new ProcessFile(ports, means(clock), receive), true),
                    context.getBean(AwsClients.class).queues(Map.of(FileQueues.RECEIVED,
                            context.getBean(LambdaSettings.class).required(FILES_QUEUE))),
                    metrics, context.getBean(Tracing.class));
            case EXPIRE_UPLOADS -> new ScheduledTrigger(entry.function, new ExpireUploads(ports, receive), clock);
        };
    }

    private static ProcessFile.Means means(InstantSource clock) {
        return new ProcessFile.Means(clock, new SecureRandom(), BUDGET, Limits.DEFAULT, ReadingLoader.MAX_ROWS);
    }
}
