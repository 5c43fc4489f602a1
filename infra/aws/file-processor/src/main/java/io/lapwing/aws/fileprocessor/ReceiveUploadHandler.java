package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.fileprocessor.FileProcessorAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for objects that were put into the bucket.
public final class ReceiveUploadHandler extends FunctionHandler {

    public ReceiveUploadHandler() {
        super(new FileProcessorAwsConfiguration(Entry.RECEIVE_UPLOAD), Entry.RECEIVE_UPLOAD.bean());
    }
}
