package io.lapwing.aws.fileprocessor;

import io.lapwing.aws.fileprocessor.FileProcessorAwsConfiguration.Entry;
import io.lapwing.aws.runtime.FunctionHandler;

/// What Lambda calls for files whose bytes are there.
public final class ProcessFileHandler extends FunctionHandler {

    public ProcessFileHandler() {
        super(new FileProcessorAwsConfiguration(Entry.PROCESS_FILE), Entry.PROCESS_FILE.bean());
    }
}
