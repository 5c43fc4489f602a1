package io.lapwing.aws.deviceingest;

import io.lapwing.sharedmodel.telemetry.TraceParent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// The trace header of AWS X-Ray: the same trace as W3C's, written otherwise.
final class XRayHeader {

    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\\s*(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})\\s*(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=1\\s*(?:;|$)");

    private XRayHeader() {}

    static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher root = ROOT.matcher(header);
        Matcher parent = PARENT.matcher(header);
        return root.find() && parent.find()
                ? TraceParent.parse("00-" + root.group(1) + root.group(2) + "-" + parent.group(1)
                        + (SAMPLED.matcher(header).find() ? "-01" : "-00"))
                : Optional.empty();
    }
}
