package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.fileprocessor.FileProcessorAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for uploads whose time ran out.
public final class ExpireUploadsHandler extends FunctionHandler {

    public ExpireUploadsHandler() {
        super(new FileProcessorAwsConfiguration(Entry.EXPIRE_UPLOADS), Entry.EXPIRE_UPLOADS.bean());
    }
}
