package io.manometer.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One JVM with many open channels: connections inside the JVM, both ends of each. Each client writes a message, which the server reads.
 * Prints the heap for a channel, and the processor share of the agent's threads meanwhile.
 */
final class ConnectionsWorker {
    private static final int SIZE = 64;
    private static final int FIRST = 100;
    private static final int PASSES = 5;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
    private final LocalAddress address = new LocalAddress("many");
    private final List<Channel> clients = new ArrayList<>();
    private final Reading reading = new Reading();

    private ConnectionsWorker() {
        new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(initializer(reading))
                .bind(address)
                .syncUninterruptibly();
    }

    /** Argument: how many channels. */
    public static void main(String[] arguments) throws InterruptedException {
        ConnectionsWorker worker = new ConnectionsWorker();
        int connections = Integer.parseInt(arguments[0]) / 2;
        // The first create what the agent and Netty need once, and a recording has begun before the first reading.
        worker.connect(FIRST);
        worker.writeAll();
        Meters.awaitRecording();
        long before = Meters.usedHeap();
        worker.connect(connections);
        worker.writeAll();
        long cpu = Meters.cpuNanosOf("manometer-");
        long wall = System.nanoTime();
        for (int pass = 0; pass < PASSES; pass++) {
            worker.writeAll();
            Thread.sleep(1_000);
        }
        double share = (Meters.cpuNanosOf("manometer-") - cpu) / (double) (System.nanoTime() - wall);
        double bytes = (Meters.usedHeap() - before) / (2.0 * (connections - FIRST));
        System.out.println("RESULT " + bytes + " " + 100 * share);
        if (worker.clients.size() != connections) {
            System.out.println("unexpected");
        }
        System.exit(0);
    }

    private void connect(int upTo) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(initializer(new ChannelInboundHandlerAdapter() {
                    @Override
                    public boolean isSharable() {
                        return true;
                    }
                }));
        List<ChannelFuture> connecting = new ArrayList<>();
        for (int i = clients.size(); i < upTo; i++) {
            connecting.add(bootstrap.connect(address));
        }
        connecting.forEach(
                connected -> clients.add(connected.syncUninterruptibly().channel()));
    }

    private void writeAll() throws InterruptedException {
        reading.awaited = new CountDownLatch(clients.size());
        for (Channel client : clients) {
            client.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
        }
        reading.awaited.await();
    }

    private static ChannelInitializer<Channel> initializer(ChannelInboundHandlerAdapter handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }

    @Sharable
    private static final class Reading extends ChannelInboundHandlerAdapter {
        volatile CountDownLatch awaited = new CountDownLatch(0);

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            awaited.countDown();
        }
    }
}
