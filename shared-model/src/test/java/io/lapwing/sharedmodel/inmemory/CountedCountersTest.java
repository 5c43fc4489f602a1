package io.lapwing.sharedmodel.inmemory;

import io.lapwing.sharedmodel.port.Counters;
import io.lapwing.sharedmodel.port.CountersContract;

class CountedCountersTest extends CountersContract {

    private final CountedCounters counters = new CountedCounters();

    @Override
    protected Counters counters() {
        return counters;
    }

    @Override
    protected long total(Counters.Counter counter) {
        return counters.total(counter);
    }
}
