package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A handler that puts orders into a queue with a limit, on the event loop: while it waits, no connection is served. */
final class BlockingHandler implements Program {
    private static final int SIZE = 100;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(100);

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 300);
        Socket client = EchoServer.connect(EchoServer.serve(loops, new Intake(orders, ledger)));
        load.source("clients", Pace.poisson(600), ledger, number -> {
            try {
                client.getOutputStream().write(new byte[SIZE]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }

    private static final class Intake extends ChannelInitializer<Channel> {
        private final BlockingQueue<Order> orders;
        private final Ledger ledger;

        Intake(BlockingQueue<Order> orders, Ledger ledger) {
            this.orders = orders;
            this.ledger = ledger;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new SimpleChannelInboundHandler<ByteBuf>() {
                private int bytes;

                @Override
                protected void channelRead0(ChannelHandlerContext context, ByteBuf part) throws InterruptedException {
                    for (bytes += part.readableBytes(); bytes >= SIZE; bytes -= SIZE) {
                        orders.put(Order.number(1));
                        ledger.accepted();
                    }
                }
            });
        }
    }
}
