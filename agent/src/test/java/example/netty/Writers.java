package example.netty;

import io.manometer.agent.testing.Settle;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/**
 * Writers to a peer that doesn't read and then is closed with bytes pending, and to peers that read slowly: from the event loop and from
 * another thread, heeding the signal to stop. Arguments: the file for the recording, and {@code nio} or {@code epoll}; prints what Netty
 * itself says.
 */
public final class Writers {
    public static final int SIZE = 16 << 10;
    public static final int IGNORING_WRITES = 400;
    public static final int HEEDING_WRITES = 200;

    /** Initializers, each of which builds channels of its own. */
    public static final int PIPELINES = 3;

    /** More than the windows after which a pipeline without channels ends. */
    private static final int WINDOWS_UNTIL_GONE = 64;

    /** Small, so that what the peer doesn't read waits in the channel and not in the kernel. */
    private static final int SEND_BUFFER = 32 << 10;

    private static EventLoopGroup clients;
    private static Class<? extends Channel> transport;

    private Writers() {}

    @SuppressWarnings("deprecation") // the groups by their names of 4.1
    public static void main(String[] arguments) throws Exception {
        boolean epoll = arguments[1].equals("epoll");
        clients = epoll ? new EpollEventLoopGroup(2) : new NioEventLoopGroup(2);
        transport = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        try (Recording recording = Settle.record()) {
            ignore(recording);
            heedOnLoop();
            heedElsewhere();
            Settle.await(recording, WINDOWS_UNTIL_GONE);
            Settle.write(recording, arguments[0]);
        }
        clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static void ignore(Recording recording) throws Exception {
        try (SlowPeer peer = new SlowPeer()) {
            Channel channel = connect(peer, new Ignoring());
            for (int i = 0; i < IGNORING_WRITES; i++) {
                channel.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
            }
            channel.eventLoop().submit(() -> {}).sync();
            Settle.await(recording, 3);
            System.out.println("ignored|pending="
                    + channel.unsafe().outboundBuffer().totalPendingWriteBytes() + "|local=" + channel.localAddress()
                    + "|peer=127.0.0.1:" + peer.address().getPort());
            channel.close().sync();
            Settle.await(recording, 2);
        }
    }

    private static void heedOnLoop() throws Exception {
        try (SlowPeer peer = new SlowPeer()) {
            Heeding heeding = new Heeding();
            Channel channel = connect(peer, new Init(heeding));
            letRead(peer, heeding.done);
            channel.close().sync();
        }
    }

    private static void heedElsewhere() throws Exception {
        try (SlowPeer peer = new SlowPeer()) {
            Channel channel = connect(peer, new Elsewhere());
            CountDownLatch done = new CountDownLatch(1);
            Thread writer = new Thread(() -> {
                for (int i = 0; i < HEEDING_WRITES; i++) {
                    while (!channel.isWritable()) {
                        LockSupport.parkNanos(100_000);
                    }
                    channel.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
                    // The loop takes it over and adds its overhead: not until then does the answer to the next question
                    // hold.
                    channel.eventLoop().submit(() -> {}).syncUninterruptibly();
                }
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> done.countDown());
            });
            writer.start();
            letRead(peer, done);
            channel.close().sync();
        }
    }

    private static void letRead(SlowPeer peer, CountDownLatch done) throws InterruptedException {
        while (!done.await(2, TimeUnit.MILLISECONDS)) {
            peer.allow(32);
        }
    }

    private static Channel connect(SlowPeer peer, ChannelInitializer<Channel> initializer) throws InterruptedException {
        return new Bootstrap()
                .group(clients)
                .channel(transport)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .handler(initializer)
                .connect(peer.address())
                .sync()
                .channel();
    }

    private static final class Ignoring extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }

    private static final class Elsewhere extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }

    private static final class Init extends ChannelInitializer<Channel> {
        private final Heeding heeding;

        Init(Heeding heeding) {
            this.heeding = heeding;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(heeding);
        }
    }

    /** Writes until it is told to stop, and goes on when it may. */
    private static final class Heeding extends ChannelInboundHandlerAdapter {
        final CountDownLatch done = new CountDownLatch(1);
        private int left = HEEDING_WRITES;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            write(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            write(context);
        }

        private void write(ChannelHandlerContext context) {
            while (left > 0 && context.channel().isWritable()) {
                left--;
                context.write(Unpooled.buffer(SIZE).writerIndex(SIZE)).addListener(written -> {
                    if (left == 0) {
                        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(all -> done.countDown());
                    }
                });
            }
            context.flush();
        }
    }
}
