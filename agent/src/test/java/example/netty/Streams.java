package example.netty;

import io.manometer.agent.testing.Settle;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * Requests over HTTP/2, each a channel of its own; the answer is larger than the flow-control window and the client doesn't read on, so it
 * waits in the stream. The argument is the file for the recording.
 */
public final class Streams {
    public static final int ANSWER = 256 << 10;
    public static final int REQUESTS = 3;

    private Streams() {}

    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(1);
        CountDownLatch answered = new CountDownLatch(REQUESTS);
        CountDownLatch asked = new CountDownLatch(REQUESTS);
        try (Recording recording = Settle.record()) {
            Channel server = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new Connection(true, new Answers(asked)))
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            Channel client = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(new Connection(false, new ChannelInboundHandlerAdapter()))
                    .connect(server.localAddress())
                    .sync()
                    .channel();
            for (int i = 0; i < REQUESTS; i++) {
                Channel stream = new Http2StreamChannelBootstrap(client)
                        .handler(new Asks(answered))
                        .open()
                        .sync()
                        .getNow();
                stream.config().setAutoRead(false);
                stream.writeAndFlush(new DefaultHttp2HeadersFrame(
                                new DefaultHttp2Headers()
                                        .method("GET")
                                        .path("/")
                                        .scheme("http"),
                                true))
                        .sync();
            }
            asked.await();
            Settle.await(recording, 3);
            client.close().sync();
            server.close().sync();
            Settle.write(recording, arguments[0]);
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static final class Connection extends ChannelInitializer<Channel> {
        private final boolean server;
        private final io.netty.channel.ChannelHandler streams;

        Connection(boolean server, io.netty.channel.ChannelHandler streams) {
            this.server = server;
            this.streams = streams;
        }

        @Override
        protected void initChannel(Channel channel) {
            Http2FrameCodecBuilder codec =
                    server ? Http2FrameCodecBuilder.forServer() : Http2FrameCodecBuilder.forClient();
            channel.pipeline().addLast(codec.build(), new Http2MultiplexHandler(streams));
        }
    }

    private static final class Answers extends OnRead {
        private final CountDownLatch asked;

        Answers(CountDownLatch asked) {
            this.asked = asked;
        }

        @Override
        void read(ChannelHandlerContext context, Object frame) {
            ReferenceCountUtil.release(frame);
            if (frame instanceof Http2HeadersFrame) {
                context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")));
                context.writeAndFlush(
                        new DefaultHttp2DataFrame(Unpooled.buffer(ANSWER).writerIndex(ANSWER), true));
                asked.countDown();
            }
        }
    }

    private static final class Asks extends OnRead {
        private final CountDownLatch answered;

        Asks(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        void read(ChannelHandlerContext context, Object frame) {
            ReferenceCountUtil.release(frame);
            if (frame instanceof Http2DataFrame data && data.isEndStream()) {
                answered.countDown();
            }
        }
    }
}
