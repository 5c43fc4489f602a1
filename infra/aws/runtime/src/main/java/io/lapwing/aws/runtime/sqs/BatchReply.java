package io.lapwing.aws.runtime.sqs;

import io.lapwing.sharedmodel.json.Json;

import java.util.List;
import java.util.Map;

/// What Lambda wants to know of an SQS batch: which of its messages are to come again.
public final class BatchReply {

    private BatchReply() {}

    public static byte[] failed(List<SqsRecord> records) {
        return Json.write(Map.of("batchItemFailures",
                records.stream().map(record -> Map.of("itemIdentifier", record.messageId())).toList()));
    }
}
