package io.manometer.analyzer.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/** The only class that needs the module jdk.attach. */
final class Attachment {
    private Attachment() {}

    static void load(long pid, Path agent, String options) {
        VirtualMachine machine = attach(pid);
        try {
            machine.loadAgent(agent.toString(), options);
        } catch (AgentInitializationException e) {
            throw failed("the agent refused to start in process " + pid + " (" + e.getMessage()
                    + "); its standard error says why");
        } catch (AgentLoadException | IOException e) {
            throw failed("the agent could not be loaded into process " + pid + " (" + e.getMessage()
                    + "); it must be able to read " + agent + ", and run without -XX:-EnableDynamicAgentLoading");
        } finally {
            detach(machine);
        }
    }

    private static VirtualMachine attach(long pid) {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw failed("process " + pid + " can't be attached to (" + e.getMessage()
                    + "); it must be a HotSpot JVM without -XX:+DisableAttachMechanism");
        } catch (IOException e) {
            throw failed("process " + pid + " can't be attached to (" + e.getMessage()
                    + "); run manometer as the same user, in the same container");
        }
    }

    private static void detach(VirtualMachine machine) {
        try {
            machine.detach();
        } catch (IOException e) {
            // The agent is loaded; a connection that is closed already is nothing to report.
        }
    }

    private static Failure failed(String line) {
        return new Failure(ExitCode.ATTACH_FAILED, Printable.line(line));
    }
}
