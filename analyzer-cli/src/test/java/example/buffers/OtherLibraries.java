package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.DISGUISED;
import static example.buffers.Truth.UNBOUNDED;

import com.google.common.collect.EvictingQueue;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscLinkedQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;

final class OtherLibraries {
    @Is(UNBOUNDED)
    static class GuavaLinked {
        final BlockingQueue<String> queue = com.google.common.collect.Queues.newLinkedBlockingQueue();
    }

    @Is(UNBOUNDED)
    static class GuavaConcurrent {
        final Queue<String> queue = com.google.common.collect.Queues.newConcurrentLinkedQueue();
    }

    @Is(BOUNDED)
    static class GuavaLimited {
        final BlockingQueue<String> queue = com.google.common.collect.Queues.newLinkedBlockingQueue(100);
    }

    @Is(BOUNDED)
    static class GuavaEvicting {
        final Queue<String> queue = EvictingQueue.create(100);
    }

    @Is(UNBOUNDED)
    static class JctoolsLinked {
        final Queue<String> queue = new MpscLinkedQueue<>();
    }

    @Is(value = DISGUISED, why = "the number is the size of a chunk, no limit")
    static class JctoolsUnboundedArray {
        final Queue<String> queue = new MpscUnboundedArrayQueue<>(1024);
    }

    @Is(BOUNDED)
    static class JctoolsArray {
        final Queue<String> queue = new MpscArrayQueue<>(1024);
    }

    @Is(DISGUISED)
    static class KotlinUnlimited {
        final Channel<String> channel = ChannelKt.Channel(Channel.UNLIMITED, BufferOverflow.SUSPEND, null);
    }

    @Is(BOUNDED)
    static class KotlinLimited {
        final Channel<String> channel = ChannelKt.Channel(64, BufferOverflow.SUSPEND, null);
    }

    @Is(value = BOUNDED, why = "a class of the same simple name that has nothing to do with it")
    static class SameSimpleName {
        final ExecutorService pool = null;
        final Object other = new LinkedBlockingQueue();
        final String text = "Executors.newFixedThreadPool(4) and " + Executors.class.getSimpleName();

        static class LinkedBlockingQueue {}
    }

    private OtherLibraries() {}
}
