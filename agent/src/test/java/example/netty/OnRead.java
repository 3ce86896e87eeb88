package example.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;

/** Builds a pipeline of one handler, which does with each message what the subclass says. */
abstract class OnRead extends ChannelInitializer<Channel> {
    @Override
    protected final void initChannel(Channel channel) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
                read(context, message);
            }
        });
    }

    /** On the event loop. */
    abstract void read(ChannelHandlerContext context, Object message) throws Exception;
}
