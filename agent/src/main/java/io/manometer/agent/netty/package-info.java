/**
 * Netty's channels and event loops, in any class loader and in copies under another prefix such as gRPC's; read in the classes of 4.1.140
 * and 4.2.20. No handler is added to a pipeline and nothing is wrapped: what is counted is counted where Netty itself counts.
 *
 * <p>A channel's outbound buffer is never full; it signals. So it is an advisory hop: bytes waiting, for how long the signal was up, and
 * what was added meanwhile. All channels that one place built are one hop, see {@link io.manometer.boot.Pipeline}. Bytes that another
 * thread hands to the event loop wait in the channel from then on, as in Netty's own count.
 *
 * <p>The task queues of a group of event loops are one hop, see {@link io.manometer.boot.LoopGroup}; a loop's thread that waits for
 * something else than events is told with its stack.
 *
 * <p>Not covered: what waits inside HTTP/2 flow control and in an SslHandler before it reaches the channel; how busy the loops of
 * transports are that are not named in the table.
 */
@NullMarked
package io.manometer.agent.netty;

import org.jspecify.annotations.NullMarked;
