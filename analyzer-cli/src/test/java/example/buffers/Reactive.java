package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.DISGUISED;
import static example.buffers.Truth.UNBOUNDED;

import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.processors.UnicastProcessor;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

final class Reactive {
    @Is(UNBOUNDED)
    static class ReactorBuffer {
        Flux<Long> slow(Flux<Long> fast) {
            return fast.onBackpressureBuffer();
        }
    }

    @Is(DISGUISED)
    static class ReactorHugeBuffer {
        Flux<Long> slow(Flux<Long> fast) {
            return fast.onBackpressureBuffer(Integer.MAX_VALUE);
        }
    }

    @Is(DISGUISED)
    static class ReactorBufferByReference {
        Flux<Long> slow(Flux<Long> fast) {
            return fast.transform(Flux::onBackpressureBuffer);
        }
    }

    @Is(UNBOUNDED)
    static class ReactorUnicastSink {
        final Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
    }

    @Is(value = UNBOUNDED, why = "keeps everything for those who come late")
    static class ReactorReplaySink {
        final Sinks.Many<String> sink = Sinks.many().replay().all();
    }

    @Is(value = DISGUISED, why = "the default strategy of create is BUFFER")
    static class ReactorCreate {
        Flux<String> of(Iterable<String> items) {
            return Flux.create(sink -> items.forEach(sink::next));
        }
    }

    @Is(DISGUISED)
    static class ReactorCreateWithStrategy {
        Flux<String> of(Iterable<String> items) {
            return Flux.create(sink -> items.forEach(sink::next), FluxSink.OverflowStrategy.BUFFER);
        }
    }

    @Is(DISGUISED)
    static class ReactorUnboundedSupplier {
        Object queue() {
            return Queues.unbounded().get();
        }
    }

    @Is(DISGUISED)
    static class ReactorHugeScheduler {
        final Scheduler scheduler = Schedulers.newBoundedElastic(4, Integer.MAX_VALUE, "orders");
    }

    @Is(UNBOUNDED)
    static class RxBuffer {
        Flowable<Long> slow(Flowable<Long> fast) {
            return fast.onBackpressureBuffer();
        }
    }

    @Is(DISGUISED)
    static class RxBufferOfAProcessor {
        final PublishProcessor<String> processor = PublishProcessor.create();
        final Flowable<String> buffered = processor.onBackpressureBuffer(16, false, true);
    }

    @Is(DISGUISED)
    static class RxFromObservable {
        Flowable<Long> of(Observable<Long> fast) {
            return fast.toFlowable(BackpressureStrategy.BUFFER);
        }
    }

    @Is(UNBOUNDED)
    static class RxUnicast {
        final UnicastProcessor<String> processor = UnicastProcessor.create();
    }

    @Is(BOUNDED)
    static class ReactorLimitedBuffer {
        Flux<Long> slow(Flux<Long> fast) {
            return fast.onBackpressureBuffer(100, BufferOverflowStrategy.DROP_OLDEST);
        }
    }

    @Is(BOUNDED)
    static class ReactorDrop {
        Flux<Long> slow(Flux<Long> fast) {
            return fast.onBackpressureDrop().publishOn(Schedulers.parallel());
        }
    }

    @Is(BOUNDED)
    static class ReactorMulticastSink {
        final Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer(256, false);
    }

    @Is(BOUNDED)
    static class ReactorUnicastSinkOverLimitedQueue {
        final Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(64));
    }

    @Is(BOUNDED)
    static class ReactorLimitedReplaySink {
        final Sinks.Many<String> sink = Sinks.many().replay().limit(10);
    }

    @Is(BOUNDED)
    static class ReactorCreateThatDrops {
        Flux<String> of(Iterable<String> items) {
            return Flux.create(sink -> items.forEach(sink::next), FluxSink.OverflowStrategy.DROP);
        }
    }

    @Is(BOUNDED)
    static class RxLimitedBuffer {
        Flowable<Long> slow(Flowable<Long> fast) {
            return fast.onBackpressureBuffer(64);
        }
    }

    @Is(BOUNDED)
    static class RxFromObservableDropping {
        Flowable<Long> of(Observable<Long> fast) {
            return fast.toFlowable(BackpressureStrategy.DROP);
        }
    }

    private Reactive() {}
}
