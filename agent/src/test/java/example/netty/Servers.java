package example.netty;

import io.manometer.agent.testing.Settle;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * Servers: one that reads no more while its client doesn't, one over local channels, three whose handlers make the event loop wait, and a
 * pool of event executors. The argument is the file for the recording.
 */
public final class Servers {
    public static final int ECHOED = 32 << 20;
    public static final int LOCAL_MESSAGES = 500;
    public static final int TASKS = 5_000;

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static EventLoopGroup accepting;
    private static EventLoopGroup serving;
    private static EventExecutorGroup executors;
    private static BlockingQueue<Object> orders = new ArrayBlockingQueue<>(1);

    private Servers() {}

    public static void main(String[] arguments) throws Exception {
        accepting = new NioEventLoopGroup(1);
        serving = new NioEventLoopGroup(1);
        try (Recording recording = Settle.record()) {
            pause();
            local();
            tasks();
            block(recording, new Putting());
            block(recording, new Getting());
            block(recording, new Calling());
            Settle.write(recording, arguments[0]);
        }
        executors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        serving.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    // ---- reading no more while not writable

    private static void pause() throws Exception {
        Channel server = serve(new Pausing());
        try (Socket client = client(server)) {
            OutputStream out = client.getOutputStream();
            Thread writer = new Thread(() -> {
                try {
                    out.write(new byte[ECHOED]);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            writer.start();
            InputStream in = client.getInputStream();
            byte[] part = new byte[ECHOED / 64];
            for (int i = 0; i < 64; i++) {
                TimeUnit.MILLISECONDS.sleep(10); // the load: a client that takes its time
                in.readNBytes(part, 0, part.length);
            }
            writer.join();
        }
        server.close().sync();
    }

    private static final class Pausing extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    context.writeAndFlush(message);
                }

                @Override
                public void channelWritabilityChanged(ChannelHandlerContext context) {
                    context.channel().config().setAutoRead(context.channel().isWritable());
                }
            });
        }
    }

    // ---- local channels

    private static void local() throws Exception {
        EventLoopGroup loops = new DefaultEventLoopGroup(1);
        LocalAddress address = new LocalAddress("local");
        CountDownLatch answered = new CountDownLatch(LOCAL_MESSAGES);
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new Pausing())
                .bind(address)
                .sync()
                .channel();
        Channel client = new Bootstrap()
                .group(loops)
                .channel(LocalChannel.class)
                .handler(new Counting(answered))
                .connect(address)
                .sync()
                .channel();
        for (int i = 0; i < LOCAL_MESSAGES; i++) {
            client.writeAndFlush(Unpooled.buffer(100).writerIndex(100));
        }
        answered.await();
        client.close().sync();
        server.close().sync();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static final class Counting extends OnRead {
        private final CountDownLatch answered;

        Counting(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        void read(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            answered.countDown();
        }
    }

    // ---- tasks

    private static void tasks() throws Exception {
        executors = new DefaultEventExecutorGroup(1);
        CountDownLatch gate = new CountDownLatch(1);
        executors.execute(() -> pass(gate));
        for (int i = 2; i < TASKS; i++) {
            executors.execute(() -> {});
        }
        gate.countDown();
        executors.submit(() -> {}).sync();
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- handlers that make the loop wait

    private abstract static class Blocking extends OnRead {
        @Override
        void read(ChannelHandlerContext context, Object message) throws Exception {
            ReferenceCountUtil.release(message);
            handle();
            context.writeAndFlush(Unpooled.buffer(1).writerIndex(1));
        }

        abstract void handle() throws Exception;

        abstract void release() throws Exception;
    }

    private static final class Putting extends Blocking {
        @Override
        void handle() throws Exception {
            orders.put("first");
            orders.put("second");
        }

        @Override
        void release() throws Exception {
            orders.take();
        }
    }

    private static final class Getting extends Blocking {
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        @Override
        void handle() throws Exception {
            answer.get();
        }

        @Override
        void release() {
            answer.complete("");
        }
    }

    private static final class Calling extends Blocking {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy());

        @Override
        void handle() {
            for (int i = 0; i < 3; i++) {
                pool.execute(() -> {
                    if (Thread.currentThread().getName().startsWith("pool-")) {
                        pass(gate);
                    }
                });
            }
        }

        @Override
        void release() {
            gate.countDown();
            pool.shutdown();
        }
    }

    private static void block(Recording recording, Blocking handler) throws Exception {
        Channel server = serve(handler);
        try (Socket client = client(server)) {
            client.getOutputStream().write(1);
            Settle.await(recording, 4);
            handler.release();
            client.getInputStream().read();
        }
        server.close().sync();
    }

    private static Channel serve(ChannelInitializer<Channel> initializer) throws InterruptedException {
        return new ServerBootstrap()
                .group(accepting, serving)
                .channel(NioServerSocketChannel.class)
                .childHandler(initializer)
                .bind(ANY)
                .sync()
                .channel();
    }

    private static Socket client(Channel server) throws java.io.IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(server.localAddress());
        return socket;
    }
}
