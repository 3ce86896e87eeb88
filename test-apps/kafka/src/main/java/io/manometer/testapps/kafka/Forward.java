package io.manometer.testapps.kafka;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Orders on their way from a topic to a database: the poll loop puts them into a queue of {@code room}, a dispatcher hands them to two
 * workers behind another such queue, and these write them over one channel to the proxy at port {@code proxy}, while it is
 * writable. Each waits for room at the next. For {@code seconds}.
 */
public final class Forward {
    private static final int WORKERS = 2;
    private static final int SEND_BUFFER = 16 << 10;

    private final Settings settings;
    private final BlockingQueue<byte[]> incoming;
    private final ThreadPoolExecutor orderWorkers;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel toProxy;
    private final AtomicLong forwarded = new AtomicLong();
    private volatile boolean ends;

    private Forward(Settings settings) {
        this.settings = settings;
        int room = (int) settings.number("room", 20);
        this.incoming = new ArrayBlockingQueue<>(room);
        AtomicInteger number = new AtomicInteger();
        this.orderWorkers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(room),
                task -> daemon(task, "order-worker-" + number.incrementAndGet()),
                Forward::awaitRoom);
        this.toProxy = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .handler(new DbProxyConnection())
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) settings.number("proxy", 0)))
                .syncUninterruptibly()
                .channel();
    }

    public static void main(String... arguments) {
        Settings settings = Settings.of(arguments);
        RecordingStart.await(settings);
        Forward program = new Forward(settings);
        daemon(program::dispatch, "dispatcher").start();
        program.poll();
        System.out.println("forwarded " + program.forwarded.get());
    }

    private static final class DbProxyConnection extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            // orders go out as they are
        }
    }

    private void poll() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.number("seconds", 30));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.client(Map.of(
                        "bootstrap.servers", settings.text("servers"),
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "50")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(settings.text("topic")));
            while (System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> order : consumer.poll(Duration.ofMillis(200))) {
                    incoming.put(order.value());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ends = true;
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void dispatch() {
        try {
            while (true) {
                byte[] order = incoming.take();
                orderWorkers.execute(() -> write(order));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitRoom(Runnable task, ThreadPoolExecutor pool) {
        try {
            pool.getQueue().put(task);
        } catch (InterruptedException e) {
            throw new RejectedExecutionException(e);
        }
    }

    /** One at a time, so that nothing is written between asking and writing. */
    private synchronized void write(byte[] order) {
        while (!toProxy.isWritable() && !ends) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        toProxy.writeAndFlush(Unpooled.wrappedBuffer(order));
        forwarded.incrementAndGet();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
