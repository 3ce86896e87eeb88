/** Applications with a server in them, for the tests to fork; in no package that the agent takes for its own. */
package example.servers;
