/** Applications on Netty, run under the agent by its tests; compiled against 4.1 and run with 4.1 and 4.2. */
package example.netty;
