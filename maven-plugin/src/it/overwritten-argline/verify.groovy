String log = new File(basedir, "build.log").text
assert log.contains('1 test of surefire ran, but nothing came from')
assert log.contains('<argLine>-Xmx64m</argLine> of maven-surefire-plugin replaces what prepare-agent has set')
assert log.contains('<argLine>@{argLine} -Xmx64m</argLine>')
