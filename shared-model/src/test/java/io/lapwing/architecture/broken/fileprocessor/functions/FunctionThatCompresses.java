package io.lapwing.architecture.broken.fileprocessor.functions;

import com.github.luben.zstd.ZstdCompressCtx;

/// Breaks `ZSTD_ONLY_IN_LAKE`.
public record FunctionThatCompresses(ZstdCompressCtx zstd) {}
