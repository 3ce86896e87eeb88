package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Three kinds of hops in a row: a queue, a pool and a channel to a database proxy that reads too slowly. Each makes the one before it wait. */
final class QueuePoolChannel implements Program {
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>(100);
    private final ThreadPoolExecutor pricing = new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(50),
            new NamedThreads("pricing"),
            CallerRunsPool::waitForRoom);

    @Override
    public void start(Load load) {
        Ledger atProxy = load.ledger("ToProxy (connected)", 250);
        SlowPeer proxy = new SlowPeer();
        proxy.start(load, "db-proxy", QuoteFeed.SIZE, atProxy);
        Channel channel = QuoteFeed.connect(proxy, loops, new ToProxy());
        load.source("order-intake", Pace.poisson(500), atProxy, number -> {
            orders.put(Order.number(number));
            atProxy.accepted();
        });
        load.server("dispatcher", () -> {
            orders.take();
            pricing.execute(() -> {
                QuoteFeed.awaitWritable(load, channel);
                channel.writeAndFlush(Unpooled.buffer(QuoteFeed.SIZE).writerIndex(QuoteFeed.SIZE));
            });
        });
    }

    private static final class ToProxy extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }
}
